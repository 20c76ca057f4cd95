"""guanxi package: what administrators declare, as files"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from guanxi.cli.output import answer, json_option, table
from guanxi.cli.signed_in import Caller, caller_options, signed_in
from guanxi.client import Api
from guanxi.client.packages import pack
from guanxi.settings import Settings

PLACES = 16  # for jobs at a time, of a package's tests
_SIGNS = {"add": "+", "change": "~", "remove": "-", "conflict": "!", "keep": "=", "unchanged": " "}
_take = click.option(
    "--take",
    type=click.Choice(["mine", "package"]),
    default="mine",
    show_default=True,
    help="Whose part counts where the company and the package both changed it.",
)
_package = click.argument("package")


@click.group("package")
def command() -> None:
    """Check, compare, install, upgrade, test, take away and export packages.

    PACKAGE is a folder, a YAML file, a ZIP archive, or the name of one that comes with Guanxi.
    """


@command.command("list")
@caller_options
@json_option
def list_(as_json: bool, **caller: Any) -> None:
    """Show the packages that a company has."""
    found = asyncio.run(_call(caller, lambda api: api.get("/packages")))["data"]
    rows = [
        {
            "name": each["name"],
            "version": each["version"],
            "parts": sum(each["parts"].values()),
            "changed here": each["changed_here"],
            "updated": each["updated_at"][:10],
        }
        for each in found
    ]
    answer(found, table(rows), as_json=as_json)


@command.command("validate")
@_package
@caller_options
@json_option
def validate(package: str, as_json: bool, **caller: Any) -> None:
    """Say what is wrong with a package's files, with file, line and column; exit 1 if anything is."""
    found = asyncio.run(_send(caller, "/packages/validate", package))
    problems = found["problems"]
    lines = [f"{each['place']}: {each['detail']}" for each in problems]
    parts = ", ".join(f"{count} {name}" for name, count in found["parts"].items())
    answer(found, "\n".join(lines) or f"{found['name']} {found['version']}: {parts}", as_json=as_json)
    if problems:
        raise click.exceptions.Exit(1)


@command.command("diff")
@_package
@_take
@caller_options
@json_option
def diff(package: str, take: str, as_json: bool, **caller: Any) -> None:
    """Show what an installation would do, part by part."""
    plan = asyncio.run(_send(caller, "/packages/plan", package, take=take))
    answer(plan, _plan(plan), as_json=as_json)


@command.command("install")
@_package
@_take
@click.option("--samples", is_flag=True, help="Bring the sample records too.")
@caller_options
@json_option
def install(package: str, take: str, samples: bool, as_json: bool, **caller: Any) -> None:
    """Install a package, or upgrade it. What the company changed stays. One change-set, which can be undone."""
    done = asyncio.run(_send(caller, "/packages", package, take=take, samples=str(samples).lower()))
    undo = f"To take it back: POST /api/v1/change-sets/{done['change_set_id']}/undo"
    text = f"{_plan(done['plan'])}\n{undo if done['change_set_id'] else 'Nothing had to be done.'}"
    answer(done, text, as_json=as_json)


command.add_command(install, "upgrade")


@command.command("uninstall")
@click.argument("name")
@_take
@click.option(
    "--export",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the records of the package's own objects here before, one CSV file for each.",
)
@caller_options
@json_option
def uninstall(name: str, take: str, folder: Path | None, as_json: bool, **caller: Any) -> None:
    """Take a package away. What the company made its own stays. One change-set, which can be undone."""
    done = asyncio.run(_uninstall(caller, name, take, folder))
    kept = "".join(f"\n  kept: {each['type']} {each['key']} ({each['label']})" for each in done["kept"])
    undo = f"To take it back: POST /api/v1/change-sets/{done['change_set_id']}/undo"
    answer(done, f"{done['removed']} parts removed.{kept}\n{undo}", as_json=as_json)


