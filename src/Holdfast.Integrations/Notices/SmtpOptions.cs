using MimeKit;

namespace Holdfast.Integrations.Notices;

/// <summary>How the way to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a relay on a trusted machine.</summary>
    None,

    /// <summary>TLS, asked for before anything is said (RFC 3207). A server that doesn't offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,
}

/// <summary>The mail server that takes the site's mail, and whom that mail comes from.</summary>
/// <param name="User">Whom to sign in as; null when the server asks nobody.</param>
public sealed record SmtpOptions(string Host, int Port, SmtpSecurity Security, string? User, string? Password, MailboxAddress From)
{
    /// <summary>Names the server. The password is never printed.</summary>
    public override string ToString() => FormattableString.Invariant($"{Host}:{Port} ({Security})");
}
