using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>What one batch adds to a turn, worked out on a copy. Not thread-safe.</summary>
sealed class Plan(Turn turn, Append batch, Incident? current, int sequence)
{
    readonly Incident? before = current;

    /// <summary>Entries of the plan, sealed, with their wire names.</summary>
    public List<(EntryBox Box, string Type)> Boxes { get; } = [];

    /// <summary>Drafts, and rows that go with the batch.</summary>
    public List<Write> Rows { get; } = [];

    public Incident? Current { get; private set; } = current;

    public int Sequence { get; private set; } = sequence;

    public DataKey? NewKey { get; private set; }

    public IncidentNumber? Number { get; private set; }

    public Appended Run()
    {
        var key = turn.FindKey(batch.Incident);
        if (key is null)
        {
            key = NewKey = DataKey.New(batch.Incident);
        }

        var heads = ImmutableArray.CreateBuilder<EntryHead>(batch.Entries.Length);
        var expected = batch.ExpectedVersion;
        foreach (var sent in batch.Entries)
        {
            var entry = Known(sent, key, out var head);
            if (entry is null)
            {
                heads.Add(head);
                Drop(sent.Id);
                continue;
            }

            if (expected is { } version && Current is { } now && now.Version != version)
            {
                return new Appended.Conflict(now);
            }

            expected = null;
            heads.Add(Add(entry, key));
            Drop(sent.Id);
        }

        var added = Boxes.Count;
        if (added == 0)
        {
            NewKey = null;
        }
        else
        {
            Follow(key);
        }

        Rows.AddRange(batch.Also);
        var entered = batch.Draft is { } draft && !Keep(draft, key);
        return new Appended.Done(Current, heads.DrainToImmutable(), added, entered);
    }

    /// <summary>What follows from the batch by its procedure, written by the same author. A batch sent again adds nothing, so nothing follows from it twice.</summary>
    void Follow(DataKey key)
    {
        if (Current is not { } after)
        {
            return;
        }

        var (from, number) = (Boxes[^1].Box, 0);
        foreach (var fact in turn.Pinned.Follows(before, after))
        {
            Add(new NewEntry(Pinned.IdOf(from, number++), fact, turn.Now), key);
        }
    }

    /// <summary>Whatever became of an entry, this incident's draft of it is no longer being typed.</summary>
    void Drop(EntryId sent) =>
        Rows.Add(new Write(Turn.DeleteDraft, [sent.ToBytes(), batch.Incident.ToBytes()]));

    /// <summary>Null when the entry is there already, for late words also in later ones; the entry itself, or a correction under a derived id when the same id came with other content.</summary>
    NewEntry? Known(NewEntry sent, DataKey key, out EntryHead head)
    {
        head = default;
        var box = Find(sent.Id);
        if (box is null)
        {
            return sent;
        }

        var stored = box.Incident == batch.Incident ? box.Open(key, turn.Wire) : null;
        if (stored is not null && (Same(stored.Fact, sent.Fact) || (batch.IsLate && stored.Head.OccurredAt >= sent.OccurredAt)))
        {
            head = stored.Head;
            return null;
        }

        var corrected = turn.Corrected(batch, sent);
        if (Find(corrected) is { } again)
        {
            head = again.Open(key, turn.Wire).Head;
            return null;
        }

        var fact = stored?.Fact is StatementAdded && sent.Fact is StatementAdded words ? new StatementCorrected(sent.Id, words.Text) : sent.Fact;
        return new NewEntry(corrected, fact, sent.OccurredAt);
    }

    EntryBox? Find(EntryId id)
    {
        foreach (var (box, _) in Boxes)
        {
            if (box.Id == id)
            {
                return box;
            }
        }

        return turn.Existing(id);
    }

    /// <summary>Whether the same was sent again. What the server itself reckons anew each time (number, what is missing, until when) doesn't count.</summary>
    bool Same(Fact stored, Fact sent) => (stored, sent) switch
    {
        (IncidentStarted, IncidentStarted) or (IncidentFiled, IncidentFiled) => true,
        (GlassBroken first, GlassBroken second) => first.Reason == second.Reason,
        _ => turn.Wire.Write(stored, default).AsSpan().SequenceEqual(turn.Wire.Write(sent, default)),
    };

    EntryHead Add(NewEntry entry, DataKey key)
    {
        var fact = entry.Fact;
        if (fact is IncidentStarted started)
        {
            if (Current is not null)
            {
                throw new InvalidOperationException("A record has one start.");
            }

            Number = turn.NextNumber();
            fact = started with { Number = Number.Value };
        }

        Sequence++;
        var occurredAt = entry.OccurredAt <= turn.Now ? entry.OccurredAt : turn.Now;
        var head = new EntryHead(turn.Head + Boxes.Count + 1, batch.Incident, Sequence, entry.Id, batch.Author, turn.Now, occurredAt);
        Boxes.Add((EntryBox.Seal(key, head, turn.Wire.Write(fact, occurredAt)), turn.Wire.NameOf(fact)));
        if (batch.Incident != HouseRecord.Id)
        {
            Current = Fold.Apply(Current, head, fact);
        }

        return head;
    }

    /// <summary>False when the draft's entry exists already: the page corrects it under a new id.</summary>
    bool Keep(DraftWrite draft, DataKey key)
    {
        if (Find(draft.Entry) is { } box && box.Incident == batch.Incident)
        {
            return draft.Text.Length == 0;
        }

        Rows.Add(draft.Text.Length == 0
            ? new Write("DELETE FROM draft WHERE entry = $1 AND person = $2", [draft.Entry.ToBytes(), batch.Author.ToBytes()])
            : new Write(
                """
                INSERT INTO draft (entry, incident, person, saved_at, ciphertext) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (entry) DO UPDATE SET saved_at = excluded.saved_at, ciphertext = excluded.ciphertext
                WHERE draft.incident = excluded.incident AND draft.person = excluded.person
                """,
                [draft.Entry.ToBytes(), batch.Incident.ToBytes(), batch.Author.ToBytes(), turn.Now.UtcTicks, Draft.Seal(key, batch.Author, draft)]));
        return true;
    }
}
