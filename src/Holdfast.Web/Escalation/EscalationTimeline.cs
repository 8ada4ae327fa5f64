using System.Globalization;
using Holdfast.Core.Escalation;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Web.Escalation;

/// <summary>One plain line of the timeline for each fact of who comes. Pure.</summary>
static class EscalationTimeline
{
    /// <summary>Names in a line at most.</summary>
    const int MostNames = 6;

    public static string Of(Fact fact, Func<PersonId, string> name) => fact switch
    {
        PeopleRung { People.IsEmpty: true } => "Nobody could be rung; trying again",
        PeopleRung { Alone: { } alone } rung when rung.People.Length == 1 => $"Rang {name(alone)}{Due(rung)}",
        PeopleRung rung => $"{(rung.Round > 1 ? "Rang again: " : "Rang ")}{Names(rung, name)}{Due(rung)}",
        RingDeclined => "Can’t come",
        DeadlinePassed passed => $"{Overdue(passed.What)} (due {Time(passed.DueAt)})",
        OwnerLeft left => $"{name(left.Owner)} no longer has it; others are rung",
        PassedToSecurity passed => $"Passed on to Corporate Security{Because(passed.Note)}",
        CallerJoined => "Caller and who takes over are connected",
        AgentReleased => "The agent has left the call",
        HandoverFailed failed => $"The transfer did not come about{Because(failed.Why)}",
        CallNoted noted => Call(noted),
        AgentCared cared => $"Looked after the agent{(cared.Break ? ", break offered" : "")}{Because(cared.Note)}",
        _ => "To be checked",
    };

    /// <summary>What is late, in words.</summary>
    public static string Overdue(Watch what) => what switch
    {
        Watch.Unfiled => "Still not filed",
        Watch.Silent => "No sign of who has it",
        Watch.Reached => "Nobody has said whether emergency services reached the person",
        Watch.Evidence => "Promised evidence did not come",
        Watch.Case => "The case is not done",
        Watch.CheckIn => "Nobody has looked after the agent",
    };

    static string Names(PeopleRung rung, Func<PersonId, string> name)
    {
        var named = string.Join(", ", rung.People.Take(MostNames).Select(name));
        return rung.People.Length > MostNames ? $"{named} and {rung.People.Length - MostNames} more" : named;
    }

    static string Due(PeopleRung rung) => rung.DueAt is { } due ? $" (due {Time(due)})" : "";

    static string Call(CallNoted noted)
    {
        string?[] parts = [noted.Number, noted.StartedAt is { } start ? $"began {Time(start)}" : null, noted.EndedAt is { } end ? $"ended {Time(end)}" : null, noted.Recording is { } place ? $"recording at {place}" : null];
        return $"Call: {string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)))}";
    }

    static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";

    static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