@command.command("export")
@click.argument("name")
@click.option("--version", default="1.0.0", show_default=True, help="Version of the package to be made.")
@click.option("--label", default="", help="What people call it.")
@click.option("--object", "objects", multiple=True, help="Only this object; may be given several times.")
@click.option(
    "--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="File; NAME-VERSION.zip otherwise."
)
@caller_options
@json_option
def export(
    name: str,
    version: str,
    label: str,
    objects: Sequence[str],
    file: Path | None,
    as_json: bool,
    **caller: Any,
) -> None:
    """Write what a company declared as a package, for another company or for others."""
    body = {"name": name, "version": version, "label": label, "objects": list(objects) or None}
    content = asyncio.run(_call(caller, lambda api: api.fetch("POST", "/packages/export", json=body)))
    target = file or Path(f"{name}-{version}.zip")
    target.write_bytes(content)
    answer({"file": str(target), "bytes": len(content)}, f"{target}: {len(content):,} bytes", as_json=as_json)


@command.command("test")
@_package
@json_option
def test(package: str, as_json: bool) -> None:
    """Run a package's own tests, each in a company founded for it in a database made for it; exit 1 if one fails."""
    from guanxi.cli.private import private_database
    from guanxi.cli.running import prepare_process, running_worker
    from guanxi.rehearsal import rehearse
    from guanxi.rehearsal.settling import settling

    with private_database() as (settings, owner):
        prepare_process(settings)
        # Nobody else waits, and what an installation starts spends most of its time on letting others learn of it.
        with running_worker(replace(settings, job_concurrency=PLACES, company_jobs=PLACES)):
            outcomes = asyncio.run(_rehearse(rehearse, settling, settings, owner, package))
    lines = [
        f"{'passed' if each.passed else 'FAILED'}  {each.name}"
        + ("" if each.passed else f"\n        step {each.step}, {each.place}: {each.detail}")
        for each in outcomes
    ]
    failed = sum(not each.passed for each in outcomes)
    lines.append(f"{len(outcomes) - failed} passed, {failed} failed")
    data = {
        "passed": not failed,
        "tests": [
            {
                "name": each.name,
                "passed": each.passed,
                "step": each.step,
                "detail": each.detail,
                "place": each.place,
            }
            for each in outcomes
        ],
    }
    answer(data, "\n".join(lines), as_json=as_json)
    if failed or not outcomes:
        raise click.exceptions.Exit(1)


async def _rehearse(rehearse: Any, settling: Any, settings: Settings, owner: str, package: str) -> Any:
    async with settling(owner) as settle:
        return await rehearse(settings, *pack(package), settle)


async def _send(caller: dict[str, Any], path: str, package: str, **form: str) -> Any:
    file = pack(package)
    return await _call(caller, lambda api: api.post(path, files={"file": file}, data=form))


async def _uninstall(caller: dict[str, Any], name: str, take: str, folder: Path | None) -> Any:
    async with signed_in(Caller(**caller)) as api:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for each in (await api.get(f"/packages/{name}/parts"))["data"]:
                if each["type"] == "object" and each["action"] != "remove":
                    await api.download(f"/objects/{each['key']}/export", folder / f"{each['key']}.csv")
        return await api.delete(f"/packages/{name}", take=take)


async def _call(caller: dict[str, Any], call: Any) -> Any:
    async with signed_in(Caller(**caller)) as api:
        connected: Api = api
        return await call(connected)


def _plan(plan: dict[str, Any]) -> str:
    head = f"{plan['name']} {plan['version']}"
    if plan["installed_version"]:
        head += f" over {plan['installed_version']}"
    lines = [
        f"{_SIGNS[each['action']]} {each['type']} {each['key']}"
        + (f": {', '.join(each['fields'])}" if each["fields"] else "")
        for each in plan["parts"]
        if each["action"] != "unchanged"
    ]
    counts = ", ".join(f"{count} {action}" for action, count in plan["counts"].items())
    return "\n".join([head, *lines, counts])
