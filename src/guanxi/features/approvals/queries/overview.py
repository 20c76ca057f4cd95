"""Everything of the company that is open, for those who administer it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.approvals.queries.lists import NO_TASK, REQUEST
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.tenancy import Scope

# From the few tasks to their requests, not the other way round.
_OF_TASKS = "r.id IN (SELECT t.request_id FROM guanxi.approval_task t WHERE t.tenant_id = :tenant_id AND t.state = 'waiting' {})"


async def list_open(
    scope: Scope,
    before: tuple[datetime, UUID],
    most: int,
    objects: Sequence[int],
    *,
    process: UUID | None,
    approver: UUID | None,
    overdue: bool,
) -> list[Any]:
    """The latest first. `position` and `last` of the last row lead on."""
    params: dict[str, Any] = {
        "tenant_id": scope.tenant.id, "at": before[0], "before": before[1], "most": most, "objects": list(objects),
    }  # fmt: skip
    params |= {"process": process} if process else {}
    params |= {"approver": approver} if approver else {}
    params |= {"now": scope.now} if overdue else {}
    return await scope.tx.fetch(_statement(process is not None, approver is not None, overdue), params)


@lru_cache(maxsize=8)
def _statement(process: bool, approver: bool, overdue: bool) -> Prepared:
    of_task = (" AND t.user_id = :approver" if approver else "") + (" AND t.due_at < :now" if overdue else "")
    conditions = (" AND r.process_id = :process" if process else "") + (
        f" AND {_OF_TASKS.format(of_task)}" if of_task else ""
    )
    given = [
        *([bindparam("process", type_=Uuid)] if process else []),
        *([bindparam("approver", type_=Uuid)] if approver else []),
        *([bindparam("now", type_=DateTime(timezone=True))] if overdue else []),
    ]
    return prepare(
        text(
            f"SELECT {REQUEST}, {NO_TASK}, r.created_at AS position, r.id AS last FROM guanxi.approval_request r "
            "WHERE r.tenant_id = :tenant_id AND r.state IN ('pending', 'returned') AND r.object_id = ANY (:objects) "
            f"AND (r.created_at, r.id) < (:at, :before){conditions} ORDER BY r.created_at DESC, r.id DESC LIMIT :most"
        ).bindparams(
            bindparam("tenant_id", type_=BigInteger),
            bindparam("at", type_=DateTime(timezone=True)),
            bindparam("before", type_=Uuid),
            bindparam("objects", type_=ARRAY(Integer)),
            bindparam("most", type_=Integer),
            *given,
        )
    )
