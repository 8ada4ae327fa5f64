using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>
/// Everybody's methods in memory, without addresses, so that making notices asks no database: read anew at once after a change on this node, within
/// 2 s after one elsewhere. Thread-safe; a reader sees one state as a whole.
/// </summary>
public sealed class KnownMethods(MethodStore store, NoticeReader reader) : IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile State now = new(-1, [], FrozenDictionary<PersonId, ImmutableArray<Method>>.Empty);

    /// <summary>A person's methods in their order, also those that wait for their code.</summary>
    public ImmutableArray<Method> Of(PersonId person) => now.ByPerson.TryGetValue(person, out var methods) ? methods : [];

    /// <summary>What can't reach somebody at the moment.</summary>
    public ImmutableArray<Method> Failing => now.Failing;

    /// <summary>Deliveries that were given up.</summary>
    public int Dead { get; private set; }

    /// <summary>Reads methods anew if something changed since.</summary>
    public async Task RefreshAsync()
    {
        await refreshing.WaitAsync();
        try
        {
            Dead = await reader.CountDeadAsync();
            var revision = await store.RevisionAsync();
            if (revision != now.Revision)
            {
                var all = await store.EverybodysAsync();
                now = new State(
                    revision,
                    [.. all.Where(method => method.FailingSince is not null).OrderBy(method => method.FailingSince)],
                    all.GroupBy(method => method.Person).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray()));
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    sealed record State(long Revision, ImmutableArray<Method> Failing, FrozenDictionary<PersonId, ImmutableArray<Method>> ByPerson);
}
