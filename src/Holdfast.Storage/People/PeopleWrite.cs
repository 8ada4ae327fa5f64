using System.Data.Common;
using System.Globalization;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.People;

/// <summary>The statements of one transaction, with the facts that tell of it. Not thread-safe.</summary>
sealed class PeopleWrite(Database database, TimeProvider clock, DbConnection connection, DbTransaction transaction)
{
    static readonly FactWire Wire = new(PeopleFacts.Wire, NoticeFacts.Wire);

    /// <summary>Runs a change in a transaction of its own, committed when the change says so.</summary>
    public static async Task<T> RunAsync<T>(Database database, TimeProvider clock, Func<PeopleWrite, Task<(T Result, bool Commit)>> change)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var (result, commit) = await change(new PeopleWrite(database, clock, connection, transaction));
        if (commit)
        {
            await transaction.CommitAsync();
        }

        return result;
    }

    public async Task<int> RunAsync(string sql, params object?[] values)
    {
        await using var command = database.Command(connection, transaction, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row: a long, a string, bytes, or null.</summary>
    public async Task<object?> FirstAsync(string sql, params object?[] values)
    {
        await using var command = database.Command(connection, transaction, sql, values);
        var value = await command.ExecuteScalarAsync();
        return value switch { DBNull => null, int small => Convert.ToInt64(small, CultureInfo.InvariantCulture), _ => value };
    }

    public async Task<List<string>> TextsAsync(string sql, params object?[] values)
    {
        await using var command = database.Command(connection, transaction, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>Puts a fact on its way into the record of the house, together with the change that it tells of.</summary>
    /// <param name="by">Null for the command line and for somebody unknown: then the house is the author.</param>
    public async Task RecordAsync(Fact fact, PersonId? by)
    {
        var now = clock.GetUtcNow();
        await RunAsync(
            "INSERT INTO house_outbox (id, author, made_at, fact) VALUES ($1, $2, $3, $4)",
            EntryId.New(clock).ToBytes(), (by ?? HouseRecord.Author).ToBytes(), now.UtcTicks, Wire.Write(fact, now));
    }
}
