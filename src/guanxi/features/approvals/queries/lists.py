"""Lists of requests: those that wait for somebody, those that he has decided, those that he submitted, those of a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_USER = bindparam("user_id", type_=Uuid)
_MOST = bindparam("most", type_=Integer)
_BEFORE = (bindparam("at", type_=DateTime(timezone=True)), bindparam("before", type_=Uuid))
REQUEST = "r.id, r.process, r.label, r.body, r.state, r.object_id, r.record_id, r.submitted_by, r.created_at, r.finished_at"
_TASK = "t.id AS task_id, t.state AS task_state, t.asked_at, t.due_at, t.decided_at, t.delegated_from, t.step AS task_step"
NO_TASK = "NULL::uuid AS task_id"
_JOINED = (
    "FROM guanxi.approval_task t JOIN guanxi.approval_request r ON r.tenant_id = t.tenant_id AND r.id = t.request_id "
    "WHERE t.tenant_id = :tenant_id"
)
# Somebody may be asked in several branches of a request: it is one line, at the task that he was asked last. What counts them
# says the same as what lists them, objects that are gone included.
_ONCE = (
    f"{_JOINED} AND t.user_id = :user_id AND t.state = 'waiting' AND r.object_id = ANY (:objects) AND NOT EXISTS ("
    "SELECT FROM guanxi.approval_task o WHERE o.tenant_id = t.tenant_id AND o.request_id = t.request_id "
    "AND o.user_id = t.user_id AND o.state = 'waiting' AND (o.asked_at, o.id) > (t.asked_at, t.id))"
)
_OBJECTS = bindparam("objects", type_=ARRAY(Integer))
_WAITING = prepare(
    text(
        f"SELECT {REQUEST}, {_TASK}, t.asked_at AS position, t.id AS last {_ONCE} "
        "AND (t.asked_at, t.id) < (:at, :before) ORDER BY t.asked_at DESC, t.id DESC LIMIT :most"
    ).bindparams(_TENANT, _USER, *_BEFORE, _OBJECTS, _MOST)
)
_DONE = prepare(
    text(
        f"SELECT {REQUEST}, {_TASK}, t.decided_at AS position, t.id AS last {_JOINED} AND t.decided_by = :user_id "
        "AND (t.decided_at, t.id) < (:at, :before) ORDER BY t.decided_at DESC, t.id DESC LIMIT :most"
    ).bindparams(_TENANT, _USER, *_BEFORE, _MOST)
)
_SUBMITTED = prepare(
    text(
        f"SELECT {REQUEST}, {NO_TASK}, r.created_at AS position, r.id AS last FROM guanxi.approval_request r "
        "WHERE r.tenant_id = :tenant_id AND r.submitted_by = :user_id AND (r.created_at, r.id) < (:at, :before) "
        "ORDER BY r.created_at DESC, r.id DESC LIMIT :most"
    ).bindparams(_TENANT, _USER, *_BEFORE, _MOST)
)
_OF_RECORD = prepare(
    text(
        f"SELECT {REQUEST}, {NO_TASK} FROM guanxi.approval_request r WHERE r.tenant_id = :tenant_id "
        "AND r.object_id = :object_id AND r.record_id = :record_id ORDER BY r.created_at DESC, r.id DESC LIMIT :most"
    ).bindparams(_TENANT, bindparam("object_id", type_=Integer), bindparam("record_id", type_=Uuid), _MOST)
)
# A few names of each, however many are asked.
_WAITING_FOR = prepare(
    text(
        "SELECT request_id, step, user_id, due_at FROM (SELECT t.request_id, t.step, t.user_id, "
        "min(t.due_at) OVER (PARTITION BY t.request_id) AS due_at, "
        "row_number() OVER (PARTITION BY t.request_id ORDER BY t.asked_at, t.number, t.id) AS n "
        "FROM guanxi.approval_task t WHERE t.tenant_id = :tenant_id AND t.request_id = ANY (:ids) "
        "AND t.state = 'waiting') AS w WHERE n <= :most ORDER BY request_id, n"
    ).bindparams(_TENANT, bindparam("ids", type_=ARRAY(Uuid)), _MOST)
)
_COUNT = prepare(
    text(f"SELECT count(*) FROM (SELECT {_ONCE} LIMIT :most) AS w").bindparams(
        _TENANT, _USER, _OBJECTS, _MOST
    )
)
_STATEMENTS = {"waiting": _WAITING, "done": _DONE, "submitted": _SUBMITTED}


async def list_own(
    scope: Scope, which: str, before: tuple[datetime, UUID], most: int, objects: Sequence[int]
) -> list[Any]:
    """The caller's, the latest first. `position` and `last` of the last row lead on. `objects` are those that there are."""
    params = {
        "tenant_id": scope.tenant.id, "user_id": scope.actor.user_id, "at": before[0], "before": before[1],
        "most": most, "objects": list(objects),
    }  # fmt: skip
    if which != "waiting":
        del params["objects"]
    return await scope.tx.fetch(_STATEMENTS[which], params)


async def list_of_record(scope: Scope, object_id: int, record_id: UUID, most: int) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "object_id": object_id, "record_id": record_id, "most": most}
    return await scope.tx.fetch(_OF_RECORD, params)


async def waiting_for(scope: Scope, ids: Sequence[UUID], most: int) -> list[Any]:
    if not ids:
        return []
    return await scope.tx.fetch(_WAITING_FOR, {"tenant_id": scope.tenant.id, "ids": list(ids), "most": most})


async def count_waiting(scope: Scope, most: int, objects: Sequence[int]) -> int:
    """Requests, not tasks."""
    params = {
        "tenant_id": scope.tenant.id, "user_id": scope.actor.user_id, "most": most, "objects": list(objects),
    }  # fmt: skip
    found: int = await scope.tx.fetchval(_COUNT, params)
    return found
