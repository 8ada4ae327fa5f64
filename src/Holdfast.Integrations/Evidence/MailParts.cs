using Holdfast.Core.Evidence;
using MimeKit;

namespace Holdfast.Integrations.Evidence;

/// <summary>Which parts of a mail are its words and which are files, in the order of the mail.</summary>
sealed record MailParts(List<(TextPart Part, bool IsMarkup)> Words, List<(MailAttachment Attachment, MimeEntity Entity)> Files)
{
    public static MailParts Of(MimeMessage message)
    {
        var parts = new MailParts([], []);
        parts.Add(message.Body);
        return parts;
    }

    /// <summary>The parser bounds the depth.</summary>
    void Add(MimeEntity? entity)
    {
        switch (entity)
        {
            case null:
                break;
            case MultipartAlternative several:
                AddAlternatives(several);
                break;
            case Multipart several:
                foreach (var one in several)
                {
                    Add(one);
                }

                break;
            case TextPart { IsAttachment: false, FileName: null } words when words.IsPlain || words.IsHtml:
                Words.Add((words, words.IsHtml));
                break;
            default:
                AddFile(entity);
                break;
        }
    }

    /// <summary>Of the same words in several forms, plain ones are taken where they say anything; files beside any of the forms are files all the same.</summary>
    void AddAlternatives(MultipartAlternative several)
    {
        var before = Words.Count;
        foreach (var one in several)
        {
            Add(one);
        }

        var plain = Words.Skip(before).Any(words => !words.IsMarkup && SaysAnything(words.Part));
        var kept = Words.Skip(before).Where(words => words.IsMarkup != plain).ToList();
        Words.RemoveRange(before, Words.Count - before);
        Words.AddRange(kept);
    }

    static bool SaysAnything(TextPart part)
    {
        using var content = part.Content?.Open() ?? new MemoryStream();
        var some = new byte[64 * 1024];
        var length = content.ReadAtLeast(some, some.Length, throwOnEndOfStream: false);
        return some.AsSpan(0, length).ContainsAnyExcept(" \t\r\n\0"u8);
    }

    void AddFile(MimeEntity entity)
    {
        if (Files.Count >= MailReader.MostAttachments)
        {
            return;
        }

        var said = entity.ContentType.MimeType;
        Files.Add((new MailAttachment(Files.Count, Cut(NameOf(entity, said), Limits.LongestName), Cut(said, 200)), entity));
    }

    string NameOf(MimeEntity entity, string said)
    {
        var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name;
        if (!string.IsNullOrWhiteSpace(name))
        {
            return name;
        }

        if (entity is MessagePart { Message.Subject: var subject })
        {
            return (string.IsNullOrWhiteSpace(subject) ? $"Mail {Files.Count + 1}" : Cut(subject, 200)) + ".eml";
        }

        return $"Part {Files.Count + 1}" + (MimeTypes.TryGetExtension(said, out var ending) ? ending : "");
    }

    static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
