"""Sharing rules. Every change gives the company's metadata a new version, so that all writers know it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from msgspec import UNSET

from guanxi.edge.invalidations import announce
from guanxi.features.sharing.queries import rules as queries
from guanxi.features.sharing.schemas import Queued, Rule, RuleCreate, RuleDraft, RulePage, RuleUpdate
from guanxi.features.sharing.service.api_names import name_for_rule
from guanxi.features.sharing.service.checks import MANAGE, line_from, shareable
from guanxi.features.sharing.service.principals import OWNERS, RECEIVERS, describe, resolve
from guanxi.features.sharing.service.recomputing import recompute
from guanxi.kernel.changes.administration import record_administration
from guanxi.kernel.errors import Conflict, NotFound, Problem, render
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Conventions, ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata, next_version
from guanxi.kernel.permissions import compile_rule_condition, read_rule
from guanxi.kernel.tenancy import Scope

MOST_RULES = 100  # of one kind of record
FIRST = UUID(int=0)
KIND = "sharing_rule"
_KEPT = ("object", "name", "api_name", "condition", "owned_by", "principal", "level", "active")

Kept = Mapping[str, Any]


async def list_rules(scope: Scope, object_name: str | None, after: UUID | None, limit: int) -> RulePage:
    """The oldest first."""
    scope.require(MANAGE)
    rows = await queries.list_rules(scope, object_name, after or FIRST, limit + 1)
    shown = rows[:limit]
    return RulePage(await _described(scope, shown), str(shown[-1]["id"]) if len(rows) > limit else None)


async def get_rule(scope: Scope, rule_id: UUID) -> Rule:
    scope.require(MANAGE)
    return (await _described(scope, [await found_rule(scope, rule_id)]))[0]


async def create_rule(scope: Scope, new: RuleCreate, api_name: str | None = None) -> Rule:
    """`api_name` is one that no rule of the object has; without it, one is made of the name.

    Raises 409 `rules_too_many`, `object_shared_by_master`, 422 for a condition or principal that cannot be."""
    scope.require(MANAGE)
    scope = await lock_metadata(scope)
    definition = await shareable(scope, new.object)
    if definition.master_field is not None:
        label = definition.master_field.label.in_locale(scope.locale)
        raise Conflict("object_shared_by_master", field="object", params={"field": label})
    draft = RuleDraft(new.shared_with, new.condition, new.owned_by, new.level, new.active)
    columns = await columns_of(scope, definition, draft)
    rule_id, name = new_id(), line_from(new.name, "name")
    if api_name is None:
        api_name = name_for_rule(name, await queries.rules_of_object(scope, definition.name))
    after = {"object": definition.name, "name": name, "api_name": api_name, **columns}
    await write_rule(scope, rule_id, None, after)
    return await get_rule(scope, rule_id)


async def update_rule(scope: Scope, rule_id: UUID, change: RuleUpdate) -> Rule:
    """As `create_rule`; 404 where there is none."""
    scope.require(MANAGE)
    scope = await lock_metadata(scope)
    before = kept_of(await found_rule(scope, rule_id))
    definition = await shareable(scope, before["object"])
    values: dict[str, Any] = {}
    if change.name is not UNSET:
        values["name"] = line_from(change.name, "name")
    if change.shared_with is not UNSET:
        values["principal"] = await resolve(scope, change.shared_with, "shared_with", RECEIVERS)
    if change.owned_by is not UNSET:
        owner = change.owned_by
        values["owned_by"] = None if owner is None else await resolve(scope, owner, "owned_by", OWNERS)
    if change.condition is not UNSET:
        values["condition"] = checked_condition(scope, definition, change.condition)
    if change.level is not UNSET:
        values["level"] = change.level
    if change.active is not UNSET:
        values["active"] = change.active
    await write_rule(scope, rule_id, before, {**before, **values})
    return await get_rule(scope, rule_id)


async def delete_rule(scope: Scope, rule_id: UUID) -> Queued:
    """What it gave is taken back in the background."""
    scope.require(MANAGE)
    scope = await lock_metadata(scope)
    before = kept_of(await found_rule(scope, rule_id))
    await write_rule(scope, rule_id, before, None)
    return Queued(await recompute(scope, object_names=[before["object"]]))


async def write_rule(
    scope: Scope, rule_id: UUID, before: Kept | None, after: Kept | None, *, undoes: UUID | None = None
) -> UUID | None:
    """The change-set, or None where nothing is different. Metadata are locked. Records follow, but for a removal.

    Raises 409 `rules_too_many`.
    """
    if before == after:
        return None
    if after is None:
        await queries.delete_rule(scope, rule_id)
    elif before is None:
        if (await queries.count_rules(scope)).get(after["object"], 0) >= MOST_RULES:
            raise Conflict("rules_too_many", params={"limit": MOST_RULES})
        made = {"id": rule_id, "created_at": scope.now, "updated_at": scope.now}
        await queries.insert_rule(scope, {**after, **made})
    else:
        await queries.update_rule(scope, rule_id, {**after, "updated_at": scope.now})
    await next_version(scope)
    await announce(scope.tx, scope.tenant.id)
    if after is not None and _shares_otherwise(before, after):
        job_id = await recompute(scope, object_names=[after["object"]])
        await queries.update_rule(scope, rule_id, {"job_id": job_id})
    return await record_administration(scope, KIND, rule_id, before, after, undoes=undoes)


def kept_of(row: Mapping[str, Any]) -> Kept:
    return {name: row[name] for name in _KEPT}


def _shares_otherwise(before: Kept | None, after: Kept) -> bool:
    was_active = before is not None and before["active"]
    if not was_active or not after["active"]:
        return bool(was_active or after["active"])
    named_alike = {"name": "", "api_name": ""}
    return {**(before or {}), **named_alike} != {**after, **named_alike}


async def found_rule(scope: Scope, rule_id: UUID) -> Any:
    row = await queries.get_rule(scope, rule_id)
    if row is None:
        raise NotFound("rule_not_found")
    return row


async def columns_of(scope: Scope, definition: ObjectDef, draft: RuleDraft) -> dict[str, Any]:
    """As they are kept. Raises 422 naming what cannot be."""
    owner = draft.owned_by
    return {
        "principal": await resolve(scope, draft.shared_with, "shared_with", RECEIVERS),
        "owned_by": None if owner is None else await resolve(scope, owner, "owned_by", OWNERS),
        "condition": checked_condition(scope, definition, draft.condition),
        "level": draft.level,
        "active": draft.active,
    }


def checked_condition(scope: Scope, definition: ObjectDef, text: str) -> str:
    """Of fields that its writer sees: sharing would betray the others."""
    text = text.strip()
    if not text:
        return text
    sees = scope.actor.rights.sees
    fields = tuple(field for field in definition.field_list if sees(definition.name, field.name))
    try:
        compile_rule_condition(text, replace(definition, field_list=fields), Conventions.of(scope.tenant))
    except ExpressionRefused as refused:
        raise Problem(refused.code, refused.status, field="condition", params=refused.params) from None
    return text


async def _described(scope: Scope, rows: Sequence[Any]) -> list[Rule]:
    registry = await registry_of(scope)
    principals = {each for row in rows for each in (row["principal"], row["owned_by"]) if each is not None}
    described = await describe(scope, principals)
    states = await queries.states_of_jobs(scope, [row["job_id"] for row in rows if row["job_id"]])
    return [
        Rule(
            id=row["id"],
            object=row["object"],
            name=row["name"],
            condition=row["condition"],
            owned_by=None if row["owned_by"] is None else described[row["owned_by"]],
            shared_with=described[row["principal"]],
            level=row["level"],
            active=row["active"],
            problem=_problem(scope, registry, row),
            job_id=row["job_id"],
            job_state=states.get(row["job_id"]),
            created_at=row["created_at"],
            updated_at=row["updated_at"],
        )
        for row in rows
    ]


def _problem(scope: Scope, registry: Registry, row: Any) -> str | None:
    try:
        read_rule(registry, row, Conventions.of(scope.tenant))
    except Problem as problem:
        return render(problem.code, problem.params, scope.locale)
    return None
