using System.Diagnostics;
using System.Text.Json;
using Holdfast.Bench.Client;
using Holdfast.Bench.Sites;

namespace Holdfast.Bench.Measures;

/// <summary><c>queue</c>: a page of 50 rows with their content, as a supervisor's desk asks for it: the first page, then by cursor into the past.</summary>
public static class Queue
{
    const int Rows = 50;
    const int PagesDeep = 10;

    /// <summary>The p50 of a page on the incidents that the site holds now.</summary>
    public static Samples Measure(Site site, Options options)
    {
        var rounds = options.Quick ? 20 : 60;
        var samples = new Samples();
        using var line = new Line(site.Address);
        for (var round = -rounds / 2; round < rounds; round++)
        {
            var cursor = "";
            for (var page = 0; page < PagesDeep; page++)
            {
                var request = Request.Get($"/api/v1/incidents?limit={Rows}{cursor}", site.Address, site.Supervisor.Token);
                var began = Stopwatch.GetTimestamp();
                var body = line.Ask(request);
                if (round >= 0) samples.Since(began);
                using var answer = JsonDocument.Parse(body.ToArray());
                var rows = answer.RootElement.GetProperty("rows");
                if (rows.GetArrayLength() != Rows) throw new InvalidOperationException($"A page of {rows.GetArrayLength()} rows.");
                cursor = "&after=" + Uri.EscapeDataString(answer.RootElement.GetProperty("next").ToString());
            }
        }

        return samples;
    }
}
