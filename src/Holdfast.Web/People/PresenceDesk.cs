using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Escalation;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.People;

/// <summary>What came of saying whether one can come.</summary>
public abstract record PresenceOutcome
{
    /// <param name="HandedOn">How many open incidents went to somebody else.</param>
    /// <param name="Rung">For how many others are rung now.</param>
    public sealed record Done(int HandedOn, int Rung) : PresenceOutcome;

    /// <summary>They have open incidents: to whom those go is to be said first.</summary>
    public sealed record Owns(int Count) : PresenceOutcome;

    /// <summary>Whom they named can't take them.</summary>
    public sealed record NoSuchPerson : PresenceOutcome;
}

/// <summary>Saying whether one can come, for pages and API alike. Nobody's shift ends with open incidents left to nobody. Thread-safe.</summary>
public sealed class PresenceDesk(Presences presences, IncidentReader reader, Decisions decisions, OwnerWatch owners, Directory directory, TimeProvider clock)
{
    /// <summary>To be given instead of a person: others are rung for what is left.</summary>
    public const string RingOthers = "ring";

    /// <summary>Incidents handed on at most in one go.</summary>
    const int Most = 500;

    /// <param name="handTo">When going off with open incidents: a person's id or user name, or <see cref="RingOthers"/>; null asks first.</param>
    public async Task<PresenceOutcome> ChooseAsync(Person person, Availability chosen, string? handTo)
    {
        if (chosen != Availability.Off)
        {
            await presences.ChooseAsync(person.Id, chosen);
            return new PresenceOutcome.Done(0, 0);
        }

        var owned = await OwnedAsync(person);
        if (owned.Count > 0 && string.IsNullOrWhiteSpace(handTo))
        {
            return new PresenceOutcome.Owns(owned.Count);
        }

        if (owned.Count > 0 && handTo != RingOthers && !(Named(handTo!) is { IsRung: true } named && named.Id != person.Id))
        {
            return new PresenceOutcome.NoSuchPerson();
        }

        // Off first: otherwise who leaves would be the first to be rung for what they leave.
        await presences.ChooseAsync(person.Id, Availability.Off);
        var handedOn = 0;
        foreach (var incident in handTo == RingOthers ? [] : owned)
        {
            // Somebody who is marked in one of them can't have it: for that one others are rung.
            handedOn += await decisions.AssignAsync(person, incident.Id, EntryId.New(clock), handTo, T("Shift ended")) is Outcome.Done ? 1 : 0;
        }

        await owners.LeaveAsync(person.Id, person.Id);
        return new PresenceOutcome.Done(handedOn, owned.Count - handedOn);
    }

    /// <summary>The open incidents that somebody has and may know of: who is marked in one is not told of it by a number of what they leave.</summary>
    public async Task<IReadOnlyList<Incident>> OwnedAsync(Person person) =>
        [.. (await reader.OwnedAsync(person.Id, Most)).Where(incident => Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)];

    Person? Named(string idOrUserName) => (PersonId.TryParse(idOrUserName, out var id) ? directory.Find(id) : directory.Find(idOrUserName.Trim().ToLowerInvariant())) is { Disabled: false } person ? person : null;
}
