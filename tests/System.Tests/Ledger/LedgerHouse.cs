using Holdfast.Core.Cases;
using Holdfast.Core.Evidence;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Time;
using Holdfast.Harness;
using Holdfast.Harness.Postgres;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Microsoft.Extensions.Time.Testing;
using Record = Holdfast.Storage.Ledger.Ledger;

namespace Holdfast.Tests.Ledger;

public enum Kind
{
    Sqlite,
    Postgres,
}

/// <summary>Both databases, for <c>[MemberData]</c>.</summary>
public static class Both
{
    public static TheoryData<Kind> Kinds => [Kind.Sqlite, Kind.Postgres];
}

/// <summary>A node of an installation of a test's own: database, keys, ledger, reader, and a clock that only the test moves.</summary>
public sealed class LedgerHouse : IAsyncDisposable
{
    public static readonly TeamId Blue = new(new Guid("00000000-0000-7000-8000-0000000000b1"));
    public static readonly TeamId Green = new(new Guid("00000000-0000-7000-8000-0000000000b2"));
    public static readonly Person Ana = Somebody("ana", 1, Blue, Role.Agent);
    public static readonly Person Bob = Somebody("bob", 2, Blue, Role.Agent);
    public static readonly Person Sam = Somebody("sam", 3, Blue, Role.Supervisor);
    public static readonly Person Olga = Somebody("olga", 5, Green, Role.Supervisor);
    public static readonly Person Cora = Somebody("cora", 6, Green, Role.CorporateSecurity);
    public static readonly Person Adam = Somebody("adam", 7, Blue, Role.Administrator);
    public static readonly Person Audrey = Somebody("audrey", 8, Blue, Role.Auditor);

    /// <summary>A fact that no wire knows: writing it throws.</summary>
    public sealed record Unwritable : Fact;

    readonly TemporaryFolder? folder;
    readonly Func<Database> open;

    LedgerHouse(Func<Database> open, TemporaryFolder? folder, MasterKey master, FakeTimeProvider clock, Database database, Keyring keys)
    {
        (this.open, this.folder, Master, Clock, Database, Keys) = (open, folder, master, clock, database, keys);
        Record = new Record(database, keys, Wire, clock, _ => new ValueTask<Procedure?>(Procedure));
        Reader = new IncidentReader(database, keys, Wire, clock);
    }

    public static FactWire Wire { get; } = new(IncidentFacts.Wire, EscalationFacts.Wire, StepFacts.Wire, CaseFacts.Wire, EvidenceFacts.Wire, PeopleFacts.Wire, NoticeFacts.Wire, TimeFacts.Wire);

    /// <summary>The kinds of threat, in a procedure of the tests' own: what follows from answers is written by it.</summary>
    public const string Sort = "sort";
    public const string Device = "device";

    public static Procedure Procedure { get; } = new()
    {
        Version = new PackVersion("small", 1, new string('a', 64)),
        Title = "Small",
        NotSaid = "Nothing was said",
        Channels = [],
        SayNext = [],
        Steps = [],
        Callouts = [],
        Sections = [],
        Priorities = [new PriorityRule(Priority.P0, new When([new Condition(Sort, [Device])]), "a device")],
        Labels = [],
        Case = new CaseGuide { Title = "Folder", OutsideForm = new CaseQuestion("Other form?", "Number", null), Existing = new CaseQuestion("Folder?", "Number", null), Create = new CaseCard("New", []), Assign = new CaseCard("Give", []), Done = "Given" },
        Escalation = new EscalationPolicy([], 60, WatchTimes.Usual),
        Articles = [],
        Emergency = [],
        EmergencyHint = "",
        Supervisors = [],
    };

    public MasterKey Master { get; }

    public FakeTimeProvider Clock { get; }

    public Database Database { get; }

    public Keyring Keys { get; }

    public Record Record { get; }

    public IncidentReader Reader { get; }

