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
        PeopleRung { People.IsEmpty: true } => T("Nobody could be rung; trying again"),
        PeopleRung { Alone: { } alone } rung when rung.People.Length == 1 => T("Rang {0}", name(alone)) + Due(rung),
        PeopleRung rung => (rung.Round > 1 ? T("Rang again: {0}", Names(rung, name)) : T("Rang {0}", Names(rung, name))) + Due(rung),
        RingDeclined => T("Can’t come"),
        DeadlinePassed passed => Overdue(passed.What) + Due(passed.DueAt),
        OwnerLeft left => T("{0} no longer has it; others are rung", name(left.Owner)),
        PassedToSecurity passed => T("Passed on to Corporate Security") + Because(passed.Note),
        CallerJoined => T("Caller and who takes over are connected"),
        AgentReleased => T("The agent has left the call"),
        HandoverFailed failed => T("The transfer did not come about") + Because(failed.Why),
        CallNoted noted => Call(noted),
        AgentCared cared => (cared.Break ? T("Looked after the agent, break offered") : T("Looked after the agent")) + Because(cared.Note),
        _ => T("To be checked"),
    };

    /// <summary>What is late, in words.</summary>
    public static string Overdue(Watch what) => what switch
    {
        Watch.Unfiled => T("Still not filed"),
        Watch.Silent => T("No sign of who has it"),
        Watch.Reached => T("Nobody has said whether emergency services reached the person"),
        Watch.Evidence => T("Promised evidence did not come"),
        Watch.Case => T("The case is not done"),
        Watch.CheckIn => T("Nobody has looked after the agent"),
    };

    static string Names(PeopleRung rung, Func<PersonId, string> name)
    {
        var named = string.Join(", ", rung.People.Take(MostNames).Select(name));
        return rung.People.Length > MostNames ? T("{0} and {1} more", named, rung.People.Length - MostNames) : named;
    }

    static string Due(PeopleRung rung) => rung.DueAt is { } due ? Due(due) : "";

    static string Due(DateTimeOffset at) => " " + T("(due {0})", Time(at));

    static string Call(CallNoted noted)
    {
        string?[] parts = [noted.Number, noted.StartedAt is { } start ? T("began {0}", Time(start)) : null, noted.EndedAt is { } end ? T("ended {0}", Time(end)) : null, noted.Recording is { } place ? T("recording at {0}", place) : null];
        return T("Call: {0}", string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part))));
    }

    static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";

    static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
