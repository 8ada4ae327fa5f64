using System.Diagnostics;

namespace Holdfast.Harness;

/// <summary>Waits for a condition instead of for a time: asks again until it holds, and says what was missing when the deadline passes.</summary>
public static class Wait
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Far beyond what anything here takes on a busy machine; only a real failure reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks until <paramref name="holds"/> answers true.</summary>
    /// <exception cref="TimeoutException">It did not within the deadline; the message is <paramref name="what"/>.</exception>
    public static Task UntilAsync(string what, Func<Task<bool>> holds, TimeSpan? deadline = null, TimeSpan? pause = null) =>
        ForAsync(what, async () => await holds() ? what : null, deadline, pause);

    /// <summary>Asks until <paramref name="find"/> answers something, and returns it.</summary>
    /// <exception cref="TimeoutException">It answered null until the deadline.</exception>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> find, TimeSpan? deadline = null, TimeSpan? pause = null)
        where T : class
    {
        var (began, longest) = (Stopwatch.GetTimestamp(), deadline ?? Patience);
        while (true)
        {
            var asked = find();
            try
            {
                if (await asked.WaitAsync(longest) is { } found) return found;
            }
            catch (TimeoutException) when (!asked.IsCompleted)
            {
                // Asking may hang too, as a page does that has crashed.
            }

            if (Stopwatch.GetElapsedTime(began) >= longest) throw new TimeoutException($"Waited {longest} in vain: {what}");
            await Task.Delay(pause ?? Pause, TimeProvider.System);
        }
    }
}
