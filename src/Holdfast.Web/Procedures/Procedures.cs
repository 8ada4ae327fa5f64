using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>One version on the shelf.</summary>
/// <param name="StoredAt">When this house first had it.</param>
/// <param name="IsCurrent">New incidents begin with it.</param>
public sealed record StoredPack(PackVersion Version, DateTimeOffset StoredAt, bool IsCurrent);

/// <summary>
/// Every version of the procedure that an incident may have begun with, and the one that new incidents begin with. Versions of other nodes and of
/// earlier starts come from the database when they are asked for. Thread-safe.
/// </summary>
public sealed class Procedures
{
    readonly PackStore store;
    readonly PackReading reading;
    readonly ILogger<Procedures> log;

    /// <summary>Versions by their hash; null for one that can't be read. As many as there ever were here, which is few.</summary>
    readonly ConcurrentDictionary<string, Procedure?> known = new(StringComparer.Ordinal);
    volatile Procedure current;
    volatile IReadOnlyList<(PackVersion Version, DateTimeOffset StoredAt)> versions = [];
    volatile PackProblem[] problems = [];

    Procedures(PackStore store, PackReading reading, ILogger<Procedures> log, Procedure current)
    {
        (this.store, this.reading, this.log, this.current) = (store, reading, log, current);
        known[current.Version.Hash] = current;
    }

    /// <summary>Puts what lies in the folder on the shelf and makes it current. A pack with errors leaves the version that was in use last.</summary>
    /// <exception cref="PackRefusedException">It has errors, and there is no earlier version.</exception>
    public static async Task<Procedures> OpenAsync(PackStore store, PackReading reading, ILogger<Procedures> log)
    {
        var found = reading.ReadFolder();
        var last = found.Procedure is null ? await store.LatestAsync() : null;
        var shelf = new Procedures(store, reading, log, found.Procedure ?? (last is null ? null : reading.Read(last.Files)) ?? throw new PackRefusedException(found.Problems));
        await shelf.TakeAsync(found);
        return shelf;
    }

    /// <summary>What new incidents begin with, in the pack's own words; <see cref="SpokenProcedure"/> gives those that a person reads.</summary>
    public Procedure Current => current;

    /// <summary>All that are stored, the newest first.</summary>
    public IReadOnlyList<StoredPack> Versions => [.. versions.Select(one => new StoredPack(one.Version, one.StoredAt, one.Version.Hash == current.Version.Hash))];

    /// <summary>What is wrong with the folder as it was read last; empty when it is the version in use.</summary>
    public ImmutableArray<PackProblem> Problems => [.. problems];

    /// <summary>Whether another version calls itself by the current one's number: the pack was changed without raising it.</summary>
    public bool NumberIsTaken => versions.Any(one => one.Version.Pack == current.Version.Pack && one.Version.Number == current.Version.Number && one.Version.Hash != current.Version.Hash);

    /// <summary>What an incident is read by, in the pack's own words: the version that it began with, or a stand-in when that one can't be read.</summary>
    public Procedure Of(Incident incident) => incident.Pack is not { } pinned ? current : Find(pinned.Hash) ?? Unreadable.For(pinned, current);

    /// <summary>The version of that hash, or nothing if it was never stored here or can't be read.</summary>
    public Procedure? Find(string hash)
    {
        if (known.TryGetValue(hash, out var procedure))
        {
            return procedure;
        }

        try
        {
            // Once for each version that this process didn't read itself; on the pool, because the caller's thread can't go on before.
            return Task.Run(() => FetchAsync(hash)).GetAwaiter().GetResult();
        }
        catch (Exception away) when (away is DatabaseUnavailableException or DbException)
        {
            return null;
        }
    }

    /// <summary>The procedure of a pin, for the ledger; without a pin the current one.</summary>
    public async ValueTask<Procedure?> FindAsync(PackVersion? pinned) =>
        pinned is null ? current : known.TryGetValue(pinned.Hash, out var procedure) ? procedure : await FetchAsync(pinned.Hash);

    /// <summary>Reads the folder anew: a good pack is current from now on, for new incidents only; a bad one changes nothing but <see cref="Problems"/>.</summary>
    internal async Task ReloadAsync()
    {
        var found = reading.ReadFolder();
        var same = found.Procedure is { } procedure ? procedure.Version == current.Version && problems.Length == 0 : problems.SequenceEqual(found.Problems);
        await (same ? RefreshAsync() : TakeAsync(found));
    }

    /// <summary>Reads which versions there are: another node may have stored one.</summary>
    internal async Task RefreshAsync() => versions = await store.AllAsync();

    async Task TakeAsync(FoundPack found)
    {
        if (found.Procedure is { } procedure)
        {
            await store.UseAsync(procedure.Version, found.Files);
            known[procedure.Version.Hash] = procedure;
            current = procedure;
            problems = [];
            await RefreshAsync();
            ProceduresLog.InUse(log, procedure.Version.ToString());
            if (NumberIsTaken)
            {
                ProceduresLog.SameNumber(log, procedure.Version.ToString());
            }

            return;
        }

        problems = [.. found.Problems];
        await RefreshAsync();
        foreach (var problem in found.Problems)
        {
            ProceduresLog.Refused(log, problem.Place, current.Version.ToString());
        }
    }

    async Task<Procedure?> FetchAsync(string hash)
    {
        // What nobody stored is not remembered: it may yet come from another node, and an address can name as many as it likes.
        if (await store.FindAsync(hash) is not { } stored)
        {
            return null;
        }

        var procedure = reading.Read(stored.Files);
        if (procedure is null)
        {
            ProceduresLog.Unreadable(log, stored.Version.ToString());
        }

        return known[hash] = procedure;
    }
}

/// <summary>The pack has errors and there is no version to go on with.</summary>
public sealed class PackRefusedException(ImmutableArray<PackProblem> problems) : Exception("The procedure can't be read.")
{
    public ImmutableArray<PackProblem> Problems => problems;
}
