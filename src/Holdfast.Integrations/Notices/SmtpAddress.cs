using System.Diagnostics.CodeAnalysis;
using System.Net;
using MimeKit;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// Reads <see cref="SmtpOptions"/> from one setting: <c>smtps://user:password@mail.example:465?from=holdfast@example.org</c>, or <c>smtp://</c> for STARTTLS,
/// or <c>smtp://…?tls=none</c> for a relay on a trusted machine. What is wrong is said in words that repeat nothing of the setting, because it holds a password.
/// </summary>
public static class SmtpAddress
{
    const int TlsPort = 465;
    const int SubmissionPort = 587;

    /// <summary>Reads the setting; false with all that is wrong with it, a sentence each.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SmtpOptions? options, out IReadOnlyList<string> problems)
    {
        options = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.IdnHost.Length == 0
            || address.HostNameType == UriHostNameType.Unknown || address.AbsolutePath.Trim('/').Length > 0 || address.Fragment.Length > 0 || address.Port == 0)
        {
            problems = ["It is not of the form smtps://user:password@host:port?from=mailbox or smtp://…. In the user and the password, write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, % as %25."];
            return false;
        }

        var wrong = new List<string>();
        var (from, unprotected) = Asked(address, wrong);
        var (user, password) = SignIn(address, wrong);
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.DnsSafeHost : address.IdnHost;
        var security = address.Scheme == "smtps" ? SmtpSecurity.Tls : unprotected ? SmtpSecurity.None : SmtpSecurity.StartTls;
        if (address.Scheme == "smtps" && unprotected)
        {
            wrong.Add("smtps and tls=none contradict each other. Write smtp for a server without TLS.");
        }

        if (security == SmtpSecurity.None && password is not null && !IsHere(host))
        {
            wrong.Add("With tls=none a password would go over the network unprotected. Leave out tls=none, or the user and the password.");
        }

        problems = wrong;
        var port = address.Port > 0 ? address.Port : address.Scheme == "smtps" ? TlsPort : SubmissionPort;
        options = wrong.Count == 0 && from is not null ? new SmtpOptions(host, port, security, user, password, from) : null;
        return options is not null;
    }

    static (MailboxAddress? From, bool Unprotected) Asked(Uri address, List<string> wrong)
    {
        MailboxAddress? from = null;
        var asked = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToArray();
        var froms = asked.Where(part => part[0] == "from").ToArray();
        var protections = asked.Where(part => part[0] == "tls").ToArray();
        if (froms.Length != 1)
        {
            wrong.Add("It must say once whom mail comes from: ?from=holdfast@example.org.");
        }
        else if (!Mailbox.TryParse(Uri.UnescapeDataString(froms[0].ElementAtOrDefault(1) ?? ""), out from))
        {
            wrong.Add("What follows from= is not a mailbox such as holdfast@example.org.");
        }

        if (protections.Any(part => part.ElementAtOrDefault(1) != "none"))
        {
            wrong.Add("After tls= only none can stand; without it TLS is required.");
        }

        if (asked.Length > froms.Length + protections.Length)
        {
            wrong.Add("After the ? only from and tls are known. A ? in the user or the password is written as %3F.");
        }

        return (from, protections.Length > 0);
    }

    static (string? User, string? Password) SignIn(Uri address, List<string> wrong)
    {
        var parts = address.UserInfo.Split(':', 2);
        if (address.UserInfo.Length == 0)
        {
            return (null, null);
        }

        if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            wrong.Add("Before the @ stand a user and a password, with a colon between them, or nothing.");
            return (null, null);
        }

        return (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]));
    }

    static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
