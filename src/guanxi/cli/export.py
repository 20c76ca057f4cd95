"""guanxi export"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from guanxi.cli.output import answer, json_option
from guanxi.cli.signed_in import Caller, caller_options, signed_in


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--object", "object_name", required=True, help="What to export: account, contact, deal, user …")
@click.option(
    "--filter", "condition", help="Only records for which this is true, for example 'stage == \"won\"'."
)
@click.option("--fields", help="Names of fields, separated by commas; all otherwise.")
@caller_options
@json_option
def command(
    file: Path, object_name: str, condition: str | None, fields: str | None, as_json: bool, **caller: Any
) -> None:
    """Export records to a file whose name ends in .csv or .xlsx."""
    form = file.suffix.lower().lstrip(".")
    if form not in ("csv", "xlsx"):
        raise click.UsageError("The name of the file has to end in .csv or .xlsx.")
    query = {"format": form, "filter": condition, "fields": fields}
    size = asyncio.run(_export(Caller(**caller), object_name, query, file))
    answer({"file": str(file), "bytes": size}, f"Wrote {file} ({size:,} bytes).", as_json=as_json)


async def _export(caller: Caller, object_name: str, query: dict[str, Any], file: Path) -> int:
    async with signed_in(caller) as api:
        return await api.download(f"/objects/{object_name}/export", file, **query)
