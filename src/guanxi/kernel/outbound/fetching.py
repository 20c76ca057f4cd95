"""One request and its answer, within limits of time and size, following redirects only where that was asked for."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import anyio
import httpcore

from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.outbound.bodies import ACCEPTED, read_body
from guanxi.kernel.outbound.connecting import GuardedBackend, Resolve, resolve
from guanxi.kernel.outbound.places import Place, next_place, read_place
from guanxi.kernel.outbound.policy import Policy

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
DEADLINE_SECONDS: Final = 20.0
LARGEST_ANSWER: Final = 1 << 20
MOST_REDIRECTS: Final = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OURS = frozenset(
    {"host", "content-length", "transfer-encoding", "accept-encoding", "connection", "user-agent"}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by lower-case name, the last of each; `body` is unpacked; `address` is where the connection went."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    address: str


@dataclass(frozen=True, slots=True)
class Outbound:
    """Takes no proxy from the environment. `trust` replaces the public certificate authorities."""

    policy: Policy
    resolve: Resolve = resolve
    trust: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)

    async def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        redirects: int = 0,
        largest: int = LARGEST_ANSWER,
        deadline: float = DEADLINE_SECONDS,
    ) -> Answer:
        """`largest` in bytes, `deadline` in seconds for everything together. Redirects are followed by GET and HEAD only.

        Raises 422 `outbound_…` for an address that may not be asked, 502 for one that did not answer as it should.
        """
        place = read_place(url, self.policy)
        sent = dict(headers or {})
        left = min(redirects, MOST_REDIRECTS) if method in ("GET", "HEAD") else 0
        try:
            with anyio.fail_after(deadline):
                while True:
                    answer = await self._ask(place, method, sent, content, largest)
                    location = answer.headers.get("location")
                    if answer.status not in _REDIRECTS or location is None or not redirects:
                        return answer
                    if not left:
                        raise Problem("outbound_redirects", status=502, params={"limit": redirects})
                    left -= 1
                    following = next_place(place, location, self.policy)
                    if following.origin != place.origin:
                        sent = {}  # Whatever was meant for the first is nothing to the second.
                    place = following
        except (TimeoutError, httpcore.TimeoutException):
            raise Problem("outbound_timeout", status=502, params={"host": place.host[:200]}) from None
        except ssl.SSLError:
            raise Problem("outbound_tls", status=502, params={"host": place.host[:200]}) from None
        except httpcore.ConnectError as failed:
            code = "outbound_tls" if _is_about_tls(failed) else "outbound_unreachable"
            raise Problem(code, status=502, params={"host": place.host[:200]}) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise Problem("outbound_answer_broken", status=502) from None

    async def _ask(
        self, place: Place, method: str, headers: Mapping[str, str], content: bytes | None, largest: int
    ) -> Answer:
        backend = GuardedBackend(self.policy, self.resolve)
        timeouts = {
            "connect": CONNECT_SECONDS,
            "read": READ_SECONDS,
            "write": READ_SECONDS,
            "pool": CONNECT_SECONDS,
        }
        # A pool of its own for each request: no connection is taken over from another company's.
        async with (
            httpcore.AsyncConnectionPool(self.trust, max_connections=1, network_backend=backend) as pool,
            pool.stream(
                method,
                httpcore.URL(
                    scheme=place.url.raw_scheme, host=place.host, port=place.port, target=place.url.raw_path
                ),
                headers=checked_headers(place, headers),
                content=content,
                extensions={"timeout": timeouts},
            ) as response,
        ):
            received = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
            }
            assert isinstance(response.stream, AsyncIterable)
            body = b""
            if method != "HEAD":
                body = await read_body(response.stream, received.get("content-encoding", ""), largest)
        return Answer(response.status, received, body, str(place.url), backend.connected_to or "")


def checked_headers(place: Place, given: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Raises 422 `outbound_header` for a header that is ours to set, or that would begin another line."""
    named = {"Host": place.url.netloc.decode("ascii"), "User-Agent": "Guanxi", "Accept-Encoding": ACCEPTED}
    for name, value in given.items():
        plain = name.replace("-", "").isalnum() and name.isascii() and value.isascii() and value.isprintable()
        if not plain or name.lower() in _OURS:
            raise Invalid("outbound_header", params={"name": name[:60]})
        named[name] = value
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in named.items()]


def _is_about_tls(failed: BaseException) -> bool:
    cause: BaseException | None = failed
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
