using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;
using Holdfast.Web.Notices;

namespace Holdfast.Web.Incidents;

/// <summary>One person who was told, and how each way of reaching them fared at the last time.</summary>
public sealed record ToldLine(PersonId Person, DateTimeOffset At, int Times, ImmutableArray<string> Ways);

/// <summary>Who was told of the incident, for those who handle it.</summary>
public sealed partial class IncidentModel
{
    /// <summary>The latest told first.</summary>
    public ImmutableArray<ToldLine> Told { get; private set; } = [];

    async Task FillToldAsync()
    {
        if (!May(Operation.ReadReadings) || HttpContext.RequestServices.GetService<NoticeReader>() is not { } notices)
        {
            return;
        }

        Told =
        [
            .. (await notices.OfIncidentAsync(Incident.Id)).GroupBy(one => one.Notice.Person)
                .Select(theirs => (Person: theirs.Key, Last: theirs.GroupBy(one => one.Notice.Id).MaxBy(notice => notice.First().Notice.MadeAt)!, Times: theirs.Select(one => one.Notice.Id).Distinct().Count()))
                .OrderByDescending(told => told.Last.First().Notice.MadeAt)
                .Select(told => new ToldLine(told.Person, told.Last.First().Notice.MadeAt, told.Times, [.. told.Last.OrderBy(one => one.Kind).Select(Way)])),
        ];
    }

    static string Way(Delivery delivery) => $"{NoticeWords.Of(delivery.Kind)}: {char.ToLowerInvariant(NoticeWords.Of(delivery)[0])}{NoticeWords.Of(delivery)[1..]}";
}
