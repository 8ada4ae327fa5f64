using System.Net;
using Holdfast.Web.People;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Bounds a door that nobody signs in for: requests under way at once, in all and of one address, and requests of one address over time. What is turned away
/// is tried again by its page. Thread-safe.
/// </summary>
public sealed class SealTurns(TimeProvider clock)
{
    /// <summary>Under way at once, bodies that are still on their way included.</summary>
    public const int Most = 32;

    /// <summary>Of one address at once.</summary>
    public const int MostOfOne = 8;

    /// <summary>Of one address in <see cref="Window"/>: a whole site may share one.</summary>
    public const int MostInWindow = 1000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Addresses remembered at most; beyond it those without a request under way are forgotten.</summary>
    const int MostAddresses = 10_000;
    readonly Dictionary<IPAddress, Count> counts = [];
    readonly Lock gate = new();
    int working;

    /// <summary>Whether the next request of an address may begin; then it has to <see cref="End"/>.</summary>
    public bool TryBegin(IPAddress? from)
    {
        lock (gate)
        {
            if (counts.Count > MostAddresses)
            {
                foreach (var idle in counts.Where(one => one.Value.Working == 0).Select(one => one.Key).ToArray())
                {
                    counts.Remove(idle);
                }
            }

            var (key, now) = (SignInAttempts.Key(from), clock.GetUtcNow());
            var count = counts.GetValueOrDefault(key);
            count = now - count.Since > Window ? new Count(0, now, count.Working) : count;
            if (working >= Most || count.Working >= MostOfOne || count.Number >= MostInWindow)
            {
                return false;
            }

            working++;
            counts[key] = count with { Number = count.Number + 1, Working = count.Working + 1 };
            return true;
        }
    }

    public void End(IPAddress? from)
    {
        lock (gate)
        {
            working--;
            var key = SignInAttempts.Key(from);
            counts[key] = counts[key] with { Working = counts[key].Working - 1 };
        }
    }

    readonly record struct Count(int Number, DateTimeOffset Since, int Working);
}
