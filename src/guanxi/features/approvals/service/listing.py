"""Lists of requests, as the caller may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.approvals.queries import lists as queries
from guanxi.features.approvals.queries import overview
from guanxi.features.approvals.schemas.api import ApprovalPage, ApprovalSummary, OwnTask, PersonRead
from guanxi.features.approvals.schemas.body import Process, walk
from guanxi.features.approvals.service.application import above_sharing
from guanxi.features.approvals.service.kinds import APPROVAL
from guanxi.features.users.facade import names_of
from guanxi.kernel.definitions import find_definition
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
MOST_NAMED = 10
MOST_COUNTED = 100
MOST_OF_RECORD = 50
SHAPE = "approvals"
_LAST = (datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))


async def list_own(scope: Scope, which: str, cursor: str, limit: int) -> ApprovalPage:
    """`which`: waiting, done, submitted. Raises `cursor_invalid`."""
    shape = f"{SHAPE}.{which}.{scope.actor.user_id}"
    before = _before(scope, cursor, shape)
    rows = await queries.list_own(scope, which, before, limit + 1, await _objects(scope))
    shown = await summarise(scope, rows[:limit])
    return ApprovalPage(shown, _next(scope, shape, rows, limit), await count_waiting(scope))


def _before(scope: Scope, cursor: str, shape: str) -> tuple[datetime, UUID]:
    if not cursor:
        return _LAST
    at, last = decode_cursor(scope.tenant.id, cursor, shape).values
    return datetime.fromisoformat(str(at)), UUID(str(last))


def _next(scope: Scope, shape: str, rows: Sequence[Any], limit: int) -> str | None:
    if len(rows) <= limit:
        return None
    end = rows[limit - 1]
    place = msgspec.json.encode([0, end["position"], end["last"], end["last"]]).decode()
    return encode_cursor(scope.tenant.id, shape, place)


async def list_open(
    scope: Scope, process: str | None, approver: UUID | None, overdue: bool, cursor: str, limit: int
) -> ApprovalPage:
    """Everybody's, the latest first. What a record is called is shown as far as the caller sees it. Raises 403, 404,
    `cursor_invalid`.
    """
    scope.require(MANAGE)
    process_id = None if process is None else (await find_definition(scope, APPROVAL, process)).id
    shape = f"{SHAPE}.open.{process or ''}.{approver or ''}.{overdue}"
    rows = await overview.list_open(
        scope, _before(scope, cursor, shape), limit + 1, await _objects(scope),
        process=process_id, approver=approver, overdue=overdue,
    )  # fmt: skip
    shown = await summarise(scope, rows[:limit], above=False)
    return ApprovalPage(shown, _next(scope, shape, rows, limit), await count_waiting(scope))


async def list_waiting(scope: Scope, most: int) -> list[ApprovalSummary]:
    """The latest first."""
    return await summarise(
        scope, await queries.list_own(scope, "waiting", _LAST, most, await _objects(scope))
    )


async def count_waiting(scope: Scope, most: int = MOST_COUNTED) -> int:
    """Requests that wait for the caller, as the list has them."""
    return await queries.count_waiting(scope, most, await _objects(scope))


async def _objects(scope: Scope) -> list[int]:
    return sorted(each.number for each in await registry_of(scope))


async def list_of_record(scope: Scope, object_name: str, record_id: UUID) -> list[ApprovalSummary]:
    """Of a record that the caller sees."""
    number = (await registry_of(scope)).object(object_name).number
    return await summarise(scope, await queries.list_of_record(scope, number, record_id, MOST_OF_RECORD))


async def summarise(scope: Scope, rows: Sequence[Any], *, above: bool = True) -> list[ApprovalSummary]:
    """Of requests that concern the caller, or whose record he sees: he may know what the record is called. Where neither is
    sure, not `above` record sharing.
    """
    registry = await registry_of(scope)
    rows = [row for row in rows if registry.has_number(row["object_id"])]
    waiting: defaultdict[UUID, list[Any]] = defaultdict(list)
    for each in await queries.waiting_for(scope, [row["id"] for row in rows], MOST_NAMED):
        waiting[each["request_id"]].append(each)
    users = {row["submitted_by"] for row in rows} | {
        one["user_id"] for every in waiting.values() for one in every
    }
    users |= {row["delegated_from"] for row in rows if row["task_id"] and row["delegated_from"]}
    names = await names_of(scope, users)

    def person(user: UUID) -> PersonRead:
        return PersonRead(user, names[user][0] if user in names else "")

    titles = await titles_of(scope, [(row["object_id"], row["record_id"]) for row in rows], above=above)
    found = []
    for row in rows:
        task = None
        step = waiting[row["id"]][0]["step"] if waiting[row["id"]] else None
        if row["task_id"] is not None:
            from_ = row["delegated_from"]
            task = OwnTask(
                row["task_id"], row["task_state"], row["asked_at"], row["due_at"], row["decided_at"],
                None if from_ is None else person(from_),
            )  # fmt: skip
            step = row["task_step"] if row["task_state"] == "waiting" else step
        found.append(
            ApprovalSummary(
                row["id"], row["process"], Label.from_json(row["label"]).in_locale(scope.locale), row["state"],
                registry.by_number(row["object_id"]).name, row["record_id"],
                titles.get((row["object_id"], row["record_id"])), person(row["submitted_by"]), row["created_at"],
                row["finished_at"], step, _label_of(scope, row["body"], step),
                [person(one["user_id"]) for one in waiting[row["id"]]], waiting[row["id"]][0]["due_at"] if waiting[row["id"]] else None, task,
            )
        )  # fmt: skip
    return found


async def titles_of(
    scope: Scope, places: Sequence[tuple[int, UUID]], *, above: bool = True
) -> dict[tuple[int, UUID], str]:
    """By number of object and id, `above` also of what is not shared with the caller; unless the field is hidden from him."""
    registry = await registry_of(scope)
    by_object: defaultdict[int, set[UUID]] = defaultdict(set)
    for number, record_id in places:
        by_object[number].add(record_id)
    found = {}
    async with above_sharing(scope) if above else nullcontext(scope) as reader:
        for number, ids in by_object.items():
            definition = registry.by_number(number)
            if not scope.actor.rights.sees(definition.name, definition.title_field):
                continue
            try:
                rows = await fetch_values(reader, definition.name, ids, [definition.title_field])
            except Forbidden:
                continue
            found.update(
                {(number, each): str(row[definition.title_field] or "") for each, row in rows.items()}
            )
    return found


def _label_of(scope: Scope, body: Any, name: str | None) -> str | None:
    if name is None:
        return None
    for step, _, _ in walk(msgspec.convert(body, Process).steps):
        if step.name == name:
            return step.label.in_locale(scope.locale) or name
    return name
