using System.Net;
using System.Net.Sockets;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;

namespace Holdfast.Harness.Faults;

/// <summary>
/// A client that writes until told to stop and keeps its own list of what was acknowledged. When a sending fails it sends the same again, as
/// the pages do, or, every tenth time, gives up: then the whole batch may be there or none of it. Not thread-safe.
/// </summary>
sealed class Writer(string name, Api api, Dice dice)
{
    const int BatchesPerIncident = 40;
    const int LargestBatch = 4;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public List<Batch> Batches { get; } = [];

    public Dictionary<IncidentId, string> Numbers { get; } = [];

    /// <summary>How many sendings failed.</summary>
    public int Failures { get; private set; }

    public async Task RunAsync(Action acknowledged, CancellationToken stop)
    {
        IncidentId incident = default;
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            if (n % BatchesPerIncident == 0)
            {
                incident = IncidentId.New(TimeProvider.System);
                var started = await UntilAnsweredAsync(() => api.StartAsync(incident), mayGiveUp: false);
                Numbers[incident] = started?["number"].GetString() ?? "";
            }

            var batch = Batch.New(incident, $"{name} batch {n}", 1 + dice.Below(LargestBatch));
            Batches.Add(batch);
            if (await UntilAnsweredAsync(() => api.AppendAsync(incident, batch.Entries), mayGiveUp: true) is null) continue;
            batch.Acknowledged = true;
            acknowledged();
        }
    }

    async Task<Reply?> UntilAnsweredAsync(Func<Task<Reply>> send, bool mayGiveUp)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var reply = await send();
                if (reply.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)) return reply.Ok();
            }
            catch (Exception cut) when (cut is HttpRequestException { StatusCode: null } or IOException or SocketException or TaskCanceledException)
            {
                // The server is gone, or went away before it answered.
            }

            Failures++;
            if (mayGiveUp && dice.Below(10) == 0) return null;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
