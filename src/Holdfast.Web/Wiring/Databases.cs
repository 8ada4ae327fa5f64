using Holdfast.Storage.Databases;
using Npgsql;

namespace Holdfast.Web.Wiring;

/// <summary>Chooses the database by one setting.</summary>
static class Databases
{
    public const string FileName = "holdfast.db";

    /// <exception cref="StartRefusedException">The setting isn't a PostgreSQL connection string.</exception>
    public static Database From(HostSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Database))
        {
            return new SqliteDatabase(Path.Combine(Path.GetFullPath(settings.DataFolder), FileName));
        }

        try
        {
            return new PostgresDatabase(settings.Database.Contains("://", StringComparison.Ordinal) ? FromAddress(settings.Database) : settings.Database);
        }
        catch (Exception odd) when (odd is ArgumentException or FormatException)
        {
            // The message of the driver may repeat the password: it isn't shown.
            throw new StartRefusedException(
                "HOLDFAST_DATABASE is not a PostgreSQL connection string. It looks like `Host=db.example.org;Database=holdfast;Username=holdfast;Password=…` " +
                "or `postgresql://holdfast:…@db.example.org/holdfast`; without it, SQLite in the data folder is used.");
        }
    }

    static string FromAddress(string address)
    {
        var uri = new Uri(address, UriKind.Absolute);
        if (uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new FormatException();
        }

        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, "");
            settings[name switch { "sslmode" => "SSL Mode", "host" => "Host", _ => name }] = Uri.UnescapeDataString(value);
        }

        return settings.ToString();
    }
}
