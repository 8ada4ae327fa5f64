using System.Buffers;
using System.Text.Json;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Escalation;
using Holdfast.Web.Evidence;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>Makes what pages and API show of one incident, for somebody whom Access has let in. Thread-safe.</summary>
public sealed class IncidentViews(RowViews rows, Procedures.Procedures procedures, Directory directory, TimelineText lines, LinkViews links, EvidenceViews evidence, FactWire wire, IncidentReader reader, RingViews rings, TimeProvider clock)
{
    public async Task<IncidentView> ContentAsync(Person person, Incident incident)
    {
        var entries = await reader.WholeAsync(incident.Id);
        var now = clock.GetUtcNow();
        var statements = StatementsOf(entries, incident.Paper);
        var procedure = procedures.Of(incident).Spoken;
        return new IncidentView
        {
            Procedure = procedure.Version.ToString(),
            Channel = Words<Channel>.Of(incident.Channel),
            Steps = incident.Steps.ToDictionary(pair => pair.Key, pair => new StepView(Words<StepState>.Of(pair.Value.State), pair.Value.Word, pair.Value.At, rows.Person(pair.Value.By))),
            Links = await links.OfAsync(person, incident),
            Row = rows.Of(incident, mayRead: true, Access.IsRungFor(person, incident), withContent: true),
            Answers = incident.Answers.ToDictionary(pair => pair.Key, pair => AnswerOf(pair.Value)),
            Statements = statements,
            Transcripts = TranscriptView.Of(entries, rows.Person),
            Case = CaseView.Of(incident, procedure, statements.Select(said => said.Text).Where(words => words.Length > 0), rows.Person),
            Evidence = evidence.Items(person, incident),
            Promised = evidence.Promises(incident),
            Emergency = [.. incident.Emergency.Select(call => EmergencyOf(call, procedure))],
            Notes = [.. entries.Where(entry => entry.Fact is NoteAdded).Select(entry => new NoteView(entry.Head.Id.ToString(), ((NoteAdded)entry.Fact).Text, entry.Head.OccurredAt, rows.Person(entry.Head.Author)))],
            Paper = PaperView.Of(incident, rows.Person),
            Contact = Words<Contact>.Of(incident.Contact),
            ContactEndedAt = incident.ContactEndedAt,
            CustomerAsked = incident.CustomerAsked,
            CustomerAskedAt = AskedAt(AskedBy.Customer),
            AgentAskedAt = AskedAt(AskedBy.Agent),
            SeenBy = [.. incident.SeenBy.Where(seen => seen.Person != incident.Agent).OrderByDescending(seen => seen.LastAt).Select(seen => rows.Seen(seen.Person, seen.FirstAt))],
            Reach = [.. rings.Reach(incident).Select(rows.Person)],
            Call = incident.Call is { } call ? new CallView(call.Number, call.StartedAt, call.EndedAt, call.Recording) : null,
            Cared = incident.Cared is { } care ? new CareView(rows.Person(care.By), care.At, care.Break) : null,
            PassedAt = incident.PassedAt,
            Missing = new Labels(procedure, directory).Missing(incident),
            ServerTime = now,
            May = [.. Enum.GetValues<Operation>().Where(operation => Access.Decide(person, incident, operation, now).IsAllowed).Select(Words<Operation>.Of)],
        };

        DateTimeOffset? AskedAt(AskedBy by) => entries.FirstOrDefault(entry => entry.Fact is SupervisorRequested asked && asked.AskedBy == by)?.Head.OccurredAt;
    }