    public static async Task<LedgerHouse> OpenAsync(Kind kind)
    {
        var own = kind == Kind.Sqlite ? new TemporaryFolder() : null;
        var connection = own is null ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : own["holdfast.db"];
        return await OpenAsync(() => own is null ? new PostgresDatabase(connection) : new SqliteDatabase(connection), own);
    }

    public static async Task<LedgerHouse> OpenAsync(Func<Database> open, TemporaryFolder? folder = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var database = open();
        await Migrations.RunAsync(database, clock);
        var master = MasterKey.New();
        return new LedgerHouse(open, folder, master, clock, database, await Keyring.OpenAsync(database, master));
    }

    /// <summary>Another process on the same database, with the same clock.</summary>
    public async Task<LedgerHouse> SecondNodeAsync()
    {
        var database = open();
        return new LedgerHouse(open, null, Master, Clock, database, await Keyring.OpenAsync(database, Master));
    }

    /// <summary>A database object of one's own, as another process has it.</summary>
    public Database Another() => open();

    public NewEntry Entry(Fact fact, EntryId? id = null) => new(id ?? EntryId.New(Clock), fact, Clock.GetUtcNow());

    public static NewEntry Start(IncidentId id, Channel channel = Channel.Phone, TeamId? team = null) =>
        new(new EntryId(id.Value), new IncidentStarted(channel, team ?? Blue, default, Procedure.Version), default);

    public async Task<IncidentId> StartAsync(Person? by = null, params Fact[] facts)
    {
        var id = IncidentId.New(Clock);
        await DoneAsync(new Append { Incident = id, Author = (by ?? Ana).Id, Entries = [Start(id, team: (by ?? Ana).Team), .. facts.Select(fact => Entry(fact))] });
        return id;
    }

    public Append Batch(IncidentId id, Person by, params Fact[] facts) => new() { Incident = id, Author = by.Id, Entries = [.. facts.Select(fact => Entry(fact))] };

    public async Task<Appended.Done> DoneAsync(Append batch) => await Record.AppendAsync(batch) is Appended.Done done ? done : throw new InvalidOperationException("The batch was not kept.");

    public Task<Appended.Done> DoneAsync(IncidentId id, Person by, params Fact[] facts) => DoneAsync(Batch(id, by, facts));

    public async Task<Incident> FindAsync(IncidentId id) => await Reader.FindAsync(id) ?? throw new InvalidOperationException("No row.");

    public Task<RebuildReport> VerifyAsync() => Rebuild.RunAsync(Database, Keys, Wire, checkOnly: true);

    public async Task<long> NumberAsync(string sql, params object?[] values) => (await Database.QueryAsync(sql, row => row.IsDBNull(0) ? 0 : Convert.ToInt64(row[0]), values))[0];

    /// <summary>Holds the write lock, as another process's commit does, so that batches gather.</summary>
    public async Task<Func<Task>> HoldAsync()
    {
        var other = open();
        var connection = await other.OpenAsync();
        var transaction = await other.BeginWriteAsync(connection);
        return async () =>
        {
            await transaction.CommitAsync();
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
            await other.DisposeAsync();
        };
    }

    /// <summary>Makes the database itself refuse rows of a table whose column has these bytes.</summary>
    public Task RefuseAsync(string table, string column, byte[] value) => Database.ExecuteAsync(Database.Kind == "sqlite"
        ? $"CREATE TRIGGER refused BEFORE INSERT ON {table} WHEN NEW.{column} = x'{Convert.ToHexString(value)}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        : $@"ALTER TABLE {table} ADD CONSTRAINT refused CHECK ({column} <> '\x{Convert.ToHexString(value)}')");

    public async ValueTask DisposeAsync()
    {
        await Record.DisposeAsync();
        await Database.DisposeAsync();
        folder?.Dispose();
    }

    static Person Somebody(string name, int number, TeamId team, Role role) => new()
    {
        Id = new PersonId(new Guid($"00000000-0000-7000-8000-{number:000000000000}")),
        UserName = name,
        DisplayName = name,
        Roles = [role],
        Team = team,
    };
}
