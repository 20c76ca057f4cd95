"""Importing a file from beginning to end: upload, wait while it is analysed, decide, run, wait again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from guanxi.client.api import Api

ENDED = ("done", "failed", "cancelled")
SECONDS_BETWEEN_LOOKS = 0.1

Progress = Callable[[int, int], None]


class ImportFailed(Exception):
    """The import did not run, or ended badly; the message says why."""


async def run_import(
    api: Api,
    path: Path,
    object_name: str,
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Returns the finished import's state. `options` are those of PATCH /imports/{id}."""
    fields = {"object": object_name, "start": "true"}
    if options:
        fields["options"] = json.dumps(dict(options))
    with path.open("rb") as file:
        begun = await api.post("/imports", data=fields, files={"file": (path.name, file)})
    return await follow_import(api, begun["id"], progress)


async def follow_import(api: Api, import_id: str, progress: Progress | None = None) -> dict[str, Any]:
    """Waits for the end of an import; raises ImportFailed when it needs a decision or failed."""
    while True:
        state: dict[str, Any] = await api.get(f"/imports/{import_id}")
        if progress and state["state"] == "running":
            progress(state["progress"]["done"], state["progress"]["total"] or state["file"]["rows"] or 0)
        if state["state"] in ENDED or is_waiting_for_person(state):
            break
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    if state["state"] != "done":
        raise ImportFailed(why_not_done(state))
    if progress:
        progress(state["file"]["rows"] or 0, state["file"]["rows"] or 0)
    return state


def is_waiting_for_person(state: Mapping[str, Any]) -> bool:
    return bool(state["state"] == "mapping")


def why_not_done(state: Mapping[str, Any]) -> str:
    if state["error"]:
        return f"The import of {state['file']['name']} failed: {state['error']}"
    questions = [
        f"{column['name']}: {', '.join(question['choices'])}?"
        for column in state["columns"]
        for question in column["questions"]
    ]
    if questions:
        return "The file leaves questions open: " + "; ".join(questions) + ". Answer them with --options."
    return f"The import of {state['file']['name']} is {state['state']}. Look at it in the web interface."
