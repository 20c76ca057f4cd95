"""What many custom objects and fields cost: `python -m benchmarks.custom_objects`.

Two companies have an object with the same records in five fields. One has that object alone; the other has 200 objects, and 500
fields on that one. Requests go to both in turns, one after the other on kept connections; shown are the medians and their
ratio. The last fields and objects are added while colleagues have the list open (`new_metadata.py`).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.companies import BenchCompany, found_company, new_identity
from benchmarks.http import Connection
from benchmarks.machine import Machine
from benchmarks.new_metadata import measure_new_metadata
from guanxi import catalogue
from guanxi.kernel.db import Database

API = "/api/v1"
OBJECT = "c_visit"
FIELDS: tuple[dict[str, Any], ...] = (
    {"type": "text", "label": "Place", "name": "c_place"},
    {"type": "money", "label": "Cost", "name": "c_cost"},
    {"type": "date", "label": "Day", "name": "c_day"},
    {
        "type": "choice", "label": "State", "name": "c_state",
        "options": [{"value": value, "label": value} for value in ("planned", "done", "off")],
    },
    {"type": "integer", "label": "People", "name": "c_people"},
)  # fmt: skip
SHOWN = "name,c_place,c_cost,c_day,c_state,c_people,owner.name"
READINGS = {
    "list": f"{API}/objects/{OBJECT}/records?fields={SHOWN}&limit=50&sort=-updated_at",
    "list by a condition": f"{API}/objects/{OBJECT}/records?fields={SHOWN}&limit=50"
    "&filter=c_state%20%3D%3D%20%22done%22%20%26%26%20c_cost%20%3E%20500",
    "board": f"{API}/objects/{OBJECT}/board?group_by=c_state&fields={SHOWN}&limit=20",
    "deals": f"{API}/objects/deal/records?limit=50&fields=name,amount,stage",
    "GET /objects": f"{API}/objects",
}
BATCH = 200


@dataclass
class Side:
    company: BenchCompany
    connection: Connection

    async def post(self, path: str, body: Any) -> None:
        await self.connection.send("POST", f"{API}{path}", json.dumps(body).encode())


async def _side(
    machine: Machine, database: Database, name: str, objects: int, fields: int, records: int
) -> Side:
    company = await found_company(database, await new_identity(database), name)
    side = Side(company, await Connection(machine.port, company.token).open())
    for number in range(objects - 1):
        await side.post("/objects", {"label": f"Thing {number}"})
    await side.post("/objects", {"label": "Visit", "name": OBJECT})
    for field in FIELDS:
        await side.post(f"/objects/{OBJECT}/fields", field)
    for number in range(fields - len(FIELDS)):
        await side.post(f"/objects/{OBJECT}/fields", {"type": "text", "label": f"Further {number}"})
    for start in range(0, records, BATCH):
        await side.post(f"/objects/{OBJECT}/records", [_record(start + number) for number in range(BATCH)])
    return side


def _record(number: int) -> dict[str, Any]:
    return {
        "name": f"Visit {number}", "c_place": f"Place {number % 97}", "c_cost": str(number * 7919 % 1000),
        "c_day": f"2026-{1 + number % 12:02}-{1 + number % 28:02}", "c_state": ("planned", "done", "off")[number % 3],
        "c_people": number % 9,
    }  # fmt: skip


async def _compare(small: Side, large: Side, path: str, rounds: int) -> dict[str, Any]:
    for side in (small, large):  # a kept connection is closed while nothing is asked
        side.connection = await side.connection.open()
    taken: dict[str, list[float]] = {"small": [], "large": []}
    sizes = {}
    for _ in range(rounds):
        for name, side in (("small", small), ("large", large)):
            start = time.perf_counter()
            answer = await side.connection.send("GET", path)
            taken[name].append(1000 * (time.perf_counter() - start))
            sizes[name] = len(answer)
    middle = {name: statistics.median(times) for name, times in taken.items()}
    return {
        "small_ms": round(middle["small"], 2),
        "large_ms": round(middle["large"], 2),
        "ratio": round(middle["large"] / middle["small"], 2),
        "large_kib": round(sizes["large"] / 1024),
    }


async def measure_custom_objects(given: argparse.Namespace) -> dict[str, Any]:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        with Machine(Path(folder)) as machine:
            database = Database(machine.login_url)
            await database.start()
            try:
                small = await _side(machine, database, "Small", 1, len(FIELDS), given.records)
                start = time.perf_counter()
                large = await _side(
                    machine, database, "Large", given.objects - given.additions, given.fields - given.additions,
                    given.records,
                )  # fmt: skip
                made = time.perf_counter() - start
                readings = {
                    name: await _compare(small, large, path, given.rounds) for name, path in READINGS.items()
                }
                sides = {"small": small, "large": large}
                new = {
                    name: await measure_new_metadata(
                        machine, database, side.company, OBJECT, given.colleagues, given.additions
                    )
                    for name, side in sides.items()
                }
            finally:
                await database.stop()
    return {
        "objects": given.objects,
        "fields": given.fields,
        "records": given.records,
        "making_the_large_seconds": round(made, 1),
        "readings": readings,
        "new_seen_by_colleagues_of": new,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.custom_objects", description=__doc__)
    parser.add_argument("--objects", type=int, default=200)
    parser.add_argument("--fields", type=int, default=500)
    parser.add_argument("--records", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--colleagues", type=int, default=20, help="who have the list open")
    parser.add_argument("--additions", type=int, default=5, help="of a field, and of an object, among those")
    print(json.dumps(asyncio.run(measure_custom_objects(parser.parse_args())), indent=2))


if __name__ == "__main__":
    main()
