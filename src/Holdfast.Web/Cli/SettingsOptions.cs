using System.CommandLine;
using Holdfast.Core.Evidence;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary>The options that every command shares; each has a variable in the environment, and the command line wins.</summary>
sealed class SettingsOptions
{
    const long Megabyte = 1024 * 1024;

    /// <summary>A terabyte: longer recordings come in parts.</summary>
    const long MostMegabytes = 1024 * 1024;
    readonly Option<string[]> urls = new("--urls") { Description = "Addresses to listen at (HOLDFAST_URLS; several with ;)", AllowMultipleArgumentsPerToken = true };
    readonly Option<string?> publicUrl = new("--public-url") { Description = "Where browsers find this server; links in notices begin with it; the first of --urls without it (HOLDFAST_PUBLIC_URL)" };
    readonly Option<string?> data = new("--data") { Description = "The data folder (HOLDFAST_DATA)" };
    readonly Option<string?> database = new("--database") { Description = "PostgreSQL connection string; SQLite in the data folder without it (HOLDFAST_DATABASE)" };
    readonly Option<string?> key = new("--master-key") { Description = "A file that holds the master key (HOLDFAST_MASTER_KEY: the key or a file)" };
    readonly Option<string?> pack = new("--pack") { Description = "The folder of the site's own pack; the default pack without it (HOLDFAST_PACK)" };
    readonly Option<string?> evidence = new("--evidence") { Description = "The folder of evidence, shared by all nodes; in the data folder without it (HOLDFAST_EVIDENCE)" };
    readonly Option<long?> evidenceLimit = new("--evidence-limit") { Description = $"MB that one piece of evidence may have ({Limits.LargestByDefault / Megabyte})" };
    readonly Option<string?> clamd = new("--clamd") { Description = "The virus scanner, host:port or unix:/path; evidence isn't scanned without it (HOLDFAST_CLAMD)" };
    readonly Option<string?> smtp = new("--smtp") { Description = "The mail server: smtps://user:password@host?from=mailbox, or smtp:// for STARTTLS (HOLDFAST_SMTP, which keeps the password off the command line)" };
    readonly Option<string?> pushContact = new("--push-contact") { Description = "Whom push services may turn to: mailto: or https: (HOLDFAST_PUSH_CONTACT; the public address where that is https)" };
    readonly Option<string?> heartbeat = new("--heartbeat") { Description = "An address that is asked once a minute as long as escalation is alive; https, or http to this machine (HOLDFAST_HEARTBEAT)" };
    readonly Option<bool> behindProxy = new("--behind-proxy") { Description = "A proxy in front ends TLS: plain http is served, its forwarded headers count" };
    readonly Option<string[]> trustProxy = new("--trust-proxy") { Description = "Networks of proxies to believe, such as 10.0.0.0/8; this machine always is" };
    readonly Option<string?> certificate = new("--certificate") { Description = "A certificate for https, PEM or PFX" };
    readonly Option<string?> certificateKey = new("--certificate-key") { Description = "The certificate's key as PEM, when it is a file of its own" };

    public void AddStorage(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(database);
        command.Options.Add(key);
    }

    public void AddEvidence(Command command) => command.Options.Add(evidence);

    public void AddServer(Command command)
    {
        command.Options.Add(urls);
        command.Options.Add(publicUrl);
        AddStorage(command);
        command.Options.Add(pack);
        AddEvidence(command);
        command.Options.Add(evidenceLimit);
        command.Options.Add(clamd);
        command.Options.Add(heartbeat);
        command.Options.Add(smtp);
        command.Options.Add(pushContact);
        command.Options.Add(behindProxy);
        command.Options.Add(trustProxy);
        command.Options.Add(certificate);
        command.Options.Add(certificateKey);
    }

    public HostSettings Read(ParseResult parsed, bool sample = false)
    {
        var given = parsed.GetValue(urls) is { Length: > 0 } typed ? string.Join(';', typed) : Variable("HOLDFAST_URLS");
        return new HostSettings
        {
            Urls = given is null ? [HostSettings.DefaultUrl] : given.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            PublicUrl = parsed.GetValue(publicUrl) ?? Variable("HOLDFAST_PUBLIC_URL"),
            DataFolder = parsed.GetValue(data) ?? Variable("HOLDFAST_DATA") ?? DefaultFolder(sample),
            Database = parsed.GetValue(database) ?? Variable("HOLDFAST_DATABASE"),
            MasterKey = parsed.GetValue(key) ?? Variable("HOLDFAST_MASTER_KEY"),
            Pack = parsed.GetValue(pack) ?? Variable("HOLDFAST_PACK"),
            Evidence = parsed.GetValue(evidence) ?? Variable("HOLDFAST_EVIDENCE"),
            EvidenceLimit = Bytes(parsed.GetValue(evidenceLimit)),
            Clamd = parsed.GetValue(clamd) ?? Variable("HOLDFAST_CLAMD"),
            Smtp = parsed.GetValue(smtp) ?? Variable("HOLDFAST_SMTP"),
            PushContact = parsed.GetValue(pushContact) ?? Variable("HOLDFAST_PUSH_CONTACT"),
            Heartbeat = parsed.GetValue(heartbeat) ?? Variable("HOLDFAST_HEARTBEAT"),
            BehindProxy = parsed.GetValue(behindProxy),
            TrustedProxies = parsed.GetValue(trustProxy) ?? [],
            Certificate = parsed.GetValue(certificate),
            CertificateKey = parsed.GetValue(certificateKey),
            Sample = sample,
        };
    }

    static long Bytes(long? megabytes) => megabytes switch
    {
        null => Limits.LargestByDefault,
        > 0 and <= MostMegabytes => megabytes.Value * Megabyte,
        _ => throw new StartRefusedException($"--evidence-limit is a number of MB from 1 to {MostMegabytes}."),
    };

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static string DefaultFolder(bool sample)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return home.Length > 0
            ? Path.Combine(home, sample ? "holdfast-sample" : "holdfast")
            : throw new StartRefusedException("Name a data folder: HOLDFAST_DATA=/var/lib/holdfast, or --data FOLDER.");
    }
}
