"""Filling the demo company, once. A start that was killed is continued by the next one where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guanxi.client import Api
from guanxi.demo.company import EMAIL, enter_company
from guanxi.demo.everyday import add_everyday_work
from guanxi.demo.files import import_files
from guanxi.features.sessions.facade import find_identity
from guanxi.kernel.db import Database

Progress = Callable[[str, int, int], None]


async def load(api: Api, marker: Path, progress: Progress, *, locale: str = "en") -> None:
    """`progress` gets the name of a step, how much of it is done and of how much. A worker has to run."""
    if not await enter_company(api, locale):
        return
    await import_files(api, progress)
    await add_everyday_work(api, progress)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(EMAIL)


async def is_loaded(database: Database, marker: Path) -> bool:
    """Whether nothing is left to do: the marker says so, and it speaks of this database."""
    return marker.exists() and await find_identity(database, EMAIL) is not None
