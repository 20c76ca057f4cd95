"""Founds a company for each test of a package, installs the package with its samples, and goes through the steps."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from guanxi.client import Api, ApiRefused
from guanxi.client.local import local_api
from guanxi.features.packages.facade import Package, Step, require_package
from guanxi.main import edge_settings_from
from guanxi.rehearsal.forms import send_form
from guanxi.rehearsal.records import Records
from guanxi.settings import Settings

Settle = Callable[[], Awaitable[None]]
"""Waits until no work of any company is left. Raises TimeoutError."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`step` counts from 1; `place` is file:line:column of the step that went wrong."""

    name: str
    passed: bool
    step: int | None = None
    detail: str | None = None
    place: str | None = None


class StepFailed(Exception):
    """Something else came out than the step says."""


async def rehearse(
    settings: Settings, name: str, content: bytes, settle: Settle, *, language: str = "en"
) -> list[Outcome]:
    """The tests in the order in which they stand. Raises 422 `package_invalid`; needs a worker."""
    package = require_package(name, content, language)
    unlimited = replace(
        edge_settings_from(settings), tenant_rate="off", address_rate="off", sign_up_rate="off"
    )
    async with local_api(settings, language=language, edge=unlimited) as api:
        return [await _rehearse_one(api, package, (name, content), test, settle) for test in package.tests]


async def _rehearse_one(
    api: Api, package: Package, file: tuple[str, bytes], test: str, settle: Settle
) -> Outcome:
    number = 0
    try:
        async with _company(api) as records:
            await api.post("/packages", files={"file": file}, data={"samples": "true"})
            await settle()
            for step in package.tests[test].steps:
                number += 1
                await _take(records, step, settle)
    except (StepFailed, ApiRefused, LookupError, TimeoutError) as failure:
        place = package.place_of("test", f"{test}.{number - 1}" if number else test)
        return Outcome(test, False, number or None, str(failure) or "It did not come to rest.", place)
    return Outcome(test, True)


@asynccontextmanager
async def _company(api: Api) -> AsyncIterator[Records]:
    word = secrets.token_hex(6)
    founded = await api.post(
        "/signup",
        {
            "company": f"Rehearsal {word}", "name": "Tester", "email": f"{word}@example.test",
            "password": secrets.token_urlsafe(24), "locale": "en",
        },
    )  # fmt: skip
    api.http.cookies.clear()
    api.http.headers["Authorization"] = f"Bearer {founded['token']}"
    try:
        yield Records(api)
    finally:
        del api.http.headers["Authorization"]


async def _take(records: Records, step: Step, settle: Settle) -> None:
    try:
        await _do(records, step, settle)
    except ApiRefused as refusal:
        if step.refused is None:
            raise StepFailed(f"Refused: {refusal}") from None
        _compare_refusal(step, refusal)
        return
    if step.refused is not None:
        raise StepFailed("It was expected to be refused, and was not.")


async def _do(records: Records, step: Step, settle: Settle) -> None:
    match step:
        case Step(create=new) if new is not None:
            await records.create(new.object, new.values, step.as_)
        case Step(update=changed) if changed is not None:
            await records.update(changed.record, changed.values)
        case Step(delete=name) if name is not None:
            await records.delete(name)
        case Step(send=sent) if sent is not None:
            await send_form(records.api, sent.form, sent.values)
        case Step(submit=given) if given is not None:
            await records.submit(given.record, given.process)
        case Step(decide=answer) if answer is not None:
            await records.decide(answer.record, answer.decision, answer.comment)
        case Step(settle=True):
            await settle()
        case Step(expect=expected) if expected is not None:
            if expected.record is not None:
                _compare(expected.values, await records.read(expected.record, expected.values))
                return
            found = await records.find(expected.object or "", expected.filter, expected.values)
            if expected.count is not None and len(found) != expected.count:
                raise StepFailed(f"There are {len(found)}, not {expected.count}.")
            for each in found:
                _compare(expected.values, each)


def _compare_refusal(step: Step, refusal: ApiRefused) -> None:
    assert step.refused is not None
    wanted = {name: value for name, value in msgspec.to_builtins(step.refused).items() if value is not None}
    said = [{"code": refusal.code, "field": None, "detail": str(refusal)}, *refusal.errors]
    for each in said:
        if all(
            value in str(each.get("detail")) if name == "says" else each.get(name) == value
            for name, value in wanted.items()
        ):
            return
    raise StepFailed(f"Refused, but otherwise: {refusal} ({refusal.code})")


def _compare(expected: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    for name, value in expected.items():
        if not is_same(value, found.get(name)):
            raise StepFailed(f"{name} is {found.get(name)!r}, not {value!r}.")


def is_same(expected: Any, found: Any) -> bool:
    """Numbers by their value, be they written as text; a record pointed to by its name."""
    if isinstance(found, Mapping) and "name" in found and not isinstance(expected, Mapping):
        found = found["name"]
    if isinstance(expected, int | float) and not isinstance(expected, bool) and isinstance(found, str):
        try:
            return float(found) == float(expected)
        except ValueError:
            return False
    return bool(found == expected)
