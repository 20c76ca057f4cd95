"""The address a request comes from, looking through proxies that the operator trusts and no others."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Any


def client_address(scope: dict[str, Any], forwarded_for: str | None, trusted: tuple[str, ...]) -> str:
    """The peer, or the nearest untrusted address in X-Forwarded-For when the peer is a trusted proxy."""
    client = scope.get("client")
    peer = str(client[0]) if client else "unknown"
    if not trusted or not forwarded_for or not _is_trusted(peer, trusted):
        return peer
    for hop in reversed([hop.strip() for hop in forwarded_for.split(",")]):
        if not _is_trusted(hop, trusted):
            return hop if _is_address(hop) else peer
    return peer


@lru_cache(maxsize=4096)
def counted_address(address: str) -> str:
    """What limits count: an IPv4 address, but a whole /64 of IPv6, since every household can pick among those."""
    if not _is_address(address):
        return address
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


@lru_cache(maxsize=1024)
def _is_trusted(address: str, trusted: tuple[str, ...]) -> bool:
    if not _is_address(address):
        return False
    parsed = ipaddress.ip_address(address)
    return any(parsed in ipaddress.ip_network(network, strict=False) for network in trusted)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
