using System.Diagnostics;
using Holdfast.Bench.Client;
using Holdfast.Bench.Limits;
using Holdfast.Bench.Sites;
using Holdfast.Core.Ledger;

namespace Holdfast.Bench.Measures;

/// <summary><c>save</c>: one answer over HTTP until it is durable, one writer on one connection, over the incidents of a busy shift.</summary>
public static class Save
{
    const int Incidents = 40;

    public static List<Figure> Measure(Site site, Machine machine, Options options)
    {
        var answers = options.Quick ? 1_000 : 5_000;
        using var line = new Line(site.Address);
        var requests = site.StartIncidents(Incidents).Select(id => new AnswerRequest(site.Address, site.Agent.Token, id)).ToArray();
        var samples = new Samples();
        for (var n = -answers; n < answers; n++)
        {
            var request = requests[(n + answers) % requests.Length].With(EntryId.New(TimeProvider.System));
            var began = Stopwatch.GetTimestamp();
            line.Ask(request);
            if (n >= 0) samples.Since(began);
        }

        return
        [
            new(site.Name("save"), samples.P50, "ms", 2 * (machine.Fsync + machine.Kestrel) * site.Slack),
            new(site.Name("save-p99"), samples.P99, "ms"),
        ];
    }
}
