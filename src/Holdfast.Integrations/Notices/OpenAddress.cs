using System.Net;
using System.Net.Sockets;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// Which addresses belong to the open internet. Whatever IANA's registries of special addresses name is not one of them: this machine, private networks,
/// link-local (where clouds keep their secrets), carriers' own (RFC 6598), multicast, documentation, reserved.
/// </summary>
public static class OpenAddress
{
    static readonly IPNetwork[] Closed4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    /// <summary>All of IPv6 that is handed out for general use; everything else there is special.</summary>
    static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");

    /// <summary>Within it: protocols (Teredo among them), documentation, and 6to4, which wraps any IPv4 address.</summary>
    static readonly IPNetwork[] Closed6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>The prefix by which networks without IPv4 reach it (RFC 6052): the last four bytes decide.</summary>
    static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether <paramref name="address"/> is one.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(plain))
        {
            plain = new IPAddress(plain.GetAddressBytes()[12..]);
        }

        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Closed4, network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => Open6.Contains(plain) && !Array.Exists(Closed6, network => network.Contains(plain)),
            _ => false,
        };
    }

    static IPNetwork[] Networks(params string[] written) => Array.ConvertAll(written, IPNetwork.Parse);
}
