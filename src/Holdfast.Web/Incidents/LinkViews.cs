using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;

namespace Holdfast.Web.Incidents;

/// <summary>The numbers of linked incidents, for one reader: where they may not know of the other, it is not named. Thread-safe.</summary>
public sealed class LinkViews(IncidentReader reader, RowViews rows, TimeProvider clock)
{
    /// <summary>The numbers that this person may see, of all incidents that one is linked with.</summary>
    public async Task<ImmutableDictionary<IncidentId, IncidentNumber>> NumbersAsync(Person person, Incident incident)
    {
        var numbers = ImmutableDictionary.CreateBuilder<IncidentId, IncidentNumber>();
        foreach (var link in incident.Links)
        {
            if (await reader.FindAsync(link.Other) is { } other && Access.Decide(person, other, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
            {
                numbers[other.Id] = other.Number;
            }
        }

        return numbers.ToImmutable();
    }

    public async Task<IReadOnlyList<LinkView>> OfAsync(Person person, Incident incident)
    {
        var numbers = await NumbersAsync(person, incident);
        return [.. incident.Links.Where(link => numbers.ContainsKey(link.Other)).Select(link =>
            new LinkView(link.Other.ToString(), numbers[link.Other].ToString(), link.Reason, rows.Person(link.By), link.At))];
    }
}
