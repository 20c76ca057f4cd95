"""Which addresses lie on the public internet. Everything else is somebody's inside, perhaps ours.

The standard library's `is_global` is not enough: it calls NAT64, multicast and IPv4-compatible addresses global.
Sources: the IANA special-purpose address registries for IPv4 and IPv6.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

Address: TypeAlias = "IPv4Address | IPv6Address"

_INSIDE_4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' inside; a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's host, at a public address
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
_UNICAST_6 = ip_network("2000::/3")
# Within it: protocol assignments with Teredo and ORCHID, documentation, 6to4, and two sinks.
_INSIDE_6 = tuple(
    ip_network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16")
)
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def is_public(address: Address) -> bool:
    """False for all that is private, special or a tunnel: mapped, compatible, NAT64, 6to4, Teredo and ISATAP forms."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _INSIDE_4)
    if address not in _UNICAST_6 or address.scope_id is not None:
        return False
    return not any(address in network for network in _INSIDE_6) and _identifier(address) not in _ISATAP


def read_address(text: str) -> Address:
    """Raises ValueError. A scope (`fe80::1%eth0`) is kept, so that it is refused."""
    return ip_address(text)


def _identifier(address: IPv6Address) -> int:
    return int(address) >> 32 & 0xFFFF_FFFF
