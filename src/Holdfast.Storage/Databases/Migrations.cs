using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Holdfast.Storage.Databases;

/// <summary>Brings a database to the present tables: numbered SQL files, each run once, all in one transaction. Safe to call from several nodes at once.</summary>
public static class Migrations
{
    /// <summary>Runs what is missing.</summary>
    /// <exception cref="DatabaseUnavailableException">The database belongs to a newer Holdfast.</exception>
    public static async Task RunAsync(Database database, TimeProvider clock, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await database.BeginWriteAsync(connection, cancel);
        await Execute("CREATE TABLE IF NOT EXISTS migration (number bigint PRIMARY KEY, name text NOT NULL, run_at bigint NOT NULL)");
        var done = Convert.ToInt64(await Scalar("SELECT COALESCE(MAX(number), 0) FROM migration"), CultureInfo.InvariantCulture);
        var scripts = Scripts(database.Kind);
        if (done > scripts.Count)
        {
            throw new DatabaseUnavailableException(
                $"The database was brought to step {done} by a newer Holdfast; this one knows {scripts.Count}. Start the newer version.");
        }

        for (var number = (int)done + 1; number <= scripts.Count; number++)
        {
            var (name, sql) = scripts[number - 1];
            await Execute(sql);
            await Execute("INSERT INTO migration (number, name, run_at) VALUES ($1, $2, $3)", (long)number, name, clock.GetUtcNow().UtcTicks);
        }

        await transaction.CommitAsync(cancel);

        async Task Execute(string sql, params object?[] values)
        {
            await using var command = database.Command(connection, transaction, sql, values);
            await command.ExecuteNonQueryAsync(cancel);
        }

        async Task<object?> Scalar(string sql)
        {
            await using var command = database.Command(connection, transaction, sql);
            return await command.ExecuteScalarAsync(cancel);
        }
    }

    /// <summary>The scripts of one kind of database in order: <c>0001-ledger.sql</c>, <c>0002-people.sql</c>, … without a gap.</summary>
    static List<(string Name, string Sql)> Scripts(string kind)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"Migrations.{(kind == "sqlite" ? "Sqlite" : "Postgres")}.";
        return assembly.GetManifestResourceNames()
            .Where(name => name.Contains(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..], Read(assembly, name)))
            .ToList();
    }

    static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
