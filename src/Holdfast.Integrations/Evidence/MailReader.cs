using System.Collections.Immutable;
using System.Text;
using Holdfast.Core.Evidence;
using MimeKit;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// Reads mails with MimeKit. What it reads is hostile: a mail that is too large, too deep or has too many parts is not read at all, and nothing of it is
/// ever followed or fetched. Attachments stay where they are in the original until they are asked for, so the memory it takes is bounded, whatever comes.
/// </summary>
public sealed class MailReader : IMailReader
{
    /// <summary>Bytes of a mail at most.</summary>
    public const long LargestMail = 64L * 1024 * 1024;

    /// <summary>Characters of words that are given at most.</summary>
    public const int MostWords = 1024 * 1024;

    /// <summary>Attachments that are told at most; what goes beyond stays in the mail.</summary>
    public const int MostAttachments = 100;

    /// <summary>Parts within parts at most; deeper ones are taken as they are.</summary>
    const int Deepest = 16;

    /// <summary>Characters of a header's value that are given at most.</summary>
    const int LongestHeader = 8 * 1024;

    /// <summary>Two mails at a time in the whole process, each of bounded size.</summary>
    static readonly SemaphoreSlim Turns = new(2);

    /// <inheritdoc/>
    /// <param name="original">It can be read from any place.</param>
    public MailText? Read(Stream original, CancellationToken cancel) => Safely(original, (weight, message) =>
    {
        var parts = MailParts.Of(message);
        var text = new StringBuilder();
        var isWhole = true;
        var wasMarkup = false;
        foreach (var (part, isMarkup) in parts.Words)
        {
            text.Append(text.Length > 0 ? "\n\n" : "");
            var left = MostWords - text.Length;
            var (words, all) = WordsOf(part, isMarkup, Math.Max(left, 0), cancel);
            text.Append(words);
            isWhole &= all;
            wasMarkup |= isMarkup;
        }

        var headers = weight.First.Select(header => new MailHeader(Clean(header.Field, 200), Clean(header.Value ?? "", LongestHeader)));
        return new MailText([.. headers], Clean(text.ToString(), MostWords), wasMarkup, [.. parts.Files.Select(file => file.Attachment)], isWhole);
    }, cancel);

    /// <inheritdoc/>
    /// <param name="original">It can be read from any place.</param>
    public IEnumerable<(MailAttachment Attachment, Stream Bytes)> Attachments(Stream original, CancellationToken cancel)
    {
        foreach (var (attachment, entity) in Safely(original, (_, message) => MailParts.Of(message).Files, cancel) ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            using var bytes = Open(entity, cancel);
            yield return (attachment, bytes);
        }
    }

    /// <summary>A mail within a mail is written out again as it stands; all else is decoded on the way.</summary>
    static Stream Open(MimeEntity entity, CancellationToken cancel)
    {
        if (entity is MimePart part)
        {
            return part.Content?.Open() ?? new MemoryStream();
        }

        var written = new MimeKit.IO.MemoryBlockStream();
        if (entity is MessagePart { Message: { } message })
        {
            message.WriteTo(written, cancel);
        }
        else
        {
            entity.WriteTo(written, contentOnly: true, cancel);
        }

        written.Position = 0;
        return written;
    }

    /// <summary>Whatever a hostile mail makes the parser throw is a mail that can't be read; what the original itself throws is not.</summary>
    static T? Safely<T>(Stream original, Func<MailWeight, MimeMessage, T> read, CancellationToken cancel)
        where T : class
    {
        if (!original.CanSeek || original.Length > LargestMail)
        {
            return null;
        }

        Turns.Wait(cancel);
        var source = new Source(original);
        try
        {
            var options = new ParserOptions { MaxMimeDepth = Deepest };
            var weight = new MailWeight(options, source);
            original.Position = 0;
            weight.ReadMessage(cancel);
            original.Position = 0;
            var message = new MimeParser(options, source, MimeFormat.Entity, persistent: true).ParseMessage(cancel);
            return read(weight, message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException && !source.IsBroken)
        {
            return null;
        }
        finally
        {
            Turns.Release();
        }
    }

    static (string Words, bool All) WordsOf(TextPart part, bool isMarkup, int most, CancellationToken cancel)
    {
        // Markup is mostly tags; beyond four times the words it is cut.
        using var content = part.Content?.Open() ?? new MemoryStream();
        var bytes = new byte[(isMarkup ? 4 : 2) * MostWords];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var words = CodingOf(part).GetString(bytes, 0, length);
        words = isMarkup ? MarkupText.Of(words, most, cancel) : words;
        return (words[..Math.Min(words.Length, most)], length < bytes.Length && words.Length < most);
    }

    static Encoding CodingOf(TextPart part)
    {
        try
        {
            return part.ContentType.CharsetEncoding ?? Encoding.UTF8;
        }
        catch (NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    /// <summary>Lines end alike, and nothing is in it that steers a screen.</summary>
    static string Clean(string text, int most)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most));
        for (var at = 0; at < text.Length && clean.Length < most; at++)
        {
            var each = text[at];
            if (each == '\r')
            {
                clean.Append(at + 1 < text.Length && text[at + 1] == '\n' ? "" : "\n");
            }
            else if (each is '\n' or '\t' || !char.IsControl(each))
            {
                clean.Append(each);
            }
        }

        return clean.ToString();
    }
}
