using Holdfast.Harness.Postgres;
using Npgsql;
using Shouldly;

namespace Holdfast.Tests.Harness;

public sealed class PostgresServerTest
{
    [Fact]
    public async Task What_was_committed_is_there_after_a_kill()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using (var before = await OpenAsync(database))
        {
            await ExecuteAsync(before, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
        }

        await server.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => OpenAsync(database));
        await server.StartAgainAsync();

        await using var after = await OpenAsync(database);
        (await ExecuteAsync(after, "SELECT n FROM kept")).ShouldBe(1);
        (await ExecuteAsync(after, "SHOW fsync")).ShouldBe("on");
    }

    static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
