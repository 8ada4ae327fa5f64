using Holdfast.Storage.Notices;
using Holdfast.Web.Time;

namespace Holdfast.Web.Notices;

/// <summary>Looks every 2 s whether methods changed elsewhere, and clears old notices once an hour.</summary>
public sealed class MethodWatch(KnownMethods methods, NoticeStore notices, TimeProvider clock, ILogger<MethodWatch> log) : Rounds(TimeSpan.FromSeconds(2), clock)
{
    static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    DateTimeOffset sweepAt;

    /// <summary>Reads methods before the first request.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await methods.RefreshAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task RoundAsync(CancellationToken cancel)
    {
        await methods.RefreshAsync();
        if (Clock.GetUtcNow() < sweepAt)
        {
            return;
        }

        sweepAt = Clock.GetUtcNow() + BetweenSweeps;
        if (await notices.SweepAsync() is > 0 and var swept)
        {
            NoticesLog.Swept(log, swept);
        }
    }

    protected override void Tell(string failure) => NoticesLog.MethodsNotRead(log, failure);
}
