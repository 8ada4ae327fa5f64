using System.Collections.Immutable;

namespace Holdfast.Core.Evidence;

/// <summary>A mail, read. All of it is text to be shown as text.</summary>
/// <param name="Headers">Every header in the order of the mail, decoded.</param>
/// <param name="Text">What was written; made from markup where there is no plain text.</param>
/// <param name="WasMarkup">The words were taken out of HTML.</param>
/// <param name="IsWhole">False where only a part of the words is given, because there are too many.</param>
public sealed record MailText(ImmutableArray<MailHeader> Headers, string Text, bool WasMarkup, ImmutableArray<MailAttachment> Attachments, bool IsWhole);

public sealed record MailHeader(string Name, string Value);

/// <summary>An attachment: its place in the mail (0, 1, …), its name and type by the mail's own account.</summary>
public sealed record MailAttachment(int Index, string Name, string SaidType);

/// <summary>Reads mails (RFC 5322, MIME). What it reads is hostile. Thread-safe.</summary>
public interface IMailReader
{
    /// <summary>The mail; null when it isn't one or can't be read.</summary>
    MailText? Read(Stream original, CancellationToken cancel);

    /// <summary>Gives each attachment's decoded bytes in turn, in order of the mail; the stream is good until the next.</summary>
    IEnumerable<(MailAttachment Attachment, Stream Bytes)> Attachments(Stream original, CancellationToken cancel);
}
