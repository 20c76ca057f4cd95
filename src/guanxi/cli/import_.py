"""guanxi import"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from guanxi.cli.output import Progress, answer, json_option
from guanxi.cli.signed_in import Caller, caller_options, signed_in
from guanxi.client import run_import


def _json_object(ctx: click.Context, option: click.Parameter, value: str | None) -> dict[str, Any] | None:
    if value is None:
        return None
    try:
        decoded = json.loads(value)
    except ValueError as problem:
        raise click.BadParameter(f"is no JSON: {problem}") from problem
    if not isinstance(decoded, dict):
        raise click.BadParameter("is no JSON object")
    return decoded


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--object", "object_name", required=True, help="What the rows are: account, contact, deal, user …"
)
@click.option(
    "--options",
    callback=_json_object,
    metavar="JSON",
    help='As in PATCH /imports, for example \'{"date_format": "mdy"}\'.',
)
@click.option(
    "--refused", type=click.Path(dir_okay=False, path_type=Path), help="Where to write refused rows."
)
@caller_options
@json_option
def command(
    file: Path,
    object_name: str,
    options: dict[str, Any] | None,
    refused: Path | None,
    as_json: bool,
    **caller: Any,
) -> None:
    """Import records from a CSV or .xlsx file.

    Encoding, delimiter and columns are recognised, as in the web interface. Exits with 1 if rows were refused.
    """
    state = asyncio.run(_import(Caller(**caller), file, object_name, options, refused, quiet=as_json))
    counts = state["result"]
    sentence = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    undo = f"To take it back: POST /api/v1/change-sets/{state['change_set_id']}/undo"
    answer(
        {**counts, "id": state["id"], "change_set_id": state["change_set_id"]},
        f"{sentence}\n{undo}",
        as_json=as_json,
    )
    if counts["refused"]:
        raise click.exceptions.Exit(1)


async def _import(
    caller: Caller,
    file: Path,
    object_name: str,
    options: dict[str, Any] | None,
    refused: Path | None,
    *,
    quiet: bool,
) -> dict[str, Any]:
    async with signed_in(caller) as api:
        with Progress() as progress:
            show = None if quiet else lambda done, total: progress.show(file.name, done, total)
            state = await run_import(api, file, object_name, options, show)
        if refused and state["result"]["refused"]:
            await api.download(f"/imports/{state['id']}/refused", refused)
        return state
