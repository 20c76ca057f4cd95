"""Turns and the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.assignment.models import assignment_log, assignment_turn
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_TURNS = prepare(
    select(assignment_turn).where(
        assignment_turn.c.tenant_id == _TENANT,
        assignment_turn.c.rule == bindparam("rules", type_=ARRAY(Text(collation="C"))).any_(),
    )
)
_LOG = prepare(
    text(
        "SELECT l.at, l.rule, l.rule_label, l.entry, l.kind, l.name, l.owner_id, u.name AS owner "
        "FROM guanxi.assignment_log l LEFT JOIN guanxi.app_user u ON u.tenant_id = l.tenant_id AND u.id = l.owner_id "
        "WHERE l.tenant_id = :tenant_id AND l.record_id = :record_id AND l.object_id = :object_id "
        "ORDER BY l.at DESC, l.id DESC LIMIT :most"
    ).bindparams(
        _TENANT,
        bindparam("record_id", type_=Uuid),
        bindparam("object_id", type_=Integer),
        bindparam("most", type_=Integer),
    )
)
_ADD = "ON CONFLICT (tenant_id, rule, entry, user_id) DO UPDATE SET n = assignment_turn.n + excluded.n"
_BEGIN = "ON CONFLICT (tenant_id, rule, entry, user_id) DO NOTHING"


async def turns(scope: Scope, rules: Sequence[str]) -> dict[tuple[str, int], dict[UUID, int]]:
    found: dict[tuple[str, int], dict[UUID, int]] = {}
    for row in await scope.tx.fetch(_TURNS, {"tenant_id": scope.tenant.id, "rules": list(rules)}):
        found.setdefault((row["rule"], row["entry"]), {})[row["user_id"]] = row["n"]
    return found


async def add_turns(
    scope: Scope,
    begun: Mapping[tuple[str, int, UUID], int],
    added: Mapping[tuple[str, int, UUID], int],
) -> None:
    """`begun` are the counts with which newcomers start, so that they need not catch up with years of others' work."""
    for counts, conflict in ((begun, _BEGIN), (added, _ADD)):
        rows = [
            {"tenant_id": scope.tenant.id, "rule": rule, "entry": entry, "user_id": user_id, "n": n}
            for (rule, entry, user_id), n in sorted(counts.items())
        ]
        await scope.tx.insert(assignment_turn, rows, on_conflict=conflict)


async def log(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    await scope.tx.insert(assignment_log, [{"tenant_id": scope.tenant.id, **row} for row in rows])


async def assignments_of(scope: Scope, object_number: int, record_id: UUID, most: int) -> list[Any]:
    """The latest first."""
    params = {
        "tenant_id": scope.tenant.id, "record_id": record_id, "object_id": object_number, "most": most,
    }  # fmt: skip
    return await scope.tx.fetch(_LOG, params)
