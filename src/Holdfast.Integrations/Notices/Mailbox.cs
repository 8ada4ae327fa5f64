using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Holdfast.Integrations.Notices;

/// <summary>Reads one mailbox, such as <c>dana@example.org</c>: the address alone, without a name, a comment or a second one.</summary>
public static class Mailbox
{
    /// <summary>Characters that the way of a mail may have (RFC 5321, 4.5.3.1.3).</summary>
    const int Longest = 254;

    static readonly ParserOptions Strictly = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>False for anything that isn't one, for control characters, and for letters beyond ASCII before the <c>@</c>, which few servers take. A domain beyond ASCII is taken and written as DNS has it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        if (text is { Length: > 0 and <= Longest } && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))
            && MailboxAddress.TryParse(Strictly, text, out var read) && read.Address == text && read.Route.Count == 0 && string.IsNullOrEmpty(read.Name))
        {
            var written = MailboxAddress.EncodeAddrspec(text);
            mailbox = written.Length <= Longest && written.All(char.IsAscii) ? new MailboxAddress(null, written) : null;
        }

        return mailbox is not null;
    }
}
