"""What the operator allows beyond public addresses at the usual ports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from guanxi.kernel.outbound.addresses import Address, is_public

PORTS = {"http": 80, "https": 443}
_ENTRY = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?P<bits>/\d{1,3})?(?::(?P<port>\d{1,5}))?"
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A name or a network, at one port or at the usual ones."""

    name: str | None
    network: IPv4Network | IPv6Network | None
    port: int | None

    def opens(self, host: str, port: int) -> bool:
        """Whether this port is open for what was named; which addresses are is decided once they are known."""
        return self.port == port and (self.name is None or self.name == host)

    def covers(self, host: str, address: Address, port: int) -> bool:
        if self.port is not None and self.port != port:
            return False
        return self.name == host if self.name is not None else address in (self.network or ())


@dataclass(frozen=True, slots=True)
class Policy:
    allowed: tuple[Allowed, ...] = ()

    def admits_port(self, host: str, port: int) -> bool:
        return port in PORTS.values() or any(each.opens(host, port) for each in self.allowed)

    def admits(self, host: str, addresses: Iterable[Address], port: int) -> bool:
        """One address inside spoils them all: which of them is used must make no difference."""
        return all(self._admits(host, address, port) for address in addresses)

    def _admits(self, host: str, address: Address, port: int) -> bool:
        if any(each.covers(host, address, port) for each in self.allowed):
            return True
        return port in PORTS.values() and is_public(address)


def read_policy(text: str) -> Policy:
    """Names, addresses and networks, separated by commas, each with `:port` where it is not a usual one.

    Raises ValueError for what is neither.
    """
    return Policy(tuple(_read(part.strip()) for part in text.split(",") if part.strip()))


def _read(text: str) -> Allowed:
    network = _network(text)  # An IPv6 address without brackets has colons, but no port.
    if network is not None:
        return Allowed(None, network, None)
    entry = _ENTRY.fullmatch(text)
    if entry is None or (entry["port"] and not 0 < int(entry["port"]) < 65536):
        raise ValueError(f"expected names, addresses or networks such as hooks.internal:8080, not {text!r}")
    network = _network((entry["six"] or entry["name"]) + (entry["bits"] or ""))
    if network is None and (entry["six"] or entry["bits"]):
        raise ValueError(f"{text!r} is no network")
    name = None if network else entry["name"].lower().rstrip(".")
    return Allowed(name, network, int(entry["port"]) if entry["port"] else None)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None
