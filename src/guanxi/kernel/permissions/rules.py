"""The active sharing rules of a company, by object."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, select

from guanxi.kernel.db import prepare
from guanxi.kernel.errors import Problem
from guanxi.kernel.expressions import ExpressionRefused, Program
from guanxi.kernel.metadata import Conventions, Registry, registry_of
from guanxi.kernel.permissions.acl import Level
from guanxi.kernel.permissions.conditions import compile_rule_condition
from guanxi.kernel.permissions.tables import sharing_rule
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 2_000

_ACTIVE = prepare(
    select(sharing_rule)
    .where(sharing_rule.c.tenant_id == bindparam("tenant_id", type_=BigInteger), sharing_rule.c.active)
    .order_by(sharing_rule.c.id)
)


@dataclass(frozen=True, slots=True)
class SharingRule:
    """Without a program it holds for every record; `owned_by` narrows it to owners who hold that principal."""

    id: UUID
    name: str
    principal: int
    level: Level
    owned_by: int | None
    program: Program | None
    reads: frozenset[str]


_remembered: OrderedDict[tuple[int, int], Mapping[str, Sequence[SharingRule]]] = OrderedDict()


async def rules_of(scope: Scope, object_name: str) -> Sequence[SharingRule]:
    """Changing a rule gives the company's metadata a new version, which is the key here."""
    if scope.tenant.meta_version == 1:
        return ()
    key = (scope.tenant.id, scope.tenant.meta_version)
    found = _remembered.get(key)
    if found is None:
        found = await _load(scope)
        _remembered[key] = found
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return found.get(object_name, ())


async def _load(scope: Scope) -> Mapping[str, Sequence[SharingRule]]:
    registry = await registry_of(scope)
    rules: defaultdict[str, list[SharingRule]] = defaultdict(list)
    for row in await scope.tx.fetch(_ACTIVE, {"tenant_id": scope.tenant.id}):
        try:
            rules[row["object"]].append(read_rule(registry, row, Conventions.of(scope.tenant)))
        except (Problem, ExpressionRefused):
            # It names a field which has gone: it shares nothing until somebody mends it.
            continue
    return rules


def read_rule(registry: Registry, row: Mapping[str, Any], conventions: Conventions) -> SharingRule:
    """From the columns of its table. Raises as `compile_rule_condition`, and NotFound for an object that has gone."""
    program, reads = None, frozenset[str]()
    definition = registry.object(row["object"])
    if row["condition"]:
        program, reads = compile_rule_condition(row["condition"], definition, conventions)
    return SharingRule(
        row["id"], row["name"], row["principal"], row["level"], row["owned_by"], program, reads
    )
