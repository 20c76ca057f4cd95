"""The import of the public sales pipeline, repeated to the size asked for, and taking the whole of it back."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.bulk import Watch, as_dict
from benchmarks.machine import Machine
from benchmarks.mass_work import end_of_job, take_back
from guanxi.client import Api
from guanxi.client.imports import run_import
from guanxi.demo.files import FILES, FOLDER

PEOPLE, PRODUCTS, ACCOUNTS, DEALS = FILES


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
        watch, start = Watch(machine), time.perf_counter()
        state = await run_import(api, repeated(machine.folder, rows), DEALS.object, DEALS.options, watch.look)
        imported, end = watch.end(rows), time.perf_counter()
        assert state["result"]["created"] == rows, state
        await end_of_job(api, state["job_id"])
        undone = await take_back(api, Watch(machine), state["change_set_id"], rows, kept=0)
    return {
        **as_dict(imported),
        "per_second_with_upload_and_analysis": round(rows / (end - start)),
        "undo": as_dict(undone),
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
