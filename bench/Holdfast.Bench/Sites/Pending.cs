using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Bench.Sites;

/// <summary>Fills a stopped installation with incidents that somebody has and whose case is owed at a time of its own: each is one pending deadline.</summary>
public static class Pending
{
    const int Waves = 512;
    const int Later = 1_000_000;

    /// <summary>Appends one incident for each of <paramref name="due"/>, which lie in the future.</summary>
    /// <returns>Their ids, in that order.</returns>
    public static async Task<IncidentId[]> FillAsync(Database database, MasterKey master, Staff staff, IReadOnlyList<DateTimeOffset> due)
    {
        var clock = TimeProvider.System;
        await using var ledger = new Ledger(database, await Keyring.OpenAsync(database, master), new FactWire(IncidentFacts.Wire), clock);
        var ids = due.Select(_ => IncidentId.New(clock)).ToArray();
        foreach (var wave in Enumerable.Range(0, due.Count).Chunk(Waves))
        {
            foreach (var appended in await Task.WhenAll(wave.Select(n => AppendAsync(ledger, ids[n], due[n], staff, clock))))
            {
                if (appended is not Appended.Done) throw new InvalidOperationException($"The ledger answered {appended}.");
            }
        }

        return ids;
    }

    static async Task<Appended> AppendAsync(Ledger ledger, IncidentId id, DateTimeOffset due, Staff staff, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var started = new IncidentStarted(Channel.Email, staff.Agent.Team, default, null, new WatchTimes(Later, Later, Later, (int)Math.Ceiling((due - now).TotalSeconds), Later));
        var filed = await ledger.AppendAsync(new Append
        {
            Incident = id,
            Author = staff.Agent.Id,
            Entries = [new NewEntry(new EntryId(id.Value), started, now), new NewEntry(EntryId.New(clock), new IncidentFiled([]), now)],
        });
        return filed is not Appended.Done ? filed : await ledger.AppendAsync(new Append
        {
            Incident = id,
            Author = staff.Supervisor.Id,
            Entries = [new NewEntry(EntryId.New(clock), new IncidentAcknowledged(), clock.GetUtcNow())],
        });
    }
}