    /// <summary>The timeline after a sequence, oldest first. An author sees no denials and no broken glass: those are for who handles it. Nobody sees a link with an incident that they may not know of.</summary>
    public async Task<TimelineView> TimelineAsync(Person person, Incident incident, int after)
    {
        var entries = await reader.TimelineAsync(incident.Id, after);
        var handles = Access.Decide(person, incident, Operation.ReadReadings, clock.GetUtcNow()).IsAllowed;
        var procedure = procedures.Of(incident).Spoken;
        var words = new TimelineWords(procedure, incident.Channel, new Labels(procedure, directory), await links.NumbersAsync(person, incident), incident.Evidence, incident.Paper);

        // A link without its number would tell somebody who sees every number but those they are kept out of that there is one.
        var shown = entries.Where(entry => (handles || entry.Fact is not (ReadingDenied or GlassBroken)) && (entry.Fact is not IncidentLinked linked || words.Links.ContainsKey(linked.Other)));
        return new TimelineView([.. shown.Select(entry => LineOf(entry, words))], entries.Count > 0 ? entries[^1].Head.Sequence : Math.Max(after, 0));
    }

    public async Task<DraftsView> DraftsAsync(Person person, Incident incident)
    {
        var drafts = await reader.DraftsAsync(incident.Id);
        return new DraftsView([.. drafts.Where(draft => draft.Person != person.Id).Select(draft => new DraftView(draft.Field, rows.Person(draft.Person), draft.Text, draft.SavedAt))]);
    }

    /// <summary>Who read, and who was denied: metadata.</summary>
    public async Task<ReadingsView> ReadingsAsync(Incident incident)
    {
        var entries = await reader.WholeAsync(incident.Id);
        return new ReadingsView([.. entries.Select(ReadingOf).OfType<ReadingView>()]);
    }

    ReadingView? ReadingOf(Entry entry) => entry.Fact switch
    {
        IncidentRead read => new ReadingView(rows.Person(entry.Head.Author), entry.Head.RecordedAt, read.Door, false),
        ReadingDenied denied => new ReadingView(rows.Person(entry.Head.Author), entry.Head.RecordedAt, denied.Door, true),
        _ => null,
    };

    AnswerView AnswerOf(Answer answer) => new(Words<AnswerState>.Of(answer.State), answer.Values, answer.At, rows.Person(answer.By));

    EmergencyView EmergencyOf(EmergencyCall call, Procedure procedure) =>
        new(call.Id.ToString(), CalledWords.Of(call.Whom, procedure), call.CalledAt, call.Reference, call.PlaceTold, rows.Person(call.By), call.At, call.Reached, call.Number);

    /// <summary>The exact words as they stand, in the order in which they were said as far as a paper tells.</summary>
    List<StatementView> StatementsOf(IReadOnlyList<Entry> entries, Paper? paper)
    {
        var statements = new List<StatementView>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var id = entry.Head.Id.ToString();
            if (entry.Fact is StatementAdded said)
            {
                places[id] = statements.Count;
                statements.Add(new StatementView(
                    id, said.Text, Paper.HappenedAt(paper, entry.Head, said), rows.Person(entry.Head.Author), null, null, said.From?.ToString(), said.SaidBy, said.SaidAt, paper?.Holds(said) == true ? entry.Head.RecordedAt : null));
            }
            else if (entry.Fact is StatementCorrected corrected && places.TryGetValue(corrected.Statement.ToString(), out var place))
            {
                // A correction of a correction lands on the same line.
                places[id] = place;
                var old = statements[place];
                statements[place] = old with { Text = corrected.Text, Original = old.Original ?? old.Text, CorrectedBy = rows.Person(entry.Head.Author) };
            }
        }

        return paper is null ? statements : [.. statements.OrderBy(said => said.At)];
    }

    TimelineEntryView LineOf(Entry entry, TimelineWords words)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            wire.WriteBody(writer, entry.Fact);
        }

        var body = new Utf8JsonReader(buffer.WrittenSpan);
        var paper = entry.Fact is StatementAdded said && words.Paper?.Holds(said) == true;
        return new TimelineEntryView(
            entry.Head.Position, entry.Head.Sequence, entry.Head.Id.ToString(), wire.NameOf(entry.Fact), entry.Head.RecordedAt, Paper.HappenedAt(words.Paper, entry.Head, entry.Fact),
            rows.Person(entry.Head.Author), lines.Of(entry, words), JsonElement.ParseValue(ref body), paper ? entry.Head.RecordedAt : null);
    }
}
