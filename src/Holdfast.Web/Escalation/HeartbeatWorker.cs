using Holdfast.Core.Escalation;
using Holdfast.Web.Time;

namespace Holdfast.Web.Escalation;

/// <summary>Beats once a minute as long as deadlines are looked at. When they are not, it says nothing: whoever listens outside hears the silence.</summary>
public sealed class HeartbeatWorker(IHeartbeat heartbeat, EscalationPulse pulse, TimeProvider clock, ILogger<HeartbeatWorker> log) : Rounds(Interval, clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    protected override async Task RoundAsync(CancellationToken cancel)
    {
        if (!pulse.IsAlive)
        {
            EscalationLog.NoBeat(log);
        }
        else if (await heartbeat.BeatAsync(cancel) is { } failure)
        {
            EscalationLog.BeatNotHeard(log, failure);
        }
    }

    protected override void Tell(string failure) => EscalationLog.BeatBroke(log, failure);
}
