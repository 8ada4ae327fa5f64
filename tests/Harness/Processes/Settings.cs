namespace Holdfast.Harness.Processes;

/// <summary>What one installation under test is made of: a data folder, an address and, for PostgreSQL, a database.</summary>
public sealed record Settings
{
    /// <summary>The data folder: the SQLite database, the master key.</summary>
    public required string Data { get; init; }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5081</c>.</summary>
    public string Url { get; init; } = $"http://127.0.0.1:{FreePort.Take()}";

    /// <summary>The PostgreSQL connection string; null for SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>The master key in the form that <c>HOLDFAST_MASTER_KEY</c> takes; null to let the installation keep its own in the data folder.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Where the process puts temporary files; null for the system's folder.</summary>
    public string? Temporary { get; init; }

    /// <summary>The folder of the site's own pack; null for the default one.</summary>
    public string? Pack { get; init; }

    /// <summary>The folder of evidence; null for the one in the data folder.</summary>
    public string? Evidence { get; init; }

    /// <summary>The virus scanner, <c>host:port</c> or <c>unix:/path</c>; null for none.</summary>
    public string? Clamd { get; init; }

    /// <summary>The product's executable; null for the Release build.</summary>
    public string? Executable { get; init; }

    /// <summary>The environment that hands these to the process. What the tests' own environment says of Holdfast is cleared.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> Environment =>
    [
        new("HOLDFAST_DATA", Data),
        new("HOLDFAST_URLS", Url),
        new("HOLDFAST_DATABASE", Database),
        new("HOLDFAST_MASTER_KEY", MasterKey),
        new("HOLDFAST_PACK", Pack),
        new("HOLDFAST_EVIDENCE", Evidence),
        new("HOLDFAST_CLAMD", Clamd),
        new("TMPDIR", Temporary ?? Path.GetTempPath()),
        new("ASPNETCORE_ENVIRONMENT", null),
        new("ASPNETCORE_URLS", null),
        new("DOTNET_ENVIRONMENT", null),
    ];
}
