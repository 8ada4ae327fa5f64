using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Bench.Sites;

/// <summary>Fills a stopped installation with past incidents through the ledger's own append path: encrypted, hashed, with read rows, durable.</summary>
public static class Past
{
    /// <summary>Batches on their way at once, well under what the ledger's queue holds.</summary>
    const int Waves = 512;

    /// <summary>One of so many is still open; the others are closed.</summary>
    const int OpenEach = 50;

    /// <summary>Appends incidents until there are <paramref name="upTo"/>, each by the agent in the agent's team: words, answers, filed, acknowledged, and all but one in fifty closed.</summary>
    public static async Task FillAsync(Database database, MasterKey master, Staff staff, int from, int upTo)
    {
        var clock = TimeProvider.System;
        var keys = await Keyring.OpenAsync(database, master);
        await using var ledger = new Ledger(database, keys, new FactWire(IncidentFacts.Wire), clock);
        var turn = new List<Task<Appended>>(Waves);
        for (var n = from; n < upTo; n++)
        {
            var id = IncidentId.New(clock);
            turn.Add(AppendAsync(ledger, id, n, staff, clock));
            if (turn.Count < Waves && n + 1 < upTo) continue;
            foreach (var appended in await Task.WhenAll(turn))
            {
                if (appended is not Appended.Done) throw new InvalidOperationException($"The ledger answered {appended}.");
            }

            turn.Clear();
        }
    }

    static async Task<Appended> AppendAsync(Ledger ledger, IncidentId id, int n, Staff staff, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        NewEntry Entry(Fact fact) => new(EntryId.New(clock), fact, now);
        NewEntry Answer(string field, string value) => Entry(new AnswerGiven(field, AnswerState.Answered, [value]));
        var taken = await ledger.AppendAsync(new Append
        {
            Incident = id,
            Author = staff.Agent.Id,
            Entries =
            [
                new NewEntry(new EntryId(id.Value), new IncidentStarted(Channel.Phone, staff.Agent.Team, default), now),
                Entry(new StatementAdded($"Sample words of call {n}, said as they are written here.")),
                Answer("kind", (n % 4) switch { 0 => "bomb", 1 => "self-harm", 2 => "harm-to-others", _ => "property" }),
                Entry(new PriorityDerived((n % 4) switch { 0 => Priority.P0, 3 => Priority.P2, _ => Priority.P1 }, ["Sample"])),
                Answer("manner", "direct"),
                Answer("caller-name", $"Sample Caller {n}"),
                Entry(new IncidentFiled([])),
            ],
        });
        if (taken is not Appended.Done) return taken;
        return await ledger.AppendAsync(new Append
        {
            Incident = id,
            Author = staff.Supervisor.Id,
            Entries = n % OpenEach == 0 ? [Entry(new IncidentAcknowledged())] : [Entry(new IncidentAcknowledged()), Entry(new IncidentClosed("Sample outcome"))],
        });
    }
}
