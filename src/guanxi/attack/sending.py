"""Two ways to the application: a call within this process, as its server makes it, or HTTP to one that runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from http.cookiejar import CookieJar
from typing import Any, Protocol
from urllib.parse import unquote

import httpx

from guanxi.attack.exchange import Answer, Request

SECONDS_FOR_ANSWER = 60.0


class Sender(Protocol):
    async def send(self, request: Request, credentials: Mapping[str, str]) -> Answer: ...

    async def listen(self, request: Request, credentials: Mapping[str, str], seconds: float) -> Answer:
        """What a stream says in that time."""
        ...


class InProcess:
    """The whole application with all its layers; only the socket is missing."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def send(self, request: Request, credentials: Mapping[str, str]) -> Answer:
        return await asyncio.wait_for(self._call(request, credentials, _Collected()), SECONDS_FOR_ANSWER)

    async def listen(self, request: Request, credentials: Mapping[str, str], seconds: float) -> Answer:
        collected = _Collected()
        try:
            return await asyncio.wait_for(self._call(request, credentials, collected), seconds)
        except TimeoutError:
            return collected.answer(seconds)

    async def _call(self, request: Request, credentials: Mapping[str, str], collected: _Collected) -> Answer:
        payload, content_type = request.payload
        began = time.perf_counter()
        unread = [payload]

        async def receive() -> dict[str, Any]:
            if unread:
                return {"type": "http.request", "body": unread.pop(), "more_body": False}
            await collected.ended.wait()
            return {"type": "http.disconnect"}

        scope = _scope(request, _headers(request, credentials, payload, content_type))
        await self._app(scope, receive, collected.take)
        return collected.answer(time.perf_counter() - began)


class _Collected:
    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.pieces: list[bytes] = []
        self.ended = asyncio.Event()

    async def take(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message["headers"]
            }
        elif message["type"] == "http.response.body":
            self.pieces.append(bytes(message.get("body", b"")))
            if not message.get("more_body"):
                self.ended.set()

    def answer(self, seconds: float) -> Answer:
        return Answer(self.status, self.headers, b"".join(self.pieces), seconds)


class NoCookies(CookieJar):
    """What one answer sets must not sign the next person in."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        return None


class OverHttp:
    """A server somewhere. Its limits on requests have to be off, or most answers would be 429."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, request: Request, credentials: Mapping[str, str]) -> Answer:
        began = time.perf_counter()
        payload, content_type = request.payload
        headers = {
            **credentials,
            **request.headers,
            **({"Content-Type": content_type} if content_type else {}),
        }
        found = await self._client.request(request.method, request.target, content=payload, headers=headers)
        return Answer(found.status_code, dict(found.headers), found.content, time.perf_counter() - began)

    async def listen(self, request: Request, credentials: Mapping[str, str], seconds: float) -> Answer:
        pieces: list[bytes] = []
        status, headers = 0, dict[str, str]()
        try:
            async with asyncio.timeout(seconds):
                sent = {**credentials, **request.headers}
                async with self._client.stream(request.method, request.target, headers=sent) as found:
                    status, headers = found.status_code, dict(found.headers)
                    async for piece in found.aiter_bytes():
                        pieces.append(piece)
        except TimeoutError:
            pass
        return Answer(status, headers, b"".join(pieces), seconds)


def _headers(
    request: Request, credentials: Mapping[str, str], payload: bytes, content_type: str | None
) -> list[tuple[bytes, bytes]]:
    named = {
        "host": "127.0.0.1",
        "accept-language": "en",
        **credentials,
        **request.headers,
        **({"content-length": str(len(payload))} if payload else {}),
        **({"content-type": content_type} if content_type else {}),
    }
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in named.items()]


def _scope(request: Request, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(request.path),
        "raw_path": request.path.encode(),
        "query_string": request.query_string.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 80),
    }
