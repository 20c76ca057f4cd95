"""A small HTTP/1.1 client on one kept connection: a fuller one would cost more than what it measures."""

from __future__ import annotations

import asyncio


class Connection:
    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nAccept-Language: en\r\n"
        self._answered = b""

    async def open(self) -> Connection:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def send(self, method: str, path: str, body: bytes = b"") -> bytes:
        """The body of a successful answer; anything else ends the measurement."""
        status, content = await self.exchange(method, path, body)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {content[:300]!r}")
        return content

    async def exchange(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """Status and body."""
        head = f"{method} {path} HTTP/1.1\r\n{self._head}"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(head.encode() + b"\r\n" + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        self._answered = answer
        return int(answer[9:12]), await self._content(answer)

    async def _content(self, head: bytes) -> bytes:
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return await self._reader.readexactly(int(line[15:]))
        parts = []
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return b"".join(parts)

    def header(self, name: str) -> str:
        """Of the last answer."""
        for line in self._answered.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.decode().lower() == name.lower():
                return value.strip().decode()
        raise LookupError(name)

    def close(self) -> None:
        self._writer.close()
