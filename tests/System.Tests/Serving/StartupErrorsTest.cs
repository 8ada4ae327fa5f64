using System.Net;
using System.Net.Sockets;
using Holdfast.Harness;
using Holdfast.Harness.Postgres;
using Holdfast.Harness.Processes;
using Holdfast.Storage.Keys;
using Holdfast.Tests.Procedures;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace Holdfast.Tests.Serving;

/// <summary>A server that can't start says so in one paragraph that an administrator can act on, and ends with an exit code of its own accord.</summary>
public sealed class StartupErrorsTest : IDisposable
{
    readonly TemporaryFolder folder = new();

    Settings Here => new() { Data = folder["data"] };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Taken_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await RefusesAsync(Here with { Url = $"http://127.0.0.1:{port}" }, $"{port}");
    }

    [Fact]
    public async Task Folder_of_a_server_that_runs()
    {
        await using var first = await ServerProcess.StartAsync(Here);
        await RefusesAsync(Here with { Url = $"http://127.0.0.1:{FreePort.Take()}" }, folder["data"]);
    }

    [Fact]
    public async Task Folder_that_can_not_be_made()
    {
        File.WriteAllText(folder["file"], "not a folder");
        await RefusesAsync(Here with { Data = folder["file/data"] }, folder["file/data"]);
    }

    [Fact]
    public async Task Folder_that_can_not_be_written()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Needs a folder that nobody may write, such as Linux's /proc.");
        await RefusesAsync(Here with { Data = "/proc/holdfast" }, "/proc/holdfast");
    }

    [Fact]
    public async Task Database_that_does_not_answer() =>
        await RefusesAsync(Here with { Database = $"Host=127.0.0.1;Port={FreePort.Take()};Username=holdfast;Password=sesame;Database=holdfast", MasterKey = NewKey() }, "127.0.0.1", "HOLDFAST_DATABASE");

    [Fact]
    public async Task Database_that_is_too_old()
    {
        await using var old = new OldPostgres("13.4");
        await RefusesAsync(Here with { Database = old.ConnectionString, MasterKey = NewKey() }, "PostgreSQL 13", "15");
    }

    [Fact]
    public async Task Database_of_a_newer_version()
    {
        await using (var server = await ServerProcess.StartAsync(Here)) await server.StopAsync();
        await using (var database = new SqliteConnection($"Data Source={folder["data/holdfast.db"]};Pooling=false"))
        {
            await database.OpenAsync();
            await using var newer = new SqliteCommand("INSERT INTO migration (number, name, run_at) VALUES (9000, 'later', 0)", database);
            await newer.ExecuteNonQueryAsync();
        }

        await RefusesAsync(Here, "newer");
    }

    [Fact]
    public async Task File_that_is_no_database()
    {
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(folder["data/holdfast.db"], new string('x', 8192));
        await RefusesAsync(Here with { MasterKey = NewKey() }, "holdfast.db");
    }

    [Fact]
    public async Task Wrong_master_key()
    {
        await using (var server = await ServerProcess.StartAsync(Here with { MasterKey = NewKey() })) await server.StopAsync();
        var other = NewKey();
        (await RefusesAsync(Here with { MasterKey = other }, "master key")).ShouldNotContain(other);
    }

    [Fact]
    public async Task Master_key_that_is_none() =>
        (await RefusesAsync(Here with { MasterKey = "correct horse battery staple" }, "master key")).ShouldNotContain("horse");

    [Fact]
    public async Task No_master_key_on_PostgreSQL()
    {
        var server = await PostgresServer.SharedAsync();
        await RefusesAsync(Here with { Database = await server.CreateDatabaseAsync() }, "master key");
    }

    [Fact]
    public async Task Plain_http_for_other_machines()
    {
        var port = FreePort.Take();
        await RefusesAsync(Here with { Url = $"http://0.0.0.0:{port}" }, "--behind-proxy");
    }

    [Fact]
    public async Task Pack_with_a_mistake_before_there_is_another_version()
    {
        using var pack = new PackFolder();
        pack.Break();
        await RefusesAsync(Here, ["serve", "--pack", pack.Path], "procedure.yaml:", "titel");
    }

    [Fact]
    public async Task Folder_without_a_pack() => await RefusesAsync(Here, ["serve", "--pack", folder.Path], "procedure");

    [Fact]
    public async Task Sample_folder_for_real_work()
    {
        await using (var sample = await ServerProcess.StartAsync(Here, "sample")) await sample.StopAsync();
        await RefusesAsync(Here, "sample");
    }

    [Fact]
    public async Task Real_folder_for_the_sample()
    {
        await using (var server = await ServerProcess.StartAsync(Here)) await server.StopAsync();
        await RefusesAsync(Here, ["sample"], "sample");
    }

    static string NewKey() => MasterKey.New().Export();

    static Task<string> RefusesAsync(Settings settings, params string[] mentions) => RefusesAsync(settings, ["serve"], mentions);

    static async Task<string> RefusesAsync(Settings settings, string[] command, params string[] mentions)
    {
        var result = await HoldfastCommand.RunAsync(settings, command);
        var said = result.Error.Trim();
        result.ExitCode.ShouldNotBe(0, said);
        said.Length.ShouldBeInRange(40, 900, said);
        said.ShouldNotContain("\n\n", customMessage: "more than one paragraph");
        said.ShouldNotContain("   at ", customMessage: "a stack trace");
        said.ShouldNotContain("Exception");
        said.ShouldNotContain("sesame", customMessage: "a password");
        foreach (var word in mentions) said.ShouldContain(word, Case.Insensitive);
        return said;
    }
}
