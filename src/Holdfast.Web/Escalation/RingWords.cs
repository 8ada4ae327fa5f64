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
            return T("Ringing you");
        }

        var rung = incident.Ring?.Ringing.Select(one => one.Person).ToArray() ?? [];
        string? names = rung.Length is > 0 and <= MostNames ? Names([.. rung.Select(name)]) : null;
        return incident.Ring?.Find(reader.Id)?.State switch
        {
            RungState.Missed => rung.Length == 0 ? T("You did not answer; still finding somebody") : names is not null ? T("You did not answer; still ringing {0}", names) : T("You did not answer; still ringing {0} people", rung.Length),
            RungState.Declined => rung.Length == 0 ? T("You can’t come; still finding somebody") : names is not null ? T("You can’t come; still ringing {0}", names) : T("You can’t come; still ringing {0} people", rung.Length),
            RungState.Ringing or null => rung.Length == 0 ? T("Finding somebody") : names is not null ? T("Ringing {0}", names) : T("Ringing {0} people", rung.Length),
        };
    }

    /// <summary>"Dana Reyes and Lee Novak", "Dana Reyes, Lee Novak and 3 more".</summary>
    public static string Names(IReadOnlyList<string> names) => names is [var one, var other] ? T("{0} and {1}", one, other) : names.Count < MostNames ? string.Concat(names)
        : T("{0} and {1} more", string.Join(", ", names.Take(MostNames)), names.Count - MostNames);

    /// <summary>Why it rings, in a sentence.</summary>
    public static string Because(RingCause cause, bool customerAsked) => cause switch
    {
        RingCause.SupervisorRequested => customerAsked ? T("The customer asked for a supervisor.") : T("A supervisor was asked for."),
        RingCause.P0 => T("It became P0."),
        RingCause.Filed => T("Filed, nobody has acknowledged it."),
        RingCause.Unfiled => T("Still open, and nobody has it."),
        RingCause.Silent => T("No sign of who has it."),
        RingCause.OwnerLeft => T("Who had it is no longer there."),
        RingCause.HandoverFailed => T("The transfer did not come about."),
        RingCause.Passed => T("Passed on to Corporate Security."),
    };
}
