namespace Holdfast.Bench;

/// <summary>What the command line asks for.</summary>
public sealed record Options
{
    /// <summary>Everything that can be asked for by name, in the order it runs.</summary>
    public static readonly string[] Known = ["save", "save-many", "report", "evidence", "alert", "fanout", "due", "queue", "start", "memory", "page", "keep", "bomb", "faults"];

    /// <summary>The measurements to take; <c>faults</c> only when named, because it takes long and is no time.</summary>
    public required string[] Names { get; init; }

    /// <summary>A tenth of the size, each under a minute.</summary>
    public bool Quick { get; init; }

    /// <summary>Where to write the same as JSON; null for nowhere.</summary>
    public string? Json { get; init; }

    public required Databases Databases { get; init; }

    /// <summary>The folder that the data folders lie in, on the disk to be measured.</summary>
    public required string Disk { get; init; }

    public const string Usage = """
        bin/bench [NAME…] [--quick] [--json FILE] [--database sqlite|postgres|both] [--disk FOLDER]

        Measures the Release build in a process of its own, over a socket, with durable commits. Names:
          save       one answer over HTTP, one writer
          save-many  answers over HTTP, 64 writers
          report     whole reports with a picture, from start to filed, by 16 agents
          evidence   a large file, hashed, encrypted and on the disk, beside the bare disk; the way back; memory
          alert      filed until the supervisor's live feed has it, and until the browser shows it
          fanout     one alert to 10,000 open live feeds, until the last has it; what the server holds in memory with them
          queue      a page of 50 rows of 100,000 incidents, and beside it of 1,000
          start      process start to the first page on that database; memory: what the process holds afterwards
          page       the new-report page in a cold Chromium
          keep       a key pressed on the live screen until what it wrote is on the machine's disk
          bomb       a person's time from the sign-in page to a filed "There is a bomb", by keyboard
          faults     kill -9 amid acknowledged writes, 20 rounds; 200 histories of a live screen to which everything happens (only when named)
        Beside them it measures the limits of the machine: fsync (a 4 KiB write and flush on the disk) and kestrel (a bare endpoint).
        """;

    /// <summary>Reads the words of the command line.</summary>
    /// <exception cref="ArgumentException">A word is unknown; the message says which.</exception>
    public static Options Parse(string[] words)
    {
        List<string> names = [];
        var quick = false;
        string? json = null, disk = null, database = null;
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--quick": quick = true; break;
                case "--json": json = Path.GetFullPath(Next()); break;
                case "--database": database = Next(); break;
                case "--disk": disk = Path.GetFullPath(Next()); break;
                case var name when Known.Contains(name): names.Add(name); break;
                default: throw new ArgumentException($"'{words[i]}' is neither a measurement nor an option.");
            }

            string Next() => ++i < words.Length ? words[i] : throw new ArgumentException($"{words[i - 1]} needs a value.");
        }

        return new Options
        {
            Names = names.Count > 0 ? [.. names] : [.. Known.Where(name => name != "faults")],
            Quick = quick,
            Json = json,
            // Kept across restarts by convention, hence on a disk, where the temporary folder may be memory.
            Disk = disk ?? (Directory.Exists("/var/tmp") ? "/var/tmp" : Path.GetTempPath()),
            Databases = database switch
            {
                null or "sqlite" => Databases.Sqlite,
                "postgres" => Databases.Postgres,
                "both" => Databases.Sqlite | Databases.Postgres,
                _ => throw new ArgumentException($"'{database}' is not a database: sqlite, postgres or both."),
            },
        };
    }
}

/// <summary>The databases to measure on.</summary>
[Flags]
public enum Databases
{
    None = 0,
    Sqlite = 1,
    Postgres = 2,
}
