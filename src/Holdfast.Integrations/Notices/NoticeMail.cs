using Holdfast.Core.Notices;
using MimeKit;
using MimeKit.Text;

namespace Holdfast.Integrations.Notices;

/// <summary>A message as a mail: plain text, no pictures, nothing that tells the sender that it was read, and marked as written by a machine (RFC 3834).</summary>
static class NoticeMail
{
    /// <summary>Writes one. Its id is the same for every mail of one notice, so that what is sent twice shows once.</summary>
    public static MimeMessage Write(MailboxAddress from, MailboxAddress to, Message message, DateTimeOffset now)
    {
        var mail = new MimeMessage
        {
            Subject = Line(message.Title),
            Date = now,
            MessageId = $"{Tag.Of(message)}@{from.Domain}",
            Body = new TextPart(TextFormat.Plain) { Text = $"{Line(message.Text)}\r\n\r\n{message.Link.AbsoluteUri}\r\n\r\n{Line(message.LinkNote)}\r\n" },
        };
        mail.From.Add(from);
        mail.To.Add(to);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        if (message.Urgent)
        {
            mail.Importance = MessageImportance.High;
            mail.XPriority = XMessagePriority.Highest;
        }

        return mail;
    }

    /// <summary>One line whatever it was: nothing of it can become a header.</summary>
    static string Line(string text) => string.Create(text.Length, text, static (line, given) =>
    {
        for (var at = 0; at < given.Length; at++)
        {
            line[at] = char.IsControl(given[at]) || given[at] is '\u2028' or '\u2029' ? ' ' : given[at];
        }
    });
}
