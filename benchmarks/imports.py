"""The import of the public sales pipeline, repeated to the size asked for: rows a second, and the worker's memory."""

from __future__ import annotations

import csv
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.machine import Machine
from guanxi.client import Api
from guanxi.client.imports import run_import
from guanxi.demo.files import FILES, FOLDER

PEOPLE, PRODUCTS, ACCOUNTS, DEALS = FILES
MEBIBYTE = 2**20
SETTLED = 0.2  # of the rows; from here on memory must not grow


@dataclass
class Memory:
    at_first: float = 0.0
    at_most: float = 0.0


async def measure_import(machine: Machine, rows: int) -> dict[str, Any]:
    """As a customer does it: people, products and accounts first, then the deals that refer to them by name."""
    form = {
        "company": "Import", "name": "Ada", "email": "ada@import.example", "password": "correct horse battery staple",
        "locale": "en", "currency": "USD", "timezone": "UTC",
    }  # fmt: skip
    async with httpx.AsyncClient(
        base_url=machine.url, timeout=None, headers={"Accept-Language": "en"}
    ) as http:
        founded = await Api(http).post("/signup", form)
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {founded['token']}"
        api = Api(http)
        await import_what_deals_name(api)
        memory, moments = Memory(), []

        def look(done: int, total: int) -> None:
            resident = machine.worker.memory_info().rss / MEBIBYTE
            if done >= total * SETTLED:
                memory.at_first = memory.at_first or resident
                memory.at_most = max(memory.at_most, resident)
            moments.append((time.perf_counter(), done))

        start, spent = time.perf_counter(), machine.cpu_seconds()
        state = await run_import(api, repeated(machine.folder, rows), DEALS.object, DEALS.options, look)
        end, spent = time.perf_counter(), machine.cpu_seconds() - spent
    assert state["result"]["created"] == rows, state
    return {
        "rows": rows,
        "per_second": round(rows / (end - moments[0][0])),
        "per_second_with_upload_and_analysis": round(rows / (end - start)),
        "per_cpu_second": round(rows / spent),
        "worker_mib": {name: round(value) for name, value in asdict(memory).items()},
    }


async def import_what_deals_name(api: Api) -> None:
    for file in (PEOPLE, PRODUCTS, ACCOUNTS):
        await run_import(api, file.path, file.object, file.options)


def repeated(folder: Path, rows: int) -> Path:
    """The real file again and again, each row with an id of its own."""
    with (FOLDER / DEALS.name).open(newline="", encoding="utf-8") as file:
        header, *found = csv.reader(file)
    path = folder / "pipeline.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(rows):
            _, *rest = found[number % len(found)]
            writer.writerow([f"R{number:08}", *rest])
    return path
