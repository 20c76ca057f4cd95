"""How long colleagues who have a list open wait for a field, or an object, that an administrator has just added.

Each of them does what a page does: the server ends their stream of events, they open it again after the pause that pages make
(`web/src/api/events.ts`), and read objects and the list anew. Counted is from the answer to the administrator until a
colleague has the list with the new field, or a list of the new object.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from random import Random
from typing import Any
from urllib.parse import urlencode

import msgspec

from benchmarks.companies import BenchCompany
from benchmarks.http import Connection
from benchmarks.live import new_colleague, percentiles
from benchmarks.machine import Machine
from guanxi.kernel.db import Database

API = "/api/v1"
PAUSE = (0.1, 0.35)  # seconds until a page opens a stream that ended again
MOST_COLUMNS = 10  # of the list, and objects that are looked at
SECONDS_TO_WAIT = 10.0
SECONDS_BETWEEN_ADDITIONS = 0.5


class Screen:
    """Of one colleague. `seen` is when he had what with his list: fields by name, and objects."""

    def __init__(self, port: int, token: str, object_name: str, chance: Random) -> None:
        self.seen: dict[str, float] = {}
        self.is_open = asyncio.Event()
        self._port, self._token, self._object, self._chance = port, token, object_name, chance
        self._sees = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._stay())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def wait_for(self, name: str) -> float:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while name not in self.seen:
                self._sees.clear()
                await self._sees.wait()
        return self.seen[name]

    async def _stay(self) -> None:
        await self._read()
        while True:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            try:
                writer.write(
                    f"GET {API}/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self._token}\r\n\r\n".encode()
                )
                await reader.readuntil(b"event: ping")
                await self._read()
                self.is_open.set()
                while await reader.readline() not in (b"", b"0\r\n"):  # the end, or the last chunk
                    pass
            finally:
                writer.close()
            await asyncio.sleep(self._chance.uniform(*PAUSE))

    async def _read(self) -> None:
        connection = await Connection(self._port, self._token).open()
        try:
            answer = msgspec.json.decode(await connection.send("GET", f"{API}/objects"))
            objects = {each["name"]: each for each in answer["data"]}
            fields = [each["name"] for each in objects[self._object]["fields"]]
            new = [name for name in fields if name not in self.seen]
            query = urlencode(
                {"fields": ",".join(["name", *new[-MOST_COLUMNS:]]), "limit": 50, "count": "none"}
            )
            await connection.send("GET", f"{API}/objects/{self._object}/records?{query}")
            self._see(fields)
            for name in [name for name in objects if name not in self.seen][-MOST_COLUMNS:]:
                await connection.send("GET", f"{API}/objects/{name}/records?limit=50&count=none")
            self._see(objects)
        finally:
            connection.close()

    def _see(self, names: Iterable[str]) -> None:
        for name in names:
            self.seen.setdefault(name, time.perf_counter())
        self._sees.set()


async def measure_new_metadata(
    machine: Machine,
    database: Database,
    company: BenchCompany,
    object_name: str,
    colleagues: int,
    additions: int,
) -> dict[str, Any]:
    """Milliseconds."""
    chance = Random(1)
    tokens = [await new_colleague(database, company, number) for number in range(colleagues)]
    screens = [Screen(machine.port, token, object_name, chance) for token in tokens]
    for screen in screens:
        screen.start()
    async with asyncio.timeout(60):
        await asyncio.gather(*(screen.is_open.wait() for screen in screens))
    waited: dict[str, list[float]] = {"field": [], "object": []}
    for number in range(additions):
        for kind, path, body in (
            ("field", f"/objects/{object_name}/fields", {"type": "text", "label": f"New {number}"}),
            ("object", "/objects", {"label": f"Fresh {number}"}),
        ):
            administrator = await Connection(machine.port, company.token).open()
            made = msgspec.json.decode(
                await administrator.send("POST", f"{API}{path}", msgspec.json.encode(body))
            )
            start = time.perf_counter()
            administrator.close()
            seen = await asyncio.gather(*(screen.wait_for(made["name"]) for screen in screens))
            waited[kind] += [at - start for at in seen]
            await asyncio.sleep(SECONDS_BETWEEN_ADDITIONS)
    for screen in screens:
        screen.stop()
    return {"colleagues": colleagues} | {f"{kind}_ms": percentiles(each) for kind, each in waited.items()}
