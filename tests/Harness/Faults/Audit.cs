using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;

namespace Holdfast.Harness.Faults;

/// <summary>Reads every record that was written and compares it with the clients' lists.</summary>
sealed class Audit(Api api)
{
    const int RemarksKept = 10;
    readonly List<string> remarks = [];
    int lost, half, doubled;

    public async Task<CrashOutcome> RunAsync(IReadOnlyCollection<Writer> writers, int kills)
    {
        var numbers = new HashSet<string>();
        foreach (var (incident, number) in writers.SelectMany(writer => writer.Numbers))
        {
            if (!numbers.Add(number)) Doubled($"{number} was given twice.");
            var record = await ReadAsync(incident);
            foreach (var batch in writers.SelectMany(writer => writer.Batches).Where(batch => batch.Incident == incident)) Check(batch, record);
            foreach (var twice in record.Texts.GroupBy(text => text).Where(group => group.Count() > 1)) Doubled($"{number} holds {twice.Count()} times: {twice.Key}");
        }

        var batches = writers.SelectMany(writer => writer.Batches).ToList();
        return new CrashOutcome(batches.Count(batch => batch.Acknowledged), kills, writers.Sum(writer => writer.Failures), lost, half, doubled, remarks);
    }

    async Task<(Dictionary<EntryId, string> Words, List<string> Texts)> ReadAsync(IncidentId incident)
    {
        var words = new Dictionary<EntryId, string>();
        var texts = new List<string>();
        long last = 0;
        await foreach (var (id, entry) in api.EntriesAsync(incident))
        {
            var sequence = entry.GetProperty("sequence").GetInt64();
            if (sequence != last + 1) Doubled($"{incident} goes from {last} to {sequence}.");
            last = sequence;
            if (!entry.GetProperty("type").ValueEquals("statement-added")) continue;
            var text = entry.GetProperty("body").GetProperty("text").GetString() ?? "";
            if (!words.TryAdd(id, text)) Doubled($"{incident} holds {id} twice.");
            texts.Add(text);
        }

        return (words, texts);
    }

    void Check(Batch batch, (Dictionary<EntryId, string> Words, List<string> Texts) record)
    {
        var there = batch.Entries.Select((entry, n) => record.Words.TryGetValue(entry.Id, out var text) && text == batch.Texts[n]).Count(found => found);
        if (batch.Acknowledged && there < batch.Entries.Length)
        {
            lost += batch.Entries.Length - there;
            Remark($"Lost: {batch.Texts[0]}");
        }

        if (there > 0 && there < batch.Entries.Length)
        {
            half++;
            Remark($"Half-written: {batch.Texts[0]}");
        }
    }

    void Doubled(string what)
    {
        doubled++;
        Remark(what);
    }

    void Remark(string what)
    {
        if (remarks.Count < RemarksKept) remarks.Add(what);
    }
}
