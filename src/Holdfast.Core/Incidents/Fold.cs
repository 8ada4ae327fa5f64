using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Incidents;

/// <summary>Makes an incident out of its entries. Pure: the same entries give the same incident on every node and in every rebuild.</summary>
public static class Fold
{
    /// <summary>The incident after one more entry.</summary>
    /// <exception cref="InvalidOperationException">The first entry isn't <see cref="IncidentStarted"/>: a bug or a damaged record.</exception>
    public static Incident Apply(Incident? before, in EntryHead head, Fact fact)
    {
        if (before is null)
        {
            return fact is IncidentStarted started ? Start(head, started) : throw new InvalidOperationException("A record begins with its start.");
        }

        var after = Change(before, head, fact);

        // Whoever is marked while taking the alert must lose that race, so marking counts as a decision too.
        var decided = IsDecision(fact) || after.Ring?.StartedAt != before.Ring?.StartedAt || !after.Excluded.SequenceEqual(before.Excluded);
        return after with
        {
            OwnerSignAt = after.Owner == head.Author ? head.RecordedAt : after.OwnerSignAt,
            Sequence = head.Sequence,
            LastPosition = head.Position,
            LastEntryAt = head.RecordedAt,
            Version = before.Version + (decided ? 1 : 0),
        };
    }

    /// <summary>Decisions change who has it and where it stands; two at once can't both be right, so each expects a version.</summary>
    public static bool IsDecision(Fact fact) => fact is IncidentFiled or IncidentAcknowledged or TierReached or PriorityLowered or OwnerAssigned
        or IncidentClosed or IncidentReopened or OwnerLeft or HandoverFailed or PassedToSecurity;

    static Incident Start(in EntryHead head, IncidentStarted started) => new()
    {
        Id = head.Incident,
        Number = started.Number,
        Channel = started.Channel,
        Team = started.Team,
        Pack = started.Pack,
        Watched = started.Watch,
        Agent = head.Author,
        Code = started.Code,
        StartedAt = started.BeganAt is { } began && began < head.RecordedAt ? began : head.RecordedAt,
        ReceivedAt = started.BeganAt is null ? null : head.RecordedAt,
        LastEntryAt = head.RecordedAt,
        Sequence = head.Sequence,
        Version = 1,
        FirstPosition = head.Position,
        LastPosition = head.Position,
    };

    static Incident Change(Incident incident, in EntryHead head, Fact fact) => fact switch
    {
        StatementAdded => incident with { Statements = incident.Statements + 1 },
        TakenOnPaper paper => Lay(incident, head, paper),
        TranscriptAdded => incident with { Transcripts = incident.Transcripts + 1 },
        ChannelChosen chosen => incident with { Channel = chosen.Channel },
        StepTicked ticked => Mark(incident, head, ticked.Step, StepState.Done, null),
        StepSkipped skipped => Mark(incident, head, skipped.Step, StepState.Skipped, skipped.Word),
        StepReopened reopened => Mark(incident, head, reopened.Step, StepState.Open, null),
        OutsideFormAnswered or OutsideNumberRecorded or CaseAnswered or CaseValueCopied or CaseDone or CaseReopened => incident with { Case = CaseFold.Apply(incident.Case, head, fact) },
        EvidenceKept or EvidenceScanned or EvidencePromised or PromiseWithdrawn => incident with { Evidence = EvidenceFold.Apply(incident.Evidence, head, fact) },
        AnswerGiven answer => Answer(incident, head, answer),
        ContactEnded { How: not Contact.OnTheLine } ended => incident with { Contact = ended.How, ContactEndedAt = head.OccurredAt },
        ContactResumed => incident with { Contact = Contact.OnTheLine, ContactEndedAt = null },
        EmergencyCalled called => incident with { Emergency = incident.Emergency.Add(Call(head, called)) },
        EmergencyReached reached => incident with { Emergency = [.. incident.Emergency.Select(call => call.Id == reached.Call ? call with { Reached = reached.Reached } : call)] },
        SupervisorRequested asked => Rings.Request(incident, asked.AskedBy, head.RecordedAt),
        IncidentFiled => File(incident, head),
        IncidentAcknowledged when IsExcluded(incident, head.Author) => incident,
        IncidentAcknowledged => Rings.Acknowledge(incident, head),
        AlertShown when IsExcluded(incident, head.Author) => incident,
        AlertShown => incident with { Ring = incident.Ring?.Show(head.Author, head.RecordedAt) },
        TierReached => incident with { Ring = incident.Ring?.Now(head.RecordedAt) },
        PeopleRung or RingDeclined or DeadlinePassed or OwnerLeft or PassedToSecurity or CallerJoined or AgentReleased or HandoverFailed or CallNoted or AgentCared => Rings.Apply(incident, head, fact),
        PriorityDerived derived => Raise(incident, derived.To, head.RecordedAt),
        PriorityRaised raised => Raise(incident, raised.To, head.RecordedAt),
        PriorityLowered lowered => incident with { Priority = lowered.To },
        OwnerAssigned assigned when IsExcluded(incident, assigned.Owner) => incident,
        OwnerAssigned assigned => incident with { Owner = assigned.Owner },
        AccessGranted granted => incident with { Grants = incident.Grants.Add(new Grant(granted.To, null)) },
        GlassBroken broken => incident with { Grants = incident.Grants.Add(new Grant(head.Author, broken.Until)) },
        IncidentRead => incident with { SeenBy = See(incident.SeenBy, head.Author, head.RecordedAt) },
        IncidentLinked linked when incident.Links.Any(link => link.Other == linked.Other) || linked.Other == incident.Id => incident,
        IncidentLinked linked => incident with { Links = incident.Links.Add(new Link(linked.Other, linked.Reason, head.Author, head.OccurredAt)) },
        IncidentClosed => incident with { State = State.Closed, ClosedAt = head.RecordedAt, Ring = null },
        IncidentReopened => incident with { State = State.Reopened, ClosedAt = null },
        _ => incident,
    };

