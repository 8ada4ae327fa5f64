using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>What to say, to write or to do next, as first rendered; report-guide.js goes on from there.</summary>
public sealed record LiveSay(string Title, string Text, string? Hint)
{
    public static LiveSay Of(LiveModel page)
    {
        var group = page.Procedure.SayNext.FirstOrDefault(next => page.Holds(next.When));
        if (group is null || ((page.Incident.Ended || page.HandedOver) && group.When.Conditions.All(condition => condition.Key != "line")))
        {
            return new LiveSay(T("Do now"), page.Order.Rest, null);
        }

        var line = group.Lines.FirstOrDefault(line => line.Field is { } field ? page.Incident.Record?.IsAnswered(field) != true : page.Incident.Record is null) ?? group.Lines[^1];
        return group.Spoken
            ? new LiveSay(page.Channel is Channel.Phone or Channel.InPerson ? T("Say next") : T("Write next"), $"“{line.Say}”", line.Hint)
            : new LiveSay(T("Do now"), line.Say, line.Hint);
    }
}
