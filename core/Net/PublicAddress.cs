using System.Net;
using System.Net.Sockets;

namespace Avatar.Core.Net;

/// <summary>Tells addresses of the public internet from all others (IANA's special-purpose address registries, RFC 6890).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // An IPv4 address can be written inside an IPv6 one; where it stands in its 16 bytes.
    private static readonly (IPNetwork Network, int Byte)[] Embedding =
    [
        (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("::ffff:0:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Whether an address is on the public internet: not of this machine, its network, or any special use.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            foreach (var (network, at) in Embedding)
                if (network.Contains(address))
                    return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
            // Only 2000::/3 is given out to the internet; this also leaves out locally chosen NAT64 prefixes (64:ff9b:1::/48).
            if ((address.GetAddressBytes()[0] & 0xE0) != 0x20) return false;
        }

        return !Special.Any(network => network.Contains(address));
    }
}