    /// <summary>How contact stood when the paper was put down counts as if it had been said then; where the paper is silent nothing changes.</summary>
    static Incident Lay(Incident incident, in EntryHead head, TakenOnPaper said)
    {
        var paper = Paper.After(incident.Paper, head, said);
        var contact = said.How ?? incident.Contact;
        return incident with { Paper = paper, Contact = contact, ContactEndedAt = contact == Contact.OnTheLine ? null : paper.EndedAt ?? (said.How is null ? incident.ContactEndedAt : null) };
    }

    static Incident Answer(Incident incident, in EntryHead head, AnswerGiven given)
    {
        var marks = Fields.Marks(given.Field);
        if (marks && IsExcluded(incident, head.Author))
        {
            // What was typed before the mark and arrives after it doesn't lift it; it stays in the timeline.
            return incident;
        }

        var answered = incident with
        {
            Answers = incident.Answers.SetItem(given.Field, new Answer(given.State, given.Values, head.Author, head.OccurredAt)),
        };
        return marks ? Exclude(answered, head) : answered;
    }

    /// <summary>Steps that an incident keeps marks of at most, and characters of a step's id: no pack has more. What goes beyond stays in the timeline.</summary>
    const int MostSteps = 500;

    const int LongestStep = 100;

    static Incident Mark(Incident incident, in EntryHead head, string step, StepState state, string? word) =>
        step.Length is 0 or > LongestStep || (incident.Steps.Count >= MostSteps && !incident.Steps.ContainsKey(step)) ? incident : incident with { Steps = incident.Steps.SetItem(step, new StepMark(state, word, head.Author, head.OccurredAt)) };

    /// <summary>Nobody marks themselves: an agent's slip must not lock them out of their own call, whoever answers next.</summary>
    static Incident Exclude(Incident incident, in EntryHead head)
    {
        var position = head.Position;
        var excluded = Marked(incident, Fields.SubjectAccount).Concat(Marked(incident, Fields.ConflictWitness))
            .Distinct().Order(Comparer<PersonId>.Create((a, b) => a.Value.CompareTo(b.Value))).ToImmutableArray();
        var after = Rings.Exclude(incident, excluded, head.RecordedAt) with
        {
            Excluded = excluded,
            ExcludedSince = excluded.ToImmutableSortedDictionary(person => person.Value, person => incident.ExcludedSince.GetValueOrDefault(person.Value, position)),
        };
        if (after.Owner is { } owner && excluded.Contains(owner))
        {
            after = after with { Owner = null };
        }

        // Whoever acknowledged turns out to be the person threatening: others must be rung.
        return after.Acknowledged is { } taken && excluded.Contains(taken.By) && after.IsOpen ? Rings.Start(after, RingCause.SupervisorRequested, head.RecordedAt) : after;
    }

    static IEnumerable<PersonId> Marked(Incident incident, string field) => incident.Values(field)
        .Select(value => PersonId.TryParse(value, out var person) ? person : default)
        .Where(person => person != default && person != incident.Answers[field].By);

    static bool IsExcluded(Incident incident, PersonId person) => incident.Excluded.Contains(person);

    static Incident Raise(Incident incident, Priority to, DateTimeOffset now)
    {
        var urgent = to < incident.Priority;
        var raised = urgent ? incident with { Priority = to } : incident;
        return urgent && to == Priority.P0 && incident.IsOpen ? Rings.Start(raised, RingCause.P0, now) : raised;
    }

    static Incident File(Incident incident, in EntryHead head)
    {
        var filed = incident with { State = incident.State == State.Live ? State.Filed : incident.State, FiledAt = incident.FiledAt ?? head.RecordedAt };
        return filed.Acknowledged is null && filed.IsOpen ? Rings.Start(filed, RingCause.Filed, head.RecordedAt) : filed;
    }

    static EmergencyCall Call(in EntryHead head, EmergencyCalled called) =>
        new(head.Id, called.Whom, called.CalledAt, called.Reference, called.PlaceTold, head.Author, head.OccurredAt, null, called.Number);

    static ImmutableArray<Seen> See(ImmutableArray<Seen> seen, PersonId person, DateTimeOffset at)
    {
        for (var i = 0; i < seen.Length; i++)
        {
            if (seen[i].Person == person)
            {
                return seen.SetItem(i, seen[i] with { LastAt = at });
            }
        }

        return seen.Add(new Seen(person, at, at));
    }
}
