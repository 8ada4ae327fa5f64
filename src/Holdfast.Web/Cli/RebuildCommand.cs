using System.CommandLine;
using Holdfast.Web.Time;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast rebuild</c> makes the read rows anew from the entries; <c>holdfast verify</c> checks every entry and row and changes nothing.</summary>
static class RebuildCommand
{
    /// <summary>The exit code when something is damaged.</summary>
    const int Damaged = 1;

    public static Command Rebuild(SettingsOptions options) => Make(options, "rebuild", "Makes the read rows anew from the entries; stop the server first", checkOnly: false);

    public static Command Verify(SettingsOptions options) => Make(options, "verify", "Checks every entry and every read row, and names what is wrong; changes nothing", checkOnly: true);

    static Command Make(SettingsOptions options, string name, string description, bool checkOnly)
    {
        var command = new Command(name, description);
        options.AddStorage(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), checkOnly));
        return command;
    }

    static async Task<int> RunAsync(HostSettings settings, bool checkOnly)
    {
        var (master, _) = MasterKeySource.Read(settings, mayMake: false);
        var opening = await Opening.RunAsync(settings, master, new HouseClock());
        await using var database = opening.Database;
        var report = await Storage.Ledger.Rebuild.RunAsync(database, opening.Keys, LedgerWiring.Wire(), checkOnly,
            read => Console.Error.WriteLine($"{read} entries read"));
        foreach (var damage in report.Damaged)
        {
            Console.WriteLine("Damaged: " + damage);
        }

        var rows = checkOnly ? $"{report.Changed} read rows differ from their entries" : $"{report.Changed} read rows made anew";
        Console.WriteLine($"{report.Entries} entries of {report.Incidents} incidents read, {report.Damaged.Count} damaged, {rows}.");
        return report.Damaged.Count > 0 || (checkOnly && report.Changed > 0) ? Damaged : 0;
    }
}
