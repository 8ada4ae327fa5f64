using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;

namespace Holdfast.Tests.Incidents;

/// <summary>A random record: each number stands for one entry (who, what, how much later). Shrinks by leaving entries out.</summary>
public sealed record Story(IReadOnlyList<int> Numbers)
{
    static readonly Func<int, Fact>[] Kinds =
    [
        n => new StatementAdded("words " + n),
        n => new TakenOnPaper(n % 3 == 0 ? "around noon" : $"2026-03-0{1 + n % 9}T0{n % 10}:00:00-05:00", n % 4 == 0 ? null : $"2026-03-02T1{n % 10}:00:00Z", How: n % 5 == 0 ? null : (Contact)(n % 3)),
        n => new StatementAdded("words off a paper " + n, History.EntryAt(n % 20), SaidAt: n % 2 == 0 ? "14:02" : "2026-03-02T14:02:00Z"),
        n => Mark(Fields.SubjectAccount, n),
        n => Mark(Fields.ConflictWitness, n),
        n => new AnswerGiven(Small.Kind, State(n), [Small.Kinds[n % 5], Small.Kinds[n / 5 % 5]]),
        n => new AnswerGiven(Small.Imminent, State(n), [n % 2 == 0 ? Fields.Yes : "no"]),
        n => new AnswerGiven(Small.Attempt, State(n), [Fields.Yes]),
        n => new ContactEnded((Contact)(n % 3)),
        _ => new ContactResumed(),
        n => new EmergencyCalled("911", null, n.ToString(CultureInfo.InvariantCulture)),
        n => new EmergencyReached(History.EntryAt(n % 20), n % 2 == 0),
        n => new SupervisorRequested((AskedBy)(n % 2)),
        _ => new IncidentFiled([]),
        _ => new IncidentAcknowledged(),
        _ => new AlertShown(),
        n => new TierReached(n % 3, History.Began),
        n => new PeopleRung([Cast.All[n % 10].Id, Cast.All[n / 10 % 10].Id], n % 3, 1 + n % 2, History.Began.AddSeconds(n % 4000), n % 3 == 0 ? Cast.All[n % 10].Id : null, History.Began),
        _ => new RingDeclined(),
        n => new DeadlinePassed((Watch)(n % 6), History.Began, n % 5 == 0 ? History.EntryAt(n % 20) : null),
        n => new OwnerLeft(Cast.All[n % Cast.All.Length].Id),
        _ => new PassedToSecurity(),
        _ => new CallerJoined(),
        _ => new AgentReleased(),
        _ => new HandoverFailed(),
        n => new CallNoted(n.ToString(CultureInfo.InvariantCulture)),
        n => new AgentCared(n % 2 == 0),
        n => new PriorityRaised((Priority)(n % 4)),
        n => new PriorityLowered((Priority)(n % 4), "because"),
        n => new OwnerAssigned(Cast.All[n % Cast.All.Length].Id, "because"),
        n => new AccessGranted(Cast.All[n % Cast.All.Length].Id, "because"),
        n => new GlassBroken("because", History.Began.AddMinutes(n % 60)),
        _ => new IncidentRead("page"),
        n => new ChannelChosen((Channel)(n % 5)),
        n => new TranscriptAdded("chat " + n),
        n => new StepTicked("step-" + n % 3),
        n => new StepSkipped("step-" + n % 3, "no time"),
        n => new StepReopened("step-" + n % 3),
        n => new OutsideFormAnswered(n % 2 == 0),
        n => new OutsideNumberRecorded("R-" + n % 4, n % 2 == 0 ? "R-" + n / 2 % 4 : null),
        n => new CaseAnswered(n % 2 == 0, n % 3 == 0 ? "C-" + n % 4 : null),
        n => new CaseValueCopied("item-" + n % 3, "value"),
        n => new CaseDone("C-" + n % 4),
        _ => new CaseReopened(),
        n => new EvidenceKept(Piece(n), "a.txt", n % 3, "hash", EvidenceType.Text, Same: n % 4 == 0 ? Piece(n + 1) : null, Promise: n % 3 == 0 ? History.EntryAt(n % 20) : null),
        n => new EvidenceScanned(Piece(n), (ScanResult)(n % 3), "found"),
        n => new EvidenceOpened(Piece(n), (Opening)(n % 3), "because"),
        n => new EvidencePromised("recording " + n, History.Began.AddHours(n % 24)),
        n => new PromiseWithdrawn(History.EntryAt(n % 20), n % 5 == 0 ? " " : "because"),
        n => new IncidentLinked(n % 4 == 0 ? History.Id : new IncidentId(new Guid($"00000000-0000-7000-8000-0000000bbb{n % 4:00}")), "because"),
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

    static EvidenceId Piece(int n) => EvidenceId.Of([(byte)(n % 5)]);

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
