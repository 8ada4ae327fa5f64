using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;

namespace Holdfast.Web.Incidents;

/// <summary>Pages of the queue for one person, for the desk and the API alike. Thread-safe.</summary>
public sealed class QueuePages(IncidentReader reader, IncidentDoors doors, RowViews rows)
{
    public async Task<QueueView> ReadAsync(Person person, QueueFilter filter)
    {
        if (filter.Number is { } number)
        {
            // A look-up is a try at one incident, and on record when it is denied.
            await doors.FindAsync(person, number, "number");
        }

        var incidents = await reader.ListAsync(person, filter);
        var counts = await reader.CountAsync(person);
        // Access decides on each row too: the query only makes it fast.
        var shown = incidents.Select(incident => rows.For(person, incident)).OfType<RowView>().ToArray();
        long? next = incidents.Count == filter.Limit ? incidents[^1].FirstPosition : null;
        return new QueueView(shown, next, counts);
    }

    /// <summary>A filter from a query's words; a word that isn't one of ours is left out. A number that isn't one is nobody's.</summary>
    public static QueueFilter Filter(Func<string, string?> word, int thisYear) => new()
    {
        Number = word("number") is not { Length: > 0 } wanted ? null : IncidentNumber.TryParse(wanted, thisYear, out var number) ? number : default(IncidentNumber),
        States = Enum.TryParse<StateFilter>(word("state"), ignoreCase: true, out var states) && Enum.IsDefined(states) ? states : null,
        Priority = Words<Priority>.TryParse(word("priority"), out var priority) ? priority : null,
        Channel = Words<Channel>.TryParse(word("channel"), out var channel) ? channel : null,
        Team = TeamId.TryParse(word("team"), out var team) ? team : null,
        Mine = word("mine") == "1",
        Overdue = word("overdue") == "1",
        Before = long.TryParse(word("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
        Limit = int.TryParse(word("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Clamp(limit, 1, QueueFilter.LargestPage) : 50,
    };
}
