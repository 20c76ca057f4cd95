"""Reads the address of a request. Nothing but http and https, no sign-in inside, no odd port."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from guanxi.kernel.errors import Invalid
from guanxi.kernel.outbound.policy import PORTS, Policy

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """`host` is in ASCII, in lower case, without the dot that names may end with."""

    url: httpx.URL
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.url.scheme, self.host, self.port


def read_place(text: str, policy: Policy) -> Place:
    """Raises 422 `outbound_url_invalid`, `outbound_scheme`, `outbound_credentials`, `outbound_port`."""
    url = _parsed(text)
    if url.scheme not in PORTS:
        raise Invalid("outbound_scheme", field="url", params={"scheme": url.scheme[:20]})
    host = url.raw_host.decode("ascii").lower().rstrip(".")
    if not host:
        raise Invalid("outbound_url_invalid", field="url")
    if url.userinfo:
        raise Invalid("outbound_credentials", field="url")
    port = url.port or PORTS[url.scheme]
    if not policy.admits_port(host, port):
        raise Invalid("outbound_port", field="url", params={"port": port})
    return Place(url, host, port)


def next_place(place: Place, location: str, policy: Policy) -> Place:
    """Where a redirect leads, read as strictly. Nobody is led from https to http."""
    try:
        text = str(place.url.join(location[: LONGEST + 1]))
    except (httpx.InvalidURL, ValueError):
        raise Invalid("outbound_url_invalid", field="url") from None
    following = read_place(text, policy)
    if place.url.scheme == "https" and following.url.scheme != "https":
        raise Invalid("outbound_scheme", field="url", params={"scheme": following.url.scheme})
    return following


def _parsed(text: str) -> httpx.URL:
    """White space, control characters and backslashes are read differently by different programs: they are refused."""
    if len(text) > LONGEST or any(ord(character) <= 32 or character in "\\\x7f" for character in text):
        raise Invalid("outbound_url_invalid", field="url")
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise Invalid("outbound_url_invalid", field="url") from None
