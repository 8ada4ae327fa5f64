using System.Text;
using Holdfast.Harness.Processes;
using Shouldly;

namespace Holdfast.Tests.Confidential;

/// <summary>
/// Everything that isn't clear is content, and content leaves the process only encrypted: an unusual word typed into every field is in no file
/// of the database, its log or its temporary files, and in nothing that the server prints. That the search would find it is shown by finding
/// what is clear, and a word that the test plants itself.
/// </summary>
[Long]
public sealed class LeakTest
{
    const string Stem = "quokkazephyr";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_word_is_readable_outside_the_process(bool postgres)
    {
        await using var house = await House.OpenAsync(postgres, ownServer: true);
        var traces = new Traces(Stem);
        var form = new EveryField(house, Stem);
        (await form.TypeAsync()).ShouldBeGreaterThan(40, "The words are on the record, so there is something to leak.");

        // While it runs, the write-ahead log and temporary files are there too.
        var found = traces.InFolder(house.Folder);
        var printed = house.Server?.Printed ?? "";
        await house.KillAsync();
        found.AddRange(traces.InFolder(house.Folder));
        found.AddRange(traces.In(Encoding.UTF8.GetBytes(printed)).Select(trace => "printed: " + trace));
        var data = house.Settings.Data;
        if (house.Postgres is { } server)
        {
            await server.CheckpointAsync();
            await server.KillAsync();
            data = server.DataDirectory;
            found.AddRange(traces.InFolder(data));
            found.AddRange(traces.In(Encoding.UTF8.GetBytes(server.Log)).Select(trace => "PostgreSQL's log: " + trace));
        }

        found.ShouldBeEmpty();
        Holds(data, house.Staff.Supervisor.DisplayName).ShouldBeTrue("A name of the staff is clear; a search that misses it looks in the wrong place.");
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "planted"), Convert.ToBase64String(Encoding.Unicode.GetBytes("x" + Stem)));
        traces.InFolder(house.Folder).ShouldNotBeEmpty();
    }

    static bool Holds(string folder, string clear) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(clear)) >= 0);
}
