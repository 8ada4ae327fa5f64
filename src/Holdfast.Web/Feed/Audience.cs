using System.Collections.Concurrent;
using System.Collections.Immutable;
using Holdfast.Core.People;

namespace Holdfast.Web.Feed;

/// <summary>
/// The open feeds by person, so that a change is decided once for each person and not once for each feed. Thread-safe; a walk over it meets every
/// feed that was open before it began.
/// </summary>
sealed class Audience
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<PersonId, ImmutableArray<Listener>> feeds = new();
    int people;

    /// <summary>Somebody's first feed opened.</summary>
    public event Action<PersonId>? Came;

    /// <summary>Somebody's last feed closed.</summary>
    public event Action<PersonId>? Left;

    /// <summary>Everybody with an open feed, and their feeds. A walk over it locks nothing.</summary>
    public IEnumerable<KeyValuePair<PersonId, ImmutableArray<Listener>>> Everybody => feeds;

    /// <summary>How many people have an open feed.</summary>
    public int Count => Volatile.Read(ref people);

    /// <summary>Everybody with an open feed at this moment.</summary>
    public IReadOnlyCollection<PersonId> People => [.. feeds.Select(one => one.Key)];

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
            Came?.Invoke(listener.Person);
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
            Left?.Invoke(listener.Person);
        }
    }
}
