"""Servers on this machine that answer as a test says, and write down what they were asked."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
CERTIFICATE = HERE / "certificate.pem"
NAME = "hooks.example"  # the one that the certificate is for


@dataclass
class Listening:
    port: int
    asked: list[bytes] = field(default_factory=list)

    def lines(self) -> list[str]:
        return [request.split(b"\r\n")[0].decode() for request in self.asked]


@asynccontextmanager
async def listening(*answers: bytes, tls: bool = False, hangs: bool = False) -> AsyncIterator[Listening]:
    """Answers one connection after the other; the last answer is repeated."""
    found: Listening

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            found.asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answers[min(len(found.asked), len(answers)) - 1])
            await writer.drain()
            if hangs:
                await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, HERE / "not_secret_key.pem")
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    found = Listening(server.sockets[0].getsockname()[1])
    try:
        yield found
    finally:
        server.close()


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=to)
