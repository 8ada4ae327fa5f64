using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Escalation;
using Holdfast.Web.Evidence;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Web.Incidents;

/// <summary>What the page has of the procedure: the case card, what was pasted whole, the steps, the answers by section.</summary>
public sealed partial class IncidentModel
{
    public CasePart Case => CasePartFor("");

    public TranscriptPart Transcripts => TranscriptPart.Page(View.Transcripts, May(Operation.Write)) with { Speaks = Speaks };

    /// <summary>The reader's own steps, the one that matters now first.</summary>
    public StepList Steps => StepList.Of(Incident, Procedure, Reader.Roles);

    /// <summary>What is still open for the one who has the contact; empty for a reader whose own steps these are.</summary>
    public IEnumerable<StepLine> AgentSteps => Reader.Id == Incident.Agent && !Reader.IsRung ? []
        : StepList.Of(Incident, Procedure, [Role.Agent]).Lines.Where(line => line.IsOpen && !Reader.Roles.Any(line.Step.Roles.Contains));

    /// <summary>The form as far as it applies or was answered.</summary>
    public IEnumerable<AnsweredSection> Sections => AnsweredSection.Of(Incident, Procedure, Words);

    /// <summary>How contact stands, in the channel's own words; empty where there is none to keep.</summary>
    public string Contact => ContactWords.Of(Incident, Procedure);

    /// <summary>When the customer asked for a supervisor, which is apart from the agent's own call.</summary>
    public DateTimeOffset? CustomerAskedAt => Incident.CustomerAsked
        ? Timeline.LastOrDefault(line => line.Type == "supervisor-requested" && line.Body.TryGetProperty("askedBy", out var by) && by.ValueEquals("customer"))?.OccurredAt : null;

    /// <summary>The transfer under way or the last one; null where none was offered.</summary>
    public HandoverPart? Handover => HandoverPart.Of(Incident, Procedure, Reader, Name);

    /// <summary>Where a colleague is called; null where that is not known.</summary>
    public string? Phone(PersonId id) => people.Find(id)?.Phone;

    /// <summary>Who would be rung next, as the ring's countdown says it.</summary>
    public string RingThen => View.Row.Ring is { Next: { Count: > 0 } next } ? RingWords.Names([.. next.Select(one => one.Name)]) : T("everybody again");

    /// <summary>The transfer alone, for the live screen's script.</summary>
    public async Task<IActionResult> OnGetHandoverAsync() => await FillAsync("report") && MayRead ? Partial("/Incidents/_LiveHandover.cshtml", Handover) : NotFound();

    public Task<IActionResult> OnPostHandoverAsync([FromServices] Handovers handovers, string? entry, string? step, string? why) => AfterAsync("Handover", id =>
        Words<HandoverStep>.TryParse(step, out var said) ? handovers.StepAsync(Reader, id, EntryOf(entry), said, AskedBy.Agent, why)
            : Task.FromResult<Outcome>(new Outcome.Refused("step", T("Choose a step."))));

    public Task<IActionResult> OnPostDecliningAsync([FromServices] Handovers handovers, string? entry) => AfterAsync("Declining", id => handovers.DeclineAsync(Reader, id, EntryOf(entry)));

    /// <summary>The card alone, for the live screen's script.</summary>
    public async Task<IActionResult> OnGetCaseAsync() => await FillAsync("report") && MayRead ? Partial("/Incidents/_Case.cshtml", CasePartFor("report")) : NotFound();

    /// <summary>What was pasted whole, for the live screen's script.</summary>
    public async Task<IActionResult> OnGetTranscriptsAsync() =>
        await FillAsync("report") && MayRead ? Partial("/Incidents/_Transcripts.cshtml", TranscriptPart.Live(View.Transcripts) with { Speaks = Speaks }) : NotFound();

    public Task<IActionResult> OnPostCaseAsync(string? entry) => AfterAsync("Case", id => AppendAsync(id, entry, CaseForm.Read(Request.Form)));

    public Task<IActionResult> OnPostStepAsync(string? entry, string? type, string? step, string? word) => AfterAsync("Step", id => AppendAsync(id, entry, type switch
    {
        _ when string.IsNullOrWhiteSpace(step) => null,
        "step-ticked" => new StepTicked(step),
        "step-reopened" => new StepReopened(step),
        "step-skipped" when !string.IsNullOrWhiteSpace(word) => new StepSkipped(step, word.Trim()),
        _ => null,
    }));

    public Task<IActionResult> OnPostLinkAsync([FromServices] Linking linking, string? entry, string? other, string? reason) =>
        AfterAsync("Link", id => linking.LinkAsync(Reader, id, EntryOf(entry), other, reason));

    /// <summary>Makes a line of what was pasted whole an exact quote; the words are read out of the record, not out of the request.</summary>
    public Task<IActionResult> OnPostQuoteAsync(string? line) => AfterAsync("Quote", async id =>
    {
        var read = await doors.ReadAsync(Reader, id, "page");
        var found = read is null ? null : TranscriptPart.Find((await views.ContentAsync(Reader, read)).Transcripts, line ?? "");
        return read is null ? new Outcome.Nothing()
            : found is not { } known ? new Outcome.Refused("line", T("That line is not there."))
            : await AppendAsync(id, known.Line.QuoteId(known.Transcript).ToString(), known.Line.ToQuote(known.Transcript));
    });

    ImmutableArray<ArrivingView> arriving = [];

    public EvidencePart Evidence => EvidencePartFor("");

    /// <summary>The evidence alone, for the live screen's script.</summary>
    public async Task<IActionResult> OnGetEvidenceAsync() => await FillAsync("report") && MayRead ? Partial("/Evidence/_Evidence.cshtml", EvidencePartFor("report")) : NotFound();

    public Task<IActionResult> OnPostPromiseAsync(string? entry, string? what, string? from, int? hours) => AfterAsync("Promise", id => AppendAsync(id, entry, EvidenceForm.Promise(what, from, hours, clock.GetUtcNow())));

    public Task<IActionResult> OnPostWithdrawAsync(string? entry, string? promise, string? reason) => AfterAsync("Withdraw", id => AppendAsync(id, entry, EvidenceForm.Withdraw(promise, reason)));

    public Task<IActionResult> OnPostNoEvidenceAsync(string? entry, string? field) => AfterAsync("NoEvidence", id => AppendAsync(id, entry, EvidenceForm.None(field)));

    EvidencePart EvidencePartFor(string back) => EvidencePart.Of(Incident, Procedure, May(Operation.Write), Now, Name) with
    {
        Arriving = arriving,
        Limit = limit.Bytes,
        Fresh = Fresh,
        Back = back,
        Note = NoteOf("Promise") ?? NoteOf("Withdraw") ?? NoteOf("NoEvidence") ?? EvidenceNotes.Of(Request.Query, limit.Bytes),
    };

    CasePart CasePartFor(string back) => new()
    {
        Case = View.Case,
        Guide = Procedure.Case,
        Number = Incident.Number.ToString(),
        IsDue = Incident.FiledAt is not null,
        MayWrite = May(Operation.Write),
        Action = Post("Case"),
        Back = back,
        Fresh = Fresh,
        Note = NoteOf("Case"),
    };
}
