using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Bench.Client;
using Holdfast.Bench.Sites;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>report</c>: whole reports over HTTP by 16 agents at once: start, three statements, 25 answers, a picture of 15 KB as evidence, file; each its
/// own durable request, as it comes when people type. Afterwards every report is read again: one that isn't whole makes the measurement
/// worthless.
/// </summary>
public static class WholeReport
{
    const int Agents = 16;
    const int Answers = 25;
    const int Statements = 3;
    const int PictureBytes = 15 * 1024;

    /// <summary>Reports a second.</summary>
    const double Wanted = 150;

    static readonly string[] Fields = ["caller-name", "caller-number", "caller-location", "threat-place", "threat-when", "targets", "summary", "additional"];

    /// <summary>What a PNG begins with, and bytes that can't be made smaller.</summary>
    static readonly byte[] Picture = [.. (byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .. RandomNumberGenerator.GetBytes(PictureBytes - 8)];

    public static List<Figure> Measure(Site site, Options options)
    {
        Run(site, TimeSpan.FromSeconds(options.Quick ? 2 : 5));
        var began = Stopwatch.GetTimestamp();
        var reports = Run(site, TimeSpan.FromSeconds(options.Quick ? 4 : 15));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var samples = new Samples();
        foreach (var (taken, _) in reports) samples.Add(taken);
        return
        [
            new(site.Name("report"), samples.Count / seconds, "/s", Wanted, AtLeast: true),
            new(site.Name("report-p50"), samples.P50, "ms"),
            new(site.Name("report-p99"), samples.P99, "ms"),
            new(site.Name("report-lost"), Lost(site, [.. reports.SelectMany(one => one.Ids)]), "of " + samples.Count, 0),
        ];
    }

    static ConcurrentBag<(Samples Taken, List<IncidentId> Ids)> Run(Site site, TimeSpan time)
    {
        var results = new ConcurrentBag<(Samples, List<IncidentId>)>();
        var failures = new ConcurrentQueue<Exception>();
        var began = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Agents).Select(_ => new Thread(() =>
        {
            try
            {
                results.Add(Write(site, began, time));
            }
            catch (Exception broken)
            {
                failures.Enqueue(broken);
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return failures.TryDequeue(out var first) ? throw new InvalidOperationException("A report was refused.", first) : results;
    }

    static (Samples, List<IncidentId>) Write(Site site, long began, TimeSpan time)
    {
        using var line = new Line(site.Address);
        var samples = new Samples();
        var ids = new List<IncidentId>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var id = IncidentId.New(TimeProvider.System);
            var sent = Stopwatch.GetTimestamp();
            foreach (var request in Whole(site, id)) line.Ask(request);
            samples.Since(sent);
            ids.Add(id);
        }

        return (samples, ids);
    }

    static IEnumerable<byte[]> Whole(Site site, IncidentId id)
    {
        yield return Post(site, "", $$"""{"id":"{{id}}","channel":"chat"}""");
        for (var n = 0; n < Statements; n++) yield return Entry(site, id, "statement-added", $$"""{"text":"Sample words {{n}}, as they were said"}""");
        for (var n = 0; n < Answers; n++)
        {
            yield return Entry(site, id, "answer-given", $$"""{"field":"{{(n < Fields.Length ? Fields[n] : $"sample-{n}")}}","state":"answered","values":["Sample answer {{n}}"]}""");
        }

        yield return [.. Request.Put($"/api/v1/incidents/{id}/evidence/{EvidenceId.New(TimeProvider.System)}", site.Address, site.Agent.Token, "screen.png", Picture.Length), .. Picture];
        yield return Post(site, $"/{id}/filing", $$"""{"id":"{{EntryId.New(TimeProvider.System)}}"}""");
    }

    static byte[] Entry(Site site, IncidentId incident, string type, string body) => Post(site, $"/{incident}/entries",
        $$"""{"entries":[{"id":"{{EntryId.New(TimeProvider.System)}}","type":"{{type}}","version":1,"ago":0,"body":{{body}}}]}""");

    static byte[] Post(Site site, string path, string json) => Request.Post("/api/v1/incidents" + path, site.Address, site.Agent.Token, json);

    /// <summary>How many of the reports aren't on record whole.</summary>
    static int Lost(Site site, IncidentId[] ids)
    {
        using var line = new Line(site.Address);
        return ids.Count(id =>
        {
            using var read = JsonDocument.Parse(line.Ask(Request.Get($"/api/v1/incidents/{id}", site.Address, site.Agent.Token)).ToArray());
            var incident = read.RootElement;
            return incident.GetProperty("row").GetProperty("state").GetString() != "filed"
                || incident.GetProperty("statements").GetArrayLength() != Statements
                || Enumerable.Range(0, Answers).Any(n => !incident.GetProperty("answers").TryGetProperty(n < Fields.Length ? Fields[n] : $"sample-{n}", out _))
                || !IsKept(line, site, id);
        });
    }

    /// <summary>Whether the picture is evidence with its own hash.</summary>
    static bool IsKept(Line line, Site site, IncidentId id)
    {
        using var read = JsonDocument.Parse(line.Ask(Request.Get($"/api/v1/incidents/{id}/evidence", site.Address, site.Agent.Token)).ToArray());
        var items = read.RootElement.GetProperty("items");
        return items.GetArrayLength() == 1 && items[0].GetProperty("sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(Picture));
    }
}
