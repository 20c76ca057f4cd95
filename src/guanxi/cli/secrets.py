"""guanxi secrets: re-encrypting what former keys have encrypted"""

from __future__ import annotations

import asyncio
from typing import Any

import click

from guanxi.cli.output import answer, json_option
from guanxi.cli.signed_in import Caller, caller_options, signed_in
from guanxi.client import Api

PATH = "/secret-resealing"
SECONDS_BETWEEN_LOOKS = 0.5
_UNDER_WAY = ("queued", "running")

State = dict[str, Any]


@click.group("secrets")
def command() -> None:
    """See how far a company's encrypted fields are under the current key, and re-encrypt them."""


@command.command("status")
@caller_options
@json_option
def status(as_json: bool, **caller: Any) -> None:
    """Show the keys by their ids, and how far the last re-encryption got."""
    state = asyncio.run(_call(caller, "get"))
    answer(state, _told(state), as_json=as_json)


@command.command("reseal")
@caller_options
@json_option
def reseal(as_json: bool, **caller: Any) -> None:
    """Re-encrypt by the current key, or go on where that was stopped; waits for the end. Exit 1 if any value could not be read."""
    state = asyncio.run(_reseal(caller, quiet=as_json))
    answer(state, _told(state), as_json=as_json)
    if state["job"]["state"] != "succeeded" or state["job"]["unreadable"]:
        raise click.exceptions.Exit(1)


@command.command("stop")
@caller_options
@json_option
def stop(as_json: bool, **caller: Any) -> None:
    """Stop the re-encryption that is under way. What is done stays; `reseal` goes on from there."""
    state = asyncio.run(_call(caller, "delete"))
    answer(state, _told(state), as_json=as_json)


async def _call(caller: dict[str, Any], method: str) -> State:
    async with signed_in(Caller(**caller)) as api:
        state: State = await getattr(api, method)(PATH)
        return state


async def _reseal(caller: dict[str, Any], *, quiet: bool) -> State:
    async with signed_in(Caller(**caller)) as api:
        await api.post(PATH)
        return await _watched(api, quiet)


async def _watched(api: Api, quiet: bool) -> State:
    """The state at the end; on the way it is told to whoever watches."""
    told = ""
    while True:
        state: State = await api.get(PATH)
        if state["job"]["state"] not in _UNDER_WAY:
            return state
        if not quiet and (line := _progress(state["job"])) != told:
            told = line
            click.echo(line, err=True)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


def _progress(job: State) -> str:
    return f"{job['done']:,} of {job['total']:,}" if job["total"] is not None else "counting"


def _told(state: State) -> str:
    keys = state["key"] or "none"
    if state["former"]:
        keys += f" (former: {', '.join(state['former'])})"
    lines = [f"Key: {keys}", f"Encrypted fields: {state['fields']}"]
    job = state["job"]
    if job is None:
        return "\n".join([*lines, "Nothing was re-encrypted yet."])
    counts = f"{_progress(job)} values, {job['written']:,} re-encrypted, {job['unreadable']:,} unreadable"
    return "\n".join([*lines, f"Last re-encryption: {job['state']}, {counts}"])
