"""Connects to an address that was checked, and to no other. TLS still asks for the name."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import anyio
import httpcore

from guanxi.kernel.errors import Invalid
from guanxi.kernel.outbound.addresses import Address, read_address
from guanxi.kernel.outbound.policy import Policy

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, as text, at a port."""

MOST_TRIED = 3


async def resolve(host: str, port: int) -> list[str]:
    """As the machine does it, odd spellings of numbers included (`0x7f.1`): only what comes out is judged."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """`connected_to` is the address of the last connection."""

    def __init__(self, policy: Policy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()
        self.connected_to: str | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._checked(host.lower().rstrip("."), port)
        failed: Exception | None = None
        for address in addresses[:MOST_TRIED]:
            try:
                stream = await self._inner.connect_tcp(str(address), port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                failed = refused
            else:
                self.connected_to = str(address)
                return stream
        raise failed or httpcore.ConnectError("no address")

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise httpcore.ConnectError("never")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[Address]:
        """An unknown name and one that leads inside are refused alike, so that nobody reads our own names this way."""
        try:
            addresses = [read_address(text) for text in await self._resolve(host, port)]
        except (OSError, UnicodeError, ValueError):
            addresses = []
        if not addresses or not self._policy.admits(host, addresses, port):
            raise Invalid("outbound_address_refused", field="url", params={"host": host[:200]})
        return list(dict.fromkeys(addresses))
