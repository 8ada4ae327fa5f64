using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>docs/procedure-sheet.md says where a user meets each phrase of the written procedure. Each of its rows is looked up on that page, as that person, in that state.</summary>
public sealed class SheetTest
{
    const string Sheet = "docs/procedure-sheet.md";

    [Fact]
    public async Task Every_phrase_is_where_the_sheet_says()
    {
        var rows = Rows().ToArray();
        rows.Length.ShouldBeGreaterThan(150);
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var told = new Dictionary<string, IncidentId>(StringComparer.Ordinal);
        foreach (var state in rows.Select(row => row.State).Where(state => state.Length > 0).Distinct(StringComparer.Ordinal)) told[state] = await desk.TellsAsync(state);
        var pages = new ConcurrentDictionary<(string, string), string>();
        List<string> missing = [];
        foreach (var row in rows)
        {
            var address = row.State.Length == 0 ? row.Page : string.Format(CultureInfo.InvariantCulture, row.Page, told[row.State]);
            var page = pages.TryGetValue((row.As, address), out var known) ? known : pages[(row.As, address)] = await ReadAsync(desk, row.As, address);
            if (!$" {page} ".Contains($" {ScreenText.Plain(row.Phrase)} ", StringComparison.Ordinal)) missing.Add($"{row.Phrase} | {row.Page} | {row.As} | {row.State}");
        }

        missing.ShouldBeEmpty();
    }

    /// <summary>Otherwise a row would be true of every state.</summary>
    [Fact]
    public async Task What_is_hidden_in_a_state_is_not_met_there()
    {
        ScreenText.Of("<p hidden=\"hidden\">Not <b>this</b></p><input type=\"hidden\" value=\"nor this\"><ul><li>but</ul><svg><use href=\"#x\"></use></svg><input value=\"that\"><br>&amp; <i>those</i>").ShouldBe("but that those");
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var blank = await ReadAsync(desk, "agent", "/report");
        foreach (var later in new[] { "Warm transfer to the next available supervisor", "What kind of bomb is it?", "Leave the line open Use another phone", "Create a case assignment" }) blank.ShouldNotContain(ScreenText.Plain(later), Case.Sensitive);
    }

    static async Task<string> ReadAsync(Desk desk, string role, string address)
    {
        var page = await desk.As(Person(desk.Staff, role)).GetAsync(address);
        page.Status.ShouldBe(HttpStatusCode.OK, $"{address} as {role}");
        return ScreenText.Of(page.Text);
    }

    static Hired Person(Staff staff, string role) => role switch
    {
        "agent" => staff.Agent,
        "supervisor" => staff.Supervisor,
        "lead" => staff.Lead,
        "security" => staff.Security,
        "auditor" => staff.Auditor,
        _ => throw new ArgumentException($"The sheet knows no {role}.", nameof(role)),
    };

    /// <summary>Rows of the sheet: phrase, part, page, as whom, in the state of which example. A page with a state is an incident's: {0} is its id.</summary>
    static IEnumerable<(string Phrase, string Page, string As, string State)> Rows()
    {
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, Sheet)).Where(line => line.StartsWith("| “", StringComparison.Ordinal)))
        {
            var cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            cells.Length.ShouldBe(5, line);
            var state = cells[4].Trim('`', '–');
            var page = cells[2].Trim('`').Replace("{id}", "{0}", StringComparison.Ordinal);
            yield return (cells[0].Trim('“', '”'), page, cells[3], state);
        }
    }
}
