using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;

namespace Holdfast.Web.Escalation;

/// <summary>A ring in plain words. Pure.</summary>
public static class RingWords
{
    /// <summary>Names of those who ring at most; the rest is a number.</summary>
    const int MostNames = 2;

    /// <summary>Whom it rings, from the reader's side: "Ringing you", "Ringing Dana Reyes", "Ringing 7 people", "You did not answer; still ringing Dana Reyes".</summary>
    public static string Whom(Incident incident, Person reader, Func<PersonId, string> name)
    {
        if (Access.IsRungFor(reader, incident))
        {
            return "Ringing you";
        }

        var rung = incident.Ring?.Ringing.Select(one => one.Person).ToArray() ?? [];
        var whom = rung.Length switch
        {
            0 => "finding somebody",
            <= MostNames => $"ringing {string.Join(" and ", rung.Select(name))}",
            _ => $"ringing {rung.Length} people",
        };
        return incident.Ring?.Find(reader.Id)?.State switch
        {
            RungState.Missed => $"You did not answer; still {whom}",
            RungState.Declined => $"You can’t come; still {whom}",
            RungState.Ringing or null => char.ToUpperInvariant(whom[0]) + whom[1..],
        };
    }

    /// <summary>"Dana Reyes and Lee Novak", "Dana Reyes, Lee Novak and 3 more".</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count <= MostNames ? string.Join(" and ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";

    /// <summary>Why it rings, in a sentence.</summary>
    public static string Because(RingCause cause, bool customerAsked) => cause switch
    {
        RingCause.SupervisorRequested => customerAsked ? "The customer asked for a supervisor." : "A supervisor was asked for.",
        RingCause.P0 => "It became P0.",
        RingCause.Filed => "Filed, nobody has acknowledged it.",
        RingCause.Unfiled => "Still open, and nobody has it.",
        RingCause.Silent => "No sign of who has it.",
        RingCause.OwnerLeft => "Who had it is no longer there.",
        RingCause.HandoverFailed => "The transfer did not come about.",
        RingCause.Passed => "Passed on to Corporate Security.",
    };
}
