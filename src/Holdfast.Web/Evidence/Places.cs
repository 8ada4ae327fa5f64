using System.Collections.Concurrent;
using Holdfast.Core.People;

namespace Holdfast.Web.Evidence;

/// <summary>
/// How many bodies are taken at once: each holds a buffer and a frame of its original. Others wait their turn, so that many files dropped at once
/// never fill the memory, and one person's never keep out everybody else's. Thread-safe.
/// </summary>
public sealed class Places : IDisposable
{
    public const int MostAtOnce = 32;
    public const int MostOfOnePerson = 8;
    readonly SemaphoreSlim all = new(MostAtOnce);

    /// <summary>One for each person who ever sent something: bounded by how many people there are.</summary>
    readonly ConcurrentDictionary<PersonId, SemaphoreSlim> people = [];

    /// <summary>Waits for a place; disposing gives it back.</summary>
    public async Task<IDisposable> TakeAsync(PersonId person, CancellationToken cancel)
    {
        var own = people.GetOrAdd(person, _ => new SemaphoreSlim(MostOfOnePerson));
        await own.WaitAsync(cancel);
        try
        {
            await all.WaitAsync(cancel);
        }
        catch
        {
            own.Release();
            throw;
        }

        return new Place(all, own);
    }

    public void Dispose()
    {
        all.Dispose();
        foreach (var own in people.Values)
        {
            own.Dispose();
        }
    }

    sealed class Place(SemaphoreSlim all, SemaphoreSlim own) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            own.Release();
        }
    }
}
