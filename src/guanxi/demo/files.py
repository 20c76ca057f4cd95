"""The four files of the data set, in the order in which they refer to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guanxi.client import Api
from guanxi.client.imports import follow_import, run_import

FOLDER = Path(__file__).parent / "crm_sales"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class DemoFile:
    name: str
    object: str
    label: str
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return FOLDER / self.name


FILES = (
    DemoFile("sales_teams.csv", "user", "Sales team"),
    DemoFile("products.csv", "product", "Products"),
    DemoFile("accounts.csv", "account", "Accounts"),
    # The file says "GTXPro" where the product is called "GTX Pro": close matches are taken.
    DemoFile("sales_pipeline.csv", "deal", "Sales pipeline", {"date_format": "mdy", "accept_score": 0.8}),
)


async def import_files(api: Api, progress: Progress) -> None:
    """Imports each file unless it was; an import that a kill interrupted has been resumed by the worker."""
    states = {state["file"]["name"]: state for state in (await api.get("/imports"))["data"]}
    for file in FILES:
        state = states.get(file.name)
        if state is None or state["state"] in ("failed", "cancelled"):
            await run_import(api, file.path, file.object, file.options, _named(progress, file.label))
        elif state["state"] != "done":
            await follow_import(api, state["id"], _named(progress, file.label))


def _named(progress: Progress, label: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(label, done, total)
