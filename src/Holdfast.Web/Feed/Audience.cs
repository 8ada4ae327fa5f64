using System.Collections.Concurrent;
using System.Collections.Immutable;
using Holdfast.Core.People;

namespace Holdfast.Web.Feed;

/// <summary>
/// The open feeds by person, so that a change is decided once for each person and not once for each feed. Thread-safe; a walk over it meets every
/// feed that was open before it began.
/// </summary>
public sealed class Audience
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<PersonId, ImmutableArray<Listener>> feeds = new();
    int people;

    /// <summary>Somebody's first feed opened here, or their last one closed. Handlers are quick and don't throw; of one person who comes and goes at once they may hear in either order, so they ask <see cref="Has"/>.</summary>
    public event Action<PersonId>? Changed;

    /// <summary>Everybody with an open feed, and their feeds. A walk over it locks nothing.</summary>
    public IEnumerable<KeyValuePair<PersonId, ImmutableArray<Listener>>> Everybody => feeds;

    /// <summary>How many people have an open feed.</summary>
    public int Count => Volatile.Read(ref people);

    /// <summary>Everybody with an open feed on this node at this moment: whose screens can ring.</summary>
    public IReadOnlyCollection<PersonId> People => [.. feeds.Select(one => one.Key)];

    /// <summary>Whether somebody has a feed open on this node. Costs one look-up.</summary>
    public bool Has(PersonId person) => feeds.ContainsKey(person);

    public void Add(Listener listener)
    {
        bool first;
        lock (gate)
        {
            var theirs = feeds.GetValueOrDefault(listener.Person, []);
            first = theirs.IsEmpty;
            feeds[listener.Person] = theirs.Add(listener);
            people += first ? 1 : 0;
        }

        if (first)
        {
            Changed?.Invoke(listener.Person);
        }
    }

    /// <summary>Takes a feed out; nothing happens when it is out already.</summary>
    public void Remove(Listener listener)
    {
        var last = false;
        lock (gate)
        {
            if (feeds.TryGetValue(listener.Person, out var theirs) && theirs.Contains(listener))
            {
                last = theirs.Length == 1;
                if (last)
                {
                    feeds.TryRemove(listener.Person, out _);
                    people--;
                }
                else
                {
                    feeds[listener.Person] = theirs.Remove(listener);
                }
            }
        }

        if (last)
        {
            Changed?.Invoke(listener.Person);
        }
    }
}
