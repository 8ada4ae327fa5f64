using System.Collections.Concurrent;
using System.Net;

namespace Holdfast.Web.People;

/// <summary>
/// Bounds wrong sign-ins per address: 100 in five minutes (a whole site may share one address), beside the lock-out of each account. Thread-safe.
/// </summary>
public sealed class SignInAttempts(TimeProvider clock)
{
    public const int Most = 100;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Bound of the addresses remembered; beyond it all are forgotten, since accounts still lock.</summary>
    const int MostAddresses = 10_000;
    readonly ConcurrentDictionary<IPAddress, Count> counts = new();

    public bool MayTry(IPAddress? address) =>
        !counts.TryGetValue(Key(address), out var count) || count.Number < Most || clock.GetUtcNow() - count.Since > Window;

    public void CountFailure(IPAddress? address)
    {
        if (counts.Count > MostAddresses)
        {
            counts.Clear();
        }

        var now = clock.GetUtcNow();
        counts.AddOrUpdate(
            Key(address),
            _ => new Count(1, now),
            (_, count) => now - count.Since > Window ? new Count(1, now) : count with { Number = count.Number + 1 });
    }

    /// <summary>One network of IPv6 counts as one address: its holder has all of them.</summary>
    internal static IPAddress Key(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6 || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address ?? IPAddress.None;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    readonly record struct Count(int Number, DateTimeOffset Since);
}
