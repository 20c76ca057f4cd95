"""A few days of everyday work around today: Chinese and English customers, leads, open deals, tasks and meetings."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.client import Api

RECORDS = Path(__file__).parent / "everyday.json"
# Each refers to those before it, by name.
ORDER = ("account", "contact", "lead", "deal", "activity")
LOOKUPS = ("account", "contact", "lead", "deal", "product")

Progress = Callable[[str, int, int], None]
Record = dict[str, Any]


async def add_everyday_work(api: Api, progress: Progress) -> None:
    """One request per object, all or nothing; objects that a killed start added already are left alone."""
    records: dict[str, list[Record]] = json.loads(RECORDS.read_text("utf-8"))
    calendar = Calendar(await _timezone(api))
    total, done = sum(map(len, records.values())), 0
    for name in ORDER:
        if not await ids_by_name(api, name, [records[name][0]["name"]]):
            await api.post(
                f"/objects/{name}/records",
                [await _as_sent(api, record, calendar) for record in records[name]],
            )
        done += len(records[name])
        progress("Everyday work", done, total)


async def ids_by_name(api: Api, object_name: str, names: list[str]) -> dict[str, str]:
    quoted = ", ".join(json.dumps(name, ensure_ascii=False) for name in names)
    found = await api.get(
        f"/objects/{object_name}/records", filter=f"name in [{quoted}]", fields="name", limit=200
    )
    return {record["name"]: record["id"] for record in found["data"]}


async def _as_sent(api: Api, record: Record, calendar: Calendar) -> Record:
    """Names become ids, and days counted from today become dates."""
    sent = calendar.place(dict(record))
    for lookup in LOOKUPS:
        if lookup in sent:
            sent[lookup] = (await ids_by_name(api, lookup, [sent[lookup]]))[sent[lookup]]
    return sent


async def _timezone(api: Api) -> ZoneInfo:
    session = await api.get("/session")
    return ZoneInfo(session["user"]["timezone"] or session["tenant"]["timezone"])


class Calendar:
    """Turns "in three days at ten" into a moment of the demo user's time zone."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._today = datetime.now(timezone).date()

    def place(self, record: Record) -> Record:
        for days, name in (("engage_in_days", "engage_date"), ("close_in_days", "close_date")):
            if days in record:
                record[name] = self._day(record.pop(days)).isoformat()
        if "due_in_days" in record:
            moment = self._moment(record.pop("due_in_days"), record.pop("at"))
            record["due_at"] = moment.isoformat()
            if minutes := record.pop("minutes", None):
                record |= {
                    "starts_at": moment.isoformat(),
                    "ends_at": (moment + timedelta(minutes=minutes)).isoformat(),
                }
        return record

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)

    def _moment(self, days: int, at: str) -> datetime:
        return datetime.combine(self._day(days), time.fromisoformat(at), self._timezone)
