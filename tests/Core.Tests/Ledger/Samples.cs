using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Time;
using Holdfast.Tests.People;

namespace Holdfast.Tests.Ledger;

/// <summary>Facts of every wire name, with the odd ends that each allows.</summary>
public static class Samples
{
    static readonly EntryId Entry = new(new Guid("00000000-0000-7000-9000-000000000007"));
    static readonly EvidenceId Piece = new(new Guid("00000000-0000-7000-a000-000000000001"));
    static readonly EvidenceId Other = new(new Guid("00000000-0000-7000-a000-000000000002"));
    static readonly string Hash = new('c', 64);
    static readonly DateTimeOffset At = new(2026, 3, 2, 14, 1, 0, TimeSpan.Zero);

    static readonly ImmutableSortedDictionary<string, Fact[]> ByName = new Dictionary<string, Fact[]>
    {
        ["incident-started"] = [new IncidentStarted(Channel.Phone, Cast.Blue, new IncidentNumber(2026, 42)), new IncidentStarted(Channel.InPerson, Cast.Blue, new IncidentNumber(2026, 43), new PackVersion("small", 7, new string('b', 64))), new IncidentStarted(Channel.Phone, Cast.Blue, new IncidentNumber(2026, 44), Watch: new WatchTimes(900, 600, 900, 86400, 14400)), new IncidentStarted(Channel.Chat, Cast.Blue, new IncidentNumber(2026, 45), BeganAt: At), new IncidentStarted(Channel.Phone, Cast.Blue, new IncidentNumber(2026, 46), BeganAt: At, Code: "T-K7F3")],
        ["statement-added"] = [new StatementAdded("“There is a bomb” – Sí, señor \U0001F4A3 </script> \0"), new StatementAdded(""), new StatementAdded("I know where you park", Entry, "Visitor 12", "14:02")],
        ["taken-on-paper"] = [new TakenOnPaper("2026-03-02T09:02:00-05:00", "2026-03-02T09:09:00-05:00", "Jo of the day shift", Contact.CallerHungUp), new TakenOnPaper("around two"), new TakenOnPaper()],
        ["statement-corrected"] = [new StatementCorrected(Entry, "There is no bomb")],
        ["answer-given"] = [new AnswerGiven("kind", AnswerState.Answered, ["bomb", "self-harm"]), new AnswerGiven("summary", AnswerState.NotSaid, [])],
        ["contact-ended"] = [new ContactEnded(Contact.CallerHungUp), new ContactEnded(Contact.LineLost)],
        ["contact-resumed"] = [new ContactResumed()],
        ["emergency-called"] = [new EmergencyCalled("911", "14:02", "A-7", "12 Elm St"), new EmergencyCalled("988"), new EmergencyCalled("Police", Number: "555-0110")],
        ["emergency-reached"] = [new EmergencyReached(Entry, true)],
        ["supervisor-requested"] = [new SupervisorRequested(AskedBy.Customer)],
        ["incident-filed"] = [new IncidentFiled(["caller-name", "summary"]), new IncidentFiled([])],
        ["incident-acknowledged"] = [new IncidentAcknowledged()],
        ["alert-shown"] = [new AlertShown()],
        ["tier-reached"] = [new TierReached(1, At)],
        ["channel-chosen"] = [new ChannelChosen(Channel.SocialMedia)],
        ["transcript-added"] = [new TranscriptAdded("[14:02] Visitor: I know\r\n\t where you park\u00A0 \0\n")],
        ["priority-derived"] = [new PriorityDerived(Priority.P0, ["a device", "it may happen any moment"])],
        ["incident-linked"] = [new IncidentLinked(new IncidentId(new Guid("00000000-0000-7000-8000-00000000bbbb")), "the same voice")],
        ["step-ticked"] = [new StepTicked("listen")],
        ["step-skipped"] = [new StepSkipped("listen", "he hung up")],
        ["step-reopened"] = [new StepReopened("listen")],
        ["outside-form-answered"] = [new OutsideFormAnswered(false)],
        ["outside-number-recorded"] = [new OutsideNumberRecorded("R-17"), new OutsideNumberRecorded("R-71", "R-17")],
        ["case-answered"] = [new CaseAnswered(true, "C-5"), new CaseAnswered(false)],
        ["case-value-copied"] = [new CaseValueCopied("Summary", "He said: \u201Cthere is a bomb\u201D")],
        ["case-done"] = [new CaseDone("C-5")],
        ["case-reopened"] = [new CaseReopened()],
        ["evidence-kept"] =
        [
            new EvidenceKept(Piece, "../\u202Egnp.exe \U0001F4A3.png", 2_147_483_648, Hash, EvidenceType.Png, "image/png", At, "what he sent", Other, Other, Entry, 4_294_967_296),
            new EvidenceKept(Piece, "", 0, Hash, EvidenceType.Empty),
        ],
        ["evidence-opened"] = [new EvidenceOpened(Piece, Opening.Exported, "the police asked for it"), new EvidenceOpened(Piece, Opening.Viewed, "handling the report")],
        ["evidence-scanned"] = [new EvidenceScanned(Piece, ScanResult.Found, "Eicar-Test-Signature"), new EvidenceScanned(Piece, ScanResult.NotScanned)],
        ["evidence-promised"] = [new EvidencePromised("the call's recording", At, "telephony"), new EvidencePromised("a letter", At)],
        ["promise-withdrawn"] = [new PromiseWithdrawn(Entry, "it was not recorded")],
        ["note-added"] = [new NoteAdded("he laughs")],
        ["priority-raised"] = [new PriorityRaised(Priority.P0, "he has a knife"), new PriorityRaised(Priority.P1)],
        ["priority-lowered"] = [new PriorityLowered(Priority.P3, "a drill")],
        ["owner-assigned"] = [new OwnerAssigned(Cast.Lena.Id, "she knows the caller")],
        ["access-granted"] = [new AccessGranted(Cast.Bob.Id, "he knows the caller")],
        ["glass-broken"] = [new GlassBroken("the caller is in my lobby", At)],
        ["incident-read"] = [new IncidentRead("page")],
        ["reading-denied"] = [new ReadingDenied("api", "read")],
        ["incident-closed"] = [new IncidentClosed("handed to the police"), new IncidentClosed("no crime", "a film was shot")],
        ["incident-reopened"] = [new IncidentReopened("he called again")],
        ["people-rung"] = [new PeopleRung([Cast.Sam.Id, Cast.Olga.Id], 1, 2, At.AddSeconds(20), Cast.Sam.Id, At), new PeopleRung([], 0, 1, At)],
        ["ring-declined"] = [new RingDeclined()],
        ["deadline-passed"] = [new DeadlinePassed(Watch.Reached, At, Entry), new DeadlinePassed(Watch.CheckIn, At)],
        ["owner-left"] = [new OwnerLeft(Cast.Sam.Id)],
        ["passed-to-security"] = [new PassedToSecurity("he knows the building"), new PassedToSecurity()],
        ["caller-joined"] = [new CallerJoined()],
        ["agent-released"] = [new AgentReleased()],
        ["handover-failed"] = [new HandoverFailed("the line broke"), new HandoverFailed()],
        ["call-noted"] = [new CallNoted("555-0123", At, At.AddMinutes(7), "https://telephony.example/recordings/7"), new CallNoted()],
        ["agent-cared"] = [new AgentCared(true, "home at noon"), new AgentCared(false)],
        ["availability-chosen"] = [new AvailabilityChosen(Availability.OnACall)],
        ["on-call-changed"] = [new OnCallChanged(Cast.Lena.Id, true)],
        ["signed-in"] = [new SignedIn()],
        ["sign-in-refused"] = [new SignInRefused(RefusedBecause.TooMany)],
        ["person-added"] = [new PersonAdded(Cast.Ana.Id, "ana", [Role.Agent, Role.Lead])],
        ["person-named"] = [new PersonNamed(Cast.Ana.Id, "ana.lee")],
        ["role-proposed"] = [new RoleProposed(Cast.Sam.Id, Role.Supervisor)],
        ["role-confirmed"] = [new RoleConfirmed(Cast.Sam.Id, Role.Supervisor)],
        ["role-withdrawn"] = [new RoleWithdrawn(Cast.Sam.Id, Role.CorporateSecurity)],
        ["person-disabled"] = [new PersonDisabled(Cast.Gone.Id)],
        ["password-reset"] = [new PasswordReset(Cast.Ana.Id)],
        ["password-chosen"] = [new PasswordChosen()],
        ["token-issued"] = [new TokenIssued(Cast.Ana.Id)],
        ["first-link-issued"] = [new FirstLinkIssued(Cast.Ana.Id)],
        ["method-added"] = [new MethodAdded(Cast.Ana.Id, MethodKind.Push)],
        ["method-verified"] = [new MethodVerified(Cast.Ana.Id, MethodKind.Email)],
        ["method-removed"] = [new MethodRemoved(Cast.Ana.Id, MethodKind.Push)],
        ["clock-jumped"] = [new ClockJumped(-3600.125)],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The wire of all slices, found wherever a slice of Core declares one.</summary>
    public static readonly FactWire Wire = new([.. typeof(Fact).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true })
        .Select(type => type.GetProperty("Wire")?.GetValue(null) as IEnumerable<WireType>)
        .OfType<IEnumerable<WireType>>()]);

    /// <summary>All wire names that the product writes.</summary>
    public static TheoryData<string> Names => [.. Wire.All.Select(wire => wire.Name).Distinct()];

    /// <exception cref="KeyNotFoundException">A new fact: give it a sample here and a file beside the others.</exception>
    public static Fact[] Of(string name) => ByName[name];
}
