using Holdfast.Core.Escalation;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Time;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Escalation;

/// <summary>Sees that every open incident's owner is still somebody who can see to it: an account that ended, or a role that was taken away, rings others.</summary>
public sealed class OwnerWatch(IncidentReader reader, Ledger ledger, Directory directory, TimeProvider clock, ILogger<OwnerWatch> log) : Rounds(TimeSpan.FromSeconds(5), clock)
{
    /// <summary>Incidents of one person in one round; the next round takes the rest.</summary>
    const int Most = 500;

    /// <summary>Rings others for everything that somebody leaves behind.</summary>
    /// <returns>How many incidents.</returns>
    public async Task<int> LeaveAsync(PersonId owner, PersonId by)
    {
        var left = await reader.OwnedAsync(owner, Most);
        foreach (var incident in left)
        {
            await ledger.AppendAsync(new Append
            {
                Incident = incident.Id,
                Author = by,
                Entries = [new NewEntry(EntryId.New(Clock), new OwnerLeft(owner), Clock.GetUtcNow())],
                Allows = then => then.Owner == owner && then.IsOpen,
            });
        }

        return left.Count;
    }

    protected override async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var owner in await reader.OwnersAsync())
        {
            // Whoever started it may have it too, whatever their role.
            if (directory.Find(owner) is { } person && (person.Disabled || !person.IsRung && !person.Is(Role.Agent)))
            {
                await LeaveAsync(owner, HouseRecord.Author);
            }
        }
    }

    protected override void Tell(string failure) => EscalationLog.OwnersWait(log, failure);
}
