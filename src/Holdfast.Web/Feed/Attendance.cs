using System.Collections.Concurrent;
using Holdfast.Core.People;

namespace Holdfast.Web.Feed;

/// <summary>Whoever has a feed open on this node: whose screens can ring. Thread-safe.</summary>
public sealed class Attendance
{
    readonly ConcurrentDictionary<PersonId, int> open = new();

    /// <summary>Told of somebody whose first feed opened here or whose last one closed. Quick and not throwing.</summary>
    public event Action<PersonId>? Changed;

    /// <summary>Everybody with a feed open here.</summary>
    public IReadOnlyCollection<PersonId> Present => [.. open.Keys];

    /// <summary>Whether somebody has a feed open here.</summary>
    public bool IsOpen(PersonId person) => open.ContainsKey(person);

    internal void Opened(PersonId person)
    {
        if (open.AddOrUpdate(person, 1, (_, count) => count + 1) == 1)
        {
            Changed?.Invoke(person);
        }
    }

    internal void Closed(PersonId person)
    {
        if (open.AddOrUpdate(person, 0, (_, count) => count - 1) <= 0 && open.TryRemove(new KeyValuePair<PersonId, int>(person, 0)))
        {
            Changed?.Invoke(person);
        }
    }
}
