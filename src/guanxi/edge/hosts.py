"""Which Host and Origin headers are accepted.

A page on the internet can point its own name at our address and so talk to us from inside a private network (DNS
rebinding). It cannot do that with a bare address or localhost, so these are always answered. Which other names are
ours is known once the operator has set the public address; until then every name is.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def host_name(host_header: str) -> str:
    """`[::1]:8000` → `::1`, `Example.com:80` → `example.com`; an unreadable header gives an empty string."""
    try:
        return urlsplit(f"//{host_header}").hostname or ""
    except ValueError:
        return ""


def is_allowed_host(host_header: str, allowed: tuple[str, ...]) -> bool:
    name = host_name(host_header)
    if not name:
        return False
    if not allowed or name in LOOPBACK_NAMES or name.endswith(".localhost") or _is_address(name):
        return True
    return any(_matches(name, pattern.lower()) for pattern in allowed)


def is_same_site(origin: str, host_header: str, public_url: str) -> bool:
    """Whether a browser page at `origin` is ours: same host and port, the public address, or both on this machine."""
    if public_url and origin.rstrip("/") == public_url.rstrip("/"):
        return True
    try:
        page = urlsplit(origin)
        if page.netloc and page.netloc.lower() == host_header.lower():
            return True
        # A development server proxies to us from another port of the same machine.
        return page.hostname in LOOPBACK_NAMES and host_name(host_header) in LOOPBACK_NAMES
    except ValueError:
        return False


def _matches(name: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return name == pattern


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
