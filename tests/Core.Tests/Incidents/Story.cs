using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Tests.People;

namespace Holdfast.Tests.Incidents;

/// <summary>A random record: each number stands for one entry (who, what, how much later). Shrinks by leaving entries out.</summary>
public sealed record Story(IReadOnlyList<int> Numbers)
{
    static readonly Func<int, Fact>[] Kinds =
    [
        n => new StatementAdded("words " + n),
        n => Mark(Fields.SubjectAccount, n),
        n => Mark(Fields.ConflictWitness, n),
        n => new AnswerGiven(Fields.Kind, State(n), [Core.Incidents.Kinds.All[n % 5], Core.Incidents.Kinds.All[n / 5 % 5]]),
        n => new AnswerGiven(Fields.Imminent, State(n), [n % 2 == 0 ? Fields.Yes : "no"]),
        n => new AnswerGiven(Fields.Attempt, State(n), [Fields.Yes]),
        n => new ContactEnded((Contact)(n % 3)),
        _ => new ContactResumed(),
        n => new EmergencyCalled("911", null, n.ToString(CultureInfo.InvariantCulture)),
        n => new EmergencyReached(History.EntryAt(n % 20), n % 2 == 0),
        n => new SupervisorRequested((AskedBy)(n % 2)),
        _ => new IncidentFiled([]),
        _ => new IncidentAcknowledged(),
        _ => new AlertShown(),
        n => new TierReached(n % 3, History.Began),
        n => new PriorityRaised((Priority)(n % 4)),
        n => new PriorityLowered((Priority)(n % 4), "because"),
        n => new OwnerAssigned(Cast.All[n % Cast.All.Length].Id, "because"),
        n => new AccessGranted(Cast.All[n % Cast.All.Length].Id, "because"),
        n => new GlassBroken("because", History.Began.AddMinutes(n % 60)),
        _ => new IncidentRead("page"),
        _ => new IncidentClosed("over"),
        _ => new IncidentReopened("not over"),
        n => new KeptAsItCame("from-tomorrow", n, System.Text.Json.JsonElement.Parse("{}")),
    ];

    internal History Tell() => Numbers.Aggregate(History.OfAna(), Add);

    internal static History Add(History history, int number)
    {
        var (rest, kind) = Math.DivRem(number, Kinds.Length);
        (rest, var author) = Math.DivRem(rest, Cast.All.Length);
        (rest, var seconds) = Math.DivRem(rest, 40);
        return history.Then(Cast.All[author].Id, Kinds[kind](rest), TimeSpan.FromSeconds(seconds));
    }

    public override string ToString() => string.Join('\n', Tell().Entries.Select(entry => $"{entry.Head.Sequence} {entry.Head.RecordedAt:HH:mm:ss} {entry.Head.Author} {entry.Fact}"));

    static AnswerState State(int n) => (AnswerState)(n / 7 % 4);

    static AnswerGiven Mark(string field, int n) => new(field, State(n), [Cast.All[n % Cast.All.Length].Id.ToString()]);
}

/// <summary>For <c>[Property(Arbitrary = [typeof(Stories)])]</c>.</summary>
public static class Stories
{
    public static Arbitrary<Story> Any() => Arb.From(
        Gen.Choose(0, int.MaxValue - 1).ListOf().Select(numbers => new Story([.. numbers])),
        story => Enumerable.Range(0, story.Numbers.Count).Select(left => new Story([.. story.Numbers.Where((_, i) => i != left)])));
}
