using Holdfast.Core.Evidence;

namespace Holdfast.Web.Wiring;

/// <summary>All that a server is told from outside: the command line and the environment, brought together. Nothing else is configuration.</summary>
public sealed record HostSettings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Addresses to listen at, such as <c>https://0.0.0.0:443</c>. Port 0 takes a free one.</summary>
    public string[] Urls { get; init; } = [DefaultUrl];

    /// <summary>Where people's browsers find this server, such as <c>https://holdfast.example</c>; null for the first of <see cref="Urls"/>. Links in notices begin with it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The folder of this installation: the database unless it is PostgreSQL, the key that was made here, the lock.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string or <c>postgresql://</c> address; null for SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>The master key: base64 of 32 bytes, or the path of a file that holds it. Null: the file <c>master.key</c> of the data folder.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The folder of the site's own pack; null for the default pack beside the program, which an upgrade replaces.</summary>
    public string? Pack { get; init; }

    /// <summary>The folder of evidence's originals, which all nodes share; null for <c>evidence</c> in the data folder.</summary>
    public string? Evidence { get; init; }

    /// <summary>Where originals lie. A sample's stay in its own folder, whatever the environment says.</summary>
    public string EvidenceFolder => Evidence is null || Sample ? Path.Combine(DataFolder, "evidence") : Evidence;

    /// <summary>Bytes that one piece of evidence may have at most.</summary>
    public long EvidenceLimit { get; init; } = Limits.LargestByDefault;

    /// <summary>The site's virus scanner (clamd): <c>host:port</c> or <c>unix:/path</c>; null when there is none.</summary>
    public string? Clamd { get; init; }

    /// <summary>An address outside that is asked once a minute as long as escalation is alive, and that tells somebody when it isn't; null for none.</summary>
    public string? Heartbeat { get; init; }

    /// <summary>The site's mail server and whom mail comes from, such as <c>smtps://user:password@mail.example?from=holdfast@example.org</c>; null when nobody is told by e-mail.</summary>
    public string? Smtp { get; init; }

    /// <summary>Whom push services may turn to, <c>mailto:</c> or <c>https:</c>; null for the public address where that is https, else nobody is told by push.</summary>
    public string? PushContact { get; init; }

    /// <summary>Whether a proxy in front ends TLS: then plain http is served beyond this machine, and forwarded headers count.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Networks (CIDR) whose forwarded headers are believed, beside this machine itself.</summary>
    public string[] TrustedProxies { get; init; } = [];

    /// <summary>A certificate for https: PEM or PFX.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's private key as PEM, when it isn't in the same file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>The sample desk: this machine only, made-up people and incidents, in a folder marked as sample.</summary>
    public bool Sample { get; init; }
}

/// <summary>A server can't start; the message says in a short paragraph why and what to do. Shown without a stack trace.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
