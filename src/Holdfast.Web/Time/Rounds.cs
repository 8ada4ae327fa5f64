namespace Holdfast.Web.Time;

/// <summary>Work that is done at the start and then over and over, by the product's clock. Whatever breaks one round is told, and the next one comes all the same.</summary>
/// <param name="interval">Between the beginnings of two rounds.</param>
public abstract class Rounds(TimeSpan interval, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    protected abstract Task RoundAsync(CancellationToken cancel);

    /// <summary>A round broke; its failure's kind is told, never its message, which may hold content.</summary>
    protected abstract void Tell(string failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(interval, Clock);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
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
