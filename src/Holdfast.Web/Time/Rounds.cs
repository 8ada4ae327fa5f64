namespace Holdfast.Web.Time;

/// <summary>
/// Work that is done at the start and then over and over, by the product's clock, and when somebody says that there is some. Whatever breaks one
/// round is told, and the next one comes all the same.
/// </summary>
/// <param name="interval">Between the beginnings of two rounds.</param>
public abstract class Rounds(TimeSpan interval, TimeProvider clock) : BackgroundService
{
    readonly SemaphoreSlim woken = new(0);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The next round begins at once. Never blocks; thread-safe.</summary>
    public void Wake()
    {
        if (woken.CurrentCount == 0)
        {
            woken.Release();
        }
    }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task RoundAsync(CancellationToken cancel);

    /// <summary>A round broke; its failure's kind is told, never its message, which may hold content.</summary>
    protected abstract void Tell(string failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(interval, Clock);
        try
        {
            var ticked = tick.WaitForNextTickAsync(stoppingToken).AsTask();
            var wakes = woken.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryAsync(stoppingToken);
                await await Task.WhenAny(ticked, wakes);
                ticked = ticked.IsCompleted ? tick.WaitForNextTickAsync(stoppingToken).AsTask() : ticked;
                wakes = wakes.IsCompleted ? woken.WaitAsync(stoppingToken) : wakes;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await RoundAsync(cancel);
        }
#pragma warning disable CA1031 // Whatever breaks one round must not end the rounds.
        catch (Exception away) when (away is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Tell(away.GetType().Name);
        }
    }
}
