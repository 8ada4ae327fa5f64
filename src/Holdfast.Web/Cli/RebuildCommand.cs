using System.CommandLine;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Time;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast rebuild</c> makes the read rows anew from the entries; <c>holdfast verify</c> checks every entry and row and changes nothing.</summary>
static class RebuildCommand
{
    /// <summary>The exit code when something is damaged.</summary>
    const int Damaged = 1;
    const long Megabyte = 1024 * 1024;
    const long Gigabyte = 1024 * Megabyte;

    public static Command Rebuild(SettingsOptions options) => Make(options, "rebuild", "Makes the read rows anew from the entries; stop the server first", checkOnly: false);

    public static Command Verify(SettingsOptions options) => Make(options, "verify", "Checks every entry, every read row and every original of evidence, and names what is wrong; changes nothing", checkOnly: true);

    static Command Make(SettingsOptions options, string name, string description, bool checkOnly)
    {
        var command = new Command(name, description);
        options.AddStorage(command);
        if (checkOnly)
        {
            options.AddEvidence(command);
        }

        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), checkOnly, cancel));
        return command;
    }

    static async Task<int> RunAsync(HostSettings settings, bool checkOnly, CancellationToken cancel)
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
        var isWhole = !checkOnly || await EvidenceAsync(new EvidenceCheck(new FolderStore(settings.EvidenceFolder), database), report.Evidence, cancel);
        return report.Damaged.Count > 0 || (checkOnly && report.Changed > 0) || !isWhole ? Damaged : 0;
    }

    /// <summary>Checks the originals, and says what was found; false when a piece is damaged.</summary>
    static async Task<bool> EvidenceAsync(EvidenceCheck check, IReadOnlyList<RecordedEvidence> record, CancellationToken cancel)
    {
        var told = 0L;
        var report = await check.RunAsync(record, (originals, bytes) =>
        {
            if (bytes - told >= Gigabyte)
            {
                told = bytes;
                Console.Error.WriteLine($"{originals} originals read, {bytes / Megabyte} MB");
            }
        }, cancel);
        foreach (var damage in report.Damaged)
        {
            Console.WriteLine("Damaged: " + damage);
        }

        foreach (var unknown in report.Unknown)
        {
            Console.WriteLine("Unknown: " + unknown);
        }

        Console.WriteLine($"{report.Originals} originals of evidence read, {report.Bytes} bytes, {report.Damaged.Count} damaged, {report.Unknown.Count} on no record.");
        return report.Damaged.Count == 0;
    }
}
