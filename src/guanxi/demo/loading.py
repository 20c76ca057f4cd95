"""Filling the demo company, once. A start that was killed is continued by the next one where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guanxi.client import Api
from guanxi.demo.company import enter_company
from guanxi.demo.currencies import use_currencies
from guanxi.demo.everyday import add_everyday_work
from guanxi.demo.files import import_files
from guanxi.demo.marker import mark_loaded

Progress = Callable[[str, int, int], None]


async def load(api: Api, marker: Path, progress: Progress, *, locale: str = "en") -> None:
    """`progress` gets the name of a step, how much of it is done and of how much. A worker has to run."""
    if not await enter_company(api, locale):
        return
    await import_files(api, progress)
    await use_currencies(api)
    await add_everyday_work(api, progress)
    mark_loaded(marker)
