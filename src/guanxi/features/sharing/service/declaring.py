"""Sharing rules as packages declare them, by object and name. Whom they speak of is told by reference: packages put names in the
place of these.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from guanxi.features.sharing.queries import rules as queries
from guanxi.features.sharing.schemas import Level, PrincipalRef, RuleCreate, RuleUpdate
from guanxi.features.sharing.service.api_names import rules_by_name
from guanxi.features.sharing.service.principals import describe
from guanxi.features.sharing.service.rules import create_rule, delete_rule, update_rule
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class RuleByReference:
    """What a rule says; `owned_by` is None where owners do not matter."""

    name: str
    shared_with: PrincipalRef
    condition: str
    owned_by: PrincipalRef | None
    level: Level
    active: bool


async def declared_rules(
    scope: Scope, objects: Collection[str] | None = None
) -> dict[tuple[str, str], RuleByReference]:
    """By object and name, in that order. Rules of deleted objects, and those that speak of somebody who is gone, are left out."""
    registry = await registry_of(scope)
    rows = [
        row
        for row in await queries.all_rules(scope)
        if row["object"] in registry and (objects is None or row["object"] in objects)
    ]
    principals = {each for row in rows for each in (row["principal"], row["owned_by"]) if each is not None}
    known: dict[int | None, PrincipalRef | None] = {None: None}
    for principal, found in (await describe(scope, principals)).items():
        if found.kind != "gone":
            known[principal] = PrincipalRef(found.kind, found.id)
    declared = {}
    for key, row in sorted(rules_by_name(rows).items(), key=lambda each: each[0]):
        shared_with = known.get(row["principal"])
        if shared_with is not None and row["owned_by"] in known:
            declared[key] = RuleByReference(
                row["name"],
                shared_with,
                row["condition"],
                known[row["owned_by"]],
                row["level"],
                row["active"],
            )
    return declared


async def declare_rule(scope: Scope, object_name: str, name: str, given: RuleByReference) -> None:
    """Makes it, or changes the one of that name. Raises as `create_rule` and `update_rule` do."""
    what = (given.name, given.shared_with, given.condition, given.owned_by, given.level, given.active)
    known = rules_by_name(await queries.rules_of_object(scope, object_name))
    row = known.get((object_name, name))
    if row is None:
        await create_rule(scope, RuleCreate(object_name, *what), name)
        return
    if row["api_name"] is None:
        await queries.update_rule(scope, row["id"], {"api_name": name})
    await update_rule(scope, row["id"], RuleUpdate(*what))


async def remove_declared_rules(scope: Scope, names: Collection[tuple[str, str]]) -> None:
    """What they gave is taken back in the background. Nothing where there is none."""
    known = rules_by_name(await queries.all_rules(scope))
    for key in names:
        if key in known:
            await delete_rule(scope, known[key]["id"])
