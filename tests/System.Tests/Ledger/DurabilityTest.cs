using System.Data.Common;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Postgres;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Npgsql;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Ledger;

public sealed class DurabilityTest
{
    [Theory]
    [InlineData(Kind.Sqlite, "SELECT (SELECT synchronous FROM pragma_synchronous) || (SELECT journal_mode FROM pragma_journal_mode)", "2wal")]
    [InlineData(Kind.Postgres, "SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')", "ononon")]
    public async Task Every_connection_of_the_pool_flushes_at_commit(Kind kind, string sql, string expected)
    {
        await using var house = await OpenAsync(kind);
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Database.OpenAsync()));
        foreach (var connection in connections)
        {
            (await AskAsync(house.Database, connection, sql)).ShouldBe(expected);
        }

        foreach (var connection in connections)
        {
            // Somebody turned it off and gave the connection back: whoever gets it next has it on.
            await AskAsync(house.Database, connection, kind == Kind.Sqlite ? "PRAGMA synchronous=OFF" : "SET synchronous_commit=off");
            await connection.DisposeAsync();
        }

        foreach (var connection in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Database.OpenAsync())))
        {
            (await AskAsync(house.Database, connection, sql)).ShouldBe(expected);
            await connection.DisposeAsync();
        }

        (await house.Database.DurabilityAsync()).ShouldBe(kind == Kind.Sqlite ? "synchronous=FULL journal_mode=wal" : "fsync=on synchronous_commit=on full_page_writes=on");
    }

    [Fact]
    public async Task A_role_whose_default_is_off_flushes_all_the_same()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = await server.CreateDatabaseAsync();
        await using (var setup = new PostgresDatabase(connection))
        {
            await setup.ExecuteAsync("CREATE ROLE lazy LOGIN SUPERUSER");
            await setup.ExecuteAsync("ALTER ROLE lazy SET synchronous_commit = off");
        }

        var settings = new NpgsqlConnectionStringBuilder(connection) { Username = "lazy" };
        await using (var plain = new NpgsqlConnection(settings.ToString() + ";Pooling=false"))
        {
            await plain.OpenAsync();
            await using var show = new NpgsqlCommand("SHOW synchronous_commit", plain);
            (await show.ExecuteScalarAsync()).ShouldBe("off");
        }

        await using var database = new PostgresDatabase(settings.ToString());
        (await database.DurabilityAsync()).ShouldContain("synchronous_commit=on");
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Another_master_key_is_refused_and_changes_nothing(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var wrong = MasterKey.New();
        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(() => Keyring.OpenAsync(house.Database, wrong));
        refused.Message.ShouldContain(house.Master.Fingerprint);
        refused.Message.ShouldContain(wrong.Fingerprint);
        refused.Message.ShouldNotContain(wrong.Export());
        await using var again = await house.SecondNodeAsync();
        (await again.FindAsync(id)).Sequence.ShouldBe(1);
        again.Keys.ExcludedToken(Sam.Id).ShouldBe(house.Keys.ExcludedToken(Sam.Id));
        again.Keys.SharedToken(Sam.Id).ShouldNotBe(house.Keys.ExcludedToken(Sam.Id));
    }

    [Fact]
    public void A_master_key_is_read_as_it_was_exported()
    {
        var master = MasterKey.New();
        MasterKey.TryImport(" " + master.Export() + "\n", out var read).ShouldBeTrue();
        read!.Fingerprint.ShouldBe(master.Fingerprint);
        foreach (var text in new[] { "", "a", master.Export()[4..], master.Export() + "AAAA", new string('A', 400) })
        {
            MasterKey.TryImport(text, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task The_database_goes_away_and_comes_back()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync() + ";Timeout=5";
        await using var house = await LedgerHouse.OpenAsync(() => new PostgresDatabase(connection));
        var id = await house.StartAsync(Ana, new StatementAdded("before"));
        var batches = Enumerable.Range(0, 40).Select(n => house.Batch(id, Ana, new StatementAdded("line " + n))).ToArray();
        await house.DoneAsync(batches[0]);

        await server.KillAsync();
        var refused = await Task.WhenAll(batches.Select(async batch => await Should.ThrowAsync<LedgerUnavailableException>(() => house.Record.AppendAsync(batch))));
        refused.ShouldAllBe(one => one.Message == "The database is away.");
        await Should.ThrowAsync<DbException>(() => house.Reader.HeadAsync(), "what was read by a broken connection").ContinueWith(_ => { }, TaskScheduler.Default);

        await server.StartAgainAsync();
        foreach (var batch in batches)
        {
            await house.DoneAsync(batch);
        }

        (await house.FindAsync(id)).Statements.ShouldBe(41);
        (await house.Reader.HeadAsync()).ShouldBe(42);
        (await house.VerifyAsync()).ShouldBeClean();
    }

    /// <summary>A command that is killed between commit and answer is sent again: nothing is doubled.</summary>
    [Fact]
    public async Task Killed_amid_many_writers_nothing_acknowledged_is_lost_or_doubled()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync() + ";Timeout=5";
        await using var house = await LedgerHouse.OpenAsync(() => new PostgresDatabase(connection));
        var id = await house.StartAsync();
        var batches = Enumerable.Range(0, 400).Select(n => house.Batch(id, Ana, new StatementAdded("line " + n))).ToArray();
        var commits = new TaskCompletionSource();
        house.Record.Committed += _ => commits.TrySetResult();
        var writing = Task.WhenAll(batches.Select(async (batch, n) =>
        {
            if (n >= 200)
            {
                await commits.Task;
            }

            try
            {
                return await house.Record.AppendAsync(batch) is Appended.Done done ? done.Heads[0].Position : 0;
            }
            catch (LedgerUnavailableException)
            {
                return 0;
            }
        }));
        await commits.Task;
        await server.KillAsync();
        var acknowledged = await writing;
        await server.StartAgainAsync();

        var kept = (await house.Reader.WholeAsync(id)).ToDictionary(entry => entry.Head.Id, entry => entry.Head.Position);
        for (var n = 0; n < batches.Length; n++)
        {
            if (acknowledged[n] > 0)
            {
                kept[batches[n].Entries[0].Id].ShouldBe(acknowledged[n]);
            }

            await house.DoneAsync(batches[n]);
        }

        (await house.FindAsync(id)).Statements.ShouldBe(400);
        (await house.VerifyAsync()).ShouldBeClean();
    }

    static async Task<object?> AskAsync(Database database, DbConnection connection, string sql)
    {
        await using var command = database.Command(connection, null, sql);
        return await command.ExecuteScalarAsync();
    }
}
