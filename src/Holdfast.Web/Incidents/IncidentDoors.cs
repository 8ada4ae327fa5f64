using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Every way to an incident, for pages and API alike: finds it, asks Access, records the reading or the denial, decides, appends. Thread-safe.
/// </summary>
public sealed class IncidentDoors(IncidentReader reader, Ledger ledger, Readings readings, Procedures.Procedures procedures, Notices.Notices notices, TimeProvider clock)
{
    /// <summary>How often a decision is taken anew when another came between; more means something is wrong.</summary>
    const int Tries = 5;

    /// <summary>The incident with its content, the reading on record; null when absent or denied, the denial on record.</summary>
    public async Task<Incident?> ReadAsync(Person person, IncidentId id, string door)
    {
        var incident = await AllowedAsync(person, id, Operation.Read, door);
        if (incident is null)
        {
            return null;
        }

        // Asked again on the incident that the reading is part of: a mark that came between counts.
        var read = await readings.ReadAsync(person, incident, door);
        if (Access.Decide(person, read, Operation.Read, clock.GetUtcNow()).IsAllowed)
        {
            return read;
        }

        await readings.DenyAsync(person, id, door, Operation.Read);
        return null;
    }

    /// <summary>The incident of a number when the person may know of it; null otherwise, the denial on record.</summary>
    public async Task<Incident?> FindAsync(Person person, IncidentNumber number, string door)
    {
        var incident = await reader.FindAsync(number);
        if (incident is not null && Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
        {
            return incident;
        }

        await readings.DenyAsync(person, incident?.Id, door, Operation.SeeNumber);
        return null;
    }

    /// <summary>The newest incident that was called by a code before it had its number, as <see cref="FindAsync(Person, IncidentNumber, string)"/> finds by number.</summary>
    public async Task<Incident?> FindAsync(Person person, ProvisionalCode code, string door)
    {
        var incidents = await reader.OfCodeAsync(code);
        foreach (var incident in incidents)
        {
            if (Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
            {
                return incident;
            }
        }

        await readings.DenyAsync(person, incidents.Count > 0 ? incidents[0].Id : null, door, Operation.SeeNumber);
        return null;
    }

    /// <summary>The incident when the person may do <paramref name="operation"/>; null otherwise, the denial on record. No reading is recorded: give no content away on it.</summary>
    public async Task<Incident?> AllowedAsync(Person person, IncidentId id, Operation operation, string door)
    {
        var incident = await reader.FindAsync(id);
        if (incident is not null && Access.Decide(person, incident, operation, clock.GetUtcNow()).IsAllowed)
        {
            return incident;
        }

        await readings.DenyAsync(person, incident?.Id, door, operation);
        return null;
    }

    /// <summary>Starts an incident under the id that its author chose; the same id again gives the same incident.</summary>
    /// <param name="began">When it began, where it could not be told then: on a machine that could not reach the server and called it by its code; null for now.</param>
    public async Task<Outcome> StartAsync(Person person, IncidentId id, Channel channel, TeamId? team, ImmutableArray<NewEntry> entries, DateTimeOffset? began = null)
    {
        // Somebody else's, or one's own that one may no longer write to: asked before anything is appended.
        var known = await reader.FindAsync(id);
        if (id == HouseRecord.Id || (known is not null && (known.Agent != person.Id || !Access.Decide(person, known, Operation.Write, clock.GetUtcNow()).IsAllowed)))
        {
            await readings.DenyAsync(person, known?.Id, "start", Operation.Write);
            return new Outcome.Nothing();
        }

        var current = procedures.Current;

        // Nothing rings before the first touch, so no screen can have shown an alert.
        var kept = entries.RemoveAll(entry => entry.Fact is AlertShown);
        var code = began is null ? null : ProvisionalCode.Of(id).ToString();
        var start = new NewEntry(
            new EntryId(id.Value), new IncidentStarted(channel, team ?? person.Team, default, current.Version, current.Escalation.Watch, began, code), began ?? clock.GetUtcNow());
        var appended = await ledger.AppendAsync(new Append { Incident = id, Author = person.Id, Entries = kept.Insert(0, start), IsLate = began is not null });
        if (appended is Appended.Done { After: { } after } done && Access.Decide(person, after, Operation.Write, clock.GetUtcNow()).IsAllowed)
        {
            return new Outcome.Done(after, done);
        }

        await readings.DenyAsync(person, (await reader.FindAsync(id))?.Id, "start", Operation.Write);
        return new Outcome.Nothing();
    }

    /// <summary>Appends facts: words, answers, notes, calls. Never refused for their content.</summary>
    /// <param name="late">For words that come long after they were typed: the time as of which Access is asked. Null for words that come at once.</param>
    public async Task<Outcome> AppendAsync(Person person, IncidentId id, ImmutableArray<NewEntry> entries, DraftWrite? draft = null, DateTimeOffset? late = null)
    {
        var door = late is not null ? "sealed" : draft is null ? "entries" : "drafts";
        var kept = entries;
        if (entries.Any(entry => entry.Fact is AlertShown))
        {
            if (await AllowedAsync(person, id, Operation.Write, door) is not { } incident)
            {
                return new Outcome.Nothing();
            }

            // A screen that shows an alert which has just been acknowledged has nothing to tell.
            var rung = Access.Decide(person, incident, Operation.ShowAlert, clock.GetUtcNow()).IsAllowed;
            kept = rung ? entries : entries.RemoveAll(entry => entry.Fact is AlertShown);
        }

        // The writer asks Access of the incident that the words land on: no read before it, and no moment between the two. The house's record is no incident.
        var appended = id == HouseRecord.Id ? new Appended.Absent() : await ledger.AppendAsync(new Append
        {
            Incident = id,
            Author = person.Id,
            Entries = kept,
            Draft = draft,
            IsLate = late is not null,
            Also = kept.Any(entry => entry.Fact is AlertShown) ? notices.Shown(id, person.Id, clock.GetUtcNow()) : [],
            Allows = now => Access.Decide(person, now, Operation.Write, late ?? clock.GetUtcNow()).IsAllowed,
        });
        if (appended is Appended.Absent)
        {
            await readings.DenyAsync(person, (await reader.FindAsync(id))?.Id, door, Operation.Write);
            return new Outcome.Nothing();
        }

        return Mapped(appended);
    }

    /// <summary>Takes a decision on the incident as it is and appends it, anew when another decision came between and the client expects no version.</summary>
    public async Task<Outcome> DecideAsync(Person person, IncidentId id, Operation operation, string door, int? expectedVersion, Func<Incident, Task<Decided>> decide)
    {
        Outcome outcome = new Outcome.Nothing();
        for (var i = 0; i < Tries; i++)
        {
            var incident = await AllowedAsync(person, id, operation, door);
            if (incident is null)
            {
                return new Outcome.Nothing();
            }

            var decided = await decide(incident);
            if (decided is Decided.Instead instead)
            {
                return instead.Outcome;
            }

            var facts = (Decided.Facts)decided;
            var appended = await ledger.AppendAsync(new Append
            {
                Incident = id,
                Author = person.Id,
                Entries = facts.Entries,
                ExpectedVersion = facts.IsDecision ? expectedVersion ?? incident.Version : null,
                Also = facts.Also,

                // A mark that comes between is a version of its own; what expects none asks again.
                Allows = facts.IsDecision ? facts.Stands : now => Access.Decide(person, now, operation, clock.GetUtcNow()).IsAllowed,
            });
            outcome = Mapped(appended);
            if (appended is not (Appended.Conflict or Appended.Absent) || (appended is Appended.Conflict && expectedVersion is not null))
            {
                return outcome;
            }
        }

        return outcome;
    }

    static Outcome Mapped(Appended appended) => appended switch
    {
        Appended.Done { After: { } after } done => new Outcome.Done(after, done),
        Appended.Conflict conflict => new Outcome.Conflict(conflict.Current, T("Somebody else decided first. Look at what changed, then decide again.")),
        _ => new Outcome.Nothing(),
    };
}

/// <summary>What a decision comes to: facts to append, or an outcome instead.</summary>
public abstract record Decided
{
    /// <param name="Stands">Asked when they are written: false where an entry that came meanwhile makes a decision wrong, and it is taken anew. Null: none can.</param>
    public sealed record Facts(ImmutableArray<NewEntry> Entries, bool IsDecision = true, Func<Incident, bool>? Stands = null) : Decided
    {
        /// <summary>Rows of other slices that change with them.</summary>
        public ImmutableArray<Write> Also { get; init; } = [];
    }

    public sealed record Instead(Outcome Outcome) : Decided;
}
