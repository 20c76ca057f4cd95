"""Reading and writing requests, tasks and their trail. Everybody's: the service asks who may see what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.approvals.models import approval_request, approval_task, approval_trail
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_OPEN = "('pending', 'returned')"
_OF_ID = select(approval_request).where(
    approval_request.c.tenant_id == _TENANT, approval_request.c.id == _IDS.any_()
)
_READ = prepare(_OF_ID)
# In the order of ids, so that two who decide on many cannot wait for each other.
_LOCK = prepare(_OF_ID.order_by(approval_request.c.id).with_for_update())
_TASKS = prepare(
    select(approval_task)
    .where(approval_task.c.tenant_id == _TENANT, approval_task.c.request_id == _IDS.any_())
    .order_by(approval_task.c.request_id, approval_task.c.number, approval_task.c.id)
)
_TRAIL = prepare(
    select(approval_trail)
    .where(approval_trail.c.tenant_id == _TENANT, approval_trail.c.request_id == bindparam("id", type_=Uuid))
    .order_by(approval_trail.c.at, approval_trail.c.number, approval_trail.c.id)
    .limit(bindparam("most", type_=Integer))
)
_LOCKS = prepare(
    text(
        "SELECT record_id, id, label, body, process FROM guanxi.approval_request WHERE tenant_id = :tenant_id "
        "AND record_id = ANY (:ids) AND state = 'pending'"
    ).bindparams(_TENANT, _IDS)
)
_OPEN_OF = prepare(
    text(
        "SELECT record_id, id, label, submitted_by FROM guanxi.approval_request WHERE tenant_id = :tenant_id "
        "AND record_id = ANY (:ids) "
        f"AND state IN {_OPEN}"
    ).bindparams(_TENANT, _IDS)
)
_OPEN_OF_PROCESS = prepare(
    text(
        "SELECT count(*) FROM guanxi.approval_request WHERE tenant_id = :tenant_id AND process_id = :id "
        f"AND state IN {_OPEN}"
    ).bindparams(_TENANT, bindparam("id", type_=Uuid))
)
_IS_CONCERNED = prepare(
    text(
        "SELECT EXISTS (SELECT FROM guanxi.approval_task t WHERE t.tenant_id = :tenant_id AND t.request_id = :id "
        "AND (t.user_id = :user_id OR t.decided_by = :user_id OR t.delegated_from = :user_id OR t.added_by = :user_id))"
    ).bindparams(_TENANT, bindparam("id", type_=Uuid), bindparam("user_id", type_=Uuid))
)
_LAST_WORDS = prepare(
    text(
        "SELECT DISTINCT ON (request_id) request_id, comment FROM guanxi.approval_trail WHERE tenant_id = :tenant_id "
        "AND request_id = ANY (:ids) AND kind IN ('submitted', 'resubmitted') "
        "ORDER BY request_id, at DESC, number DESC"
    ).bindparams(_TENANT, _IDS)
)
_LAST_OF = prepare(
    text(
        "SELECT kind FROM guanxi.approval_trail WHERE tenant_id = :tenant_id AND request_id = :id "
        "AND kind = ANY (:kinds) ORDER BY at DESC, number DESC, id DESC LIMIT 1"
    ).bindparams(_TENANT, bindparam("id", type_=Uuid), bindparam("kinds", type_=ARRAY(Text)))
)
_HAS_FILE = prepare(
    text(
        "SELECT EXISTS (SELECT FROM guanxi.approval_trail t WHERE t.tenant_id = :tenant_id AND t.request_id = :id "
        "AND :file_id = ANY (t.files))"
    ).bindparams(_TENANT, bindparam("id", type_=Uuid), bindparam("file_id", type_=Uuid))
)
_UPDATED = ("state", "steps", "returned_from", "urged_at", "updated_at", "finished_at")
_ON_REQUEST = "ON CONFLICT (tenant_id, id) DO UPDATE SET " + ", ".join(
    f"{n} = excluded.{n}" for n in _UPDATED
)
_TASK_UPDATED = (
    "user_id", "state", "delegated_from", "asked_at", "due_at", "reminded", "decided_at", "decided_by", "how", "comment",
    "files",
)  # fmt: skip
_ON_TASK = "ON CONFLICT (tenant_id, id) DO UPDATE SET " + ", ".join(
    f"{n} = excluded.{n}" for n in _TASK_UPDATED
)


async def read(scope: Scope, ids: Collection[UUID], *, lock: bool = False) -> list[Any]:
    if not ids:
        return []
    params = {"tenant_id": scope.tenant.id, "ids": sorted(ids)}
    return await scope.tx.fetch(_LOCK if lock else _READ, params)


async def tasks_of(scope: Scope, ids: Collection[UUID]) -> list[Any]:
    return await scope.tx.fetch(_TASKS, {"tenant_id": scope.tenant.id, "ids": list(ids)}) if ids else []


async def trail_of(scope: Scope, request_id: UUID, most: int) -> list[Any]:
    return await scope.tx.fetch(_TRAIL, {"tenant_id": scope.tenant.id, "id": request_id, "most": most})


async def locks_on(scope: Scope, records: Sequence[UUID]) -> dict[UUID, Any]:
    """The pending request of each of these records that has one."""
    rows = await scope.tx.fetch(_LOCKS, {"tenant_id": scope.tenant.id, "ids": list(records)})
    return {row["record_id"]: row for row in rows}


async def open_on(scope: Scope, records: Sequence[UUID]) -> dict[UUID, Any]:
    """The request of each record that is pending or was returned."""
    rows = await scope.tx.fetch(_OPEN_OF, {"tenant_id": scope.tenant.id, "ids": list(records)})
    return {row["record_id"]: row for row in rows}


async def count_open_of(scope: Scope, process_id: UUID) -> int:
    found: int = await scope.tx.fetchval(_OPEN_OF_PROCESS, {"tenant_id": scope.tenant.id, "id": process_id})
    return found


async def is_concerned(scope: Scope, request_id: UUID, user_id: UUID) -> bool:
    """Whether he was asked, gave it on, or brought somebody in."""
    params = {"tenant_id": scope.tenant.id, "id": request_id, "user_id": user_id}
    found: bool = await scope.tx.fetchval(_IS_CONCERNED, params)
    return found


async def last_words(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """What was said when each of them was submitted the last time, where anything was."""
    rows = await scope.tx.fetch(_LAST_WORDS, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {row["request_id"]: row["comment"] for row in rows if row["comment"]}


async def last_of(scope: Scope, request_id: UUID, kinds: Sequence[str]) -> str | None:
    """Which of these kinds of entry stands last in the trail."""
    params = {"tenant_id": scope.tenant.id, "id": request_id, "kinds": list(kinds)}
    found: str | None = await scope.tx.fetchval(_LAST_OF, params)
    return found


async def has_file(scope: Scope, request_id: UUID, file_id: UUID) -> bool:
    """Whether somebody sent it with what he said."""
    params = {"tenant_id": scope.tenant.id, "id": request_id, "file_id": file_id}
    found: bool = await scope.tx.fetchval(_HAS_FILE, params)
    return found


async def write_requests(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(approval_request, rows, on_conflict=_ON_REQUEST)


async def write_tasks(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(approval_task, rows, on_conflict=_ON_TASK)


async def write_trail(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(approval_trail, rows)


_DUE = prepare(
    text(
        "SELECT request_id FROM guanxi.approval_task WHERE tenant_id = :tenant_id AND state = 'waiting' "
        "AND due_at <= :now GROUP BY request_id ORDER BY min(due_at), request_id LIMIT :most"
    ).bindparams(_TENANT, bindparam("now", type_=DateTime(timezone=True)), bindparam("most", type_=Integer))
)
_NEXT_DUE = prepare(
    text(
        "SELECT min(due_at) FROM guanxi.approval_task WHERE tenant_id = :tenant_id AND state = 'waiting' "
        "AND due_at IS NOT NULL"
    ).bindparams(_TENANT)
)
_WITH_DEADLINES = prepare(
    text(
        "SELECT DISTINCT request_id FROM guanxi.approval_task WHERE tenant_id = :tenant_id AND state = 'waiting' "
        "AND due_at IS NOT NULL AND request_id > :after ORDER BY request_id LIMIT :most"
    ).bindparams(_TENANT, bindparam("after", type_=Uuid), bindparam("most", type_=Integer))
)
_REMINDERS = prepare(
    text(
        "SELECT request_id, step, told.user_id, max(at) AS at FROM guanxi.approval_trail, "
        "unnest(people) AS told(user_id) WHERE tenant_id = :tenant_id AND request_id = ANY (:ids) AND kind = 'reminded' "
        "GROUP BY request_id, step, told.user_id"
    ).bindparams(_TENANT, _IDS)
)
_OF_LEAVERS = prepare(
    text(
        "SELECT DISTINCT t.request_id FROM guanxi.approval_task t JOIN guanxi.app_user u ON u.tenant_id = t.tenant_id "
        "AND u.id = t.user_id WHERE t.tenant_id = :tenant_id AND t.state = 'waiting' "
        "AND (u.status <> 'active' OR u.deleted_at IS NOT NULL) ORDER BY t.request_id LIMIT :most"
    ).bindparams(_TENANT, bindparam("most", type_=Integer))
)


async def due(scope: Scope, most: int) -> list[UUID]:
    """Requests with tasks whose deadline has passed, the longest overdue first."""
    params = {"tenant_id": scope.tenant.id, "now": scope.now, "most": most}
    return [row["request_id"] for row in await scope.tx.fetch(_DUE, params)]


async def next_due(scope: Scope) -> datetime | None:
    found: datetime | None = await scope.tx.fetchval(_NEXT_DUE, {"tenant_id": scope.tenant.id})
    return found


async def with_deadlines(scope: Scope, after: UUID, most: int) -> list[UUID]:
    """The next requests, by their ids, in which somebody is to answer until some time."""
    params = {"tenant_id": scope.tenant.id, "after": after, "most": most}
    return [row["request_id"] for row in await scope.tx.fetch(_WITH_DEADLINES, params)]


async def reminders_of(scope: Scope, ids: Collection[UUID]) -> dict[tuple[UUID, str, UUID], datetime]:
    """When each person was last reminded of each step."""
    rows = await scope.tx.fetch(_REMINDERS, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {(row["request_id"], row["step"], row["user_id"]): row["at"] for row in rows}


async def of_leavers(scope: Scope, most: int) -> list[UUID]:
    """Requests that wait for somebody who cannot sign in any more."""
    params = {"tenant_id": scope.tenant.id, "most": most}
    return [row["request_id"] for row in await scope.tx.fetch(_OF_LEAVERS, params)]


_PUT_OFF = prepare(
    text(
        "UPDATE guanxi.approval_task SET due_at = :until WHERE tenant_id = :tenant_id AND request_id = :id "
        "AND state = 'waiting' AND due_at <= :now"
    ).bindparams(
        _TENANT,
        bindparam("id", type_=Uuid),
        bindparam("until", type_=DateTime(timezone=True)),
        bindparam("now", type_=DateTime(timezone=True)),
    )
)


async def put_off(scope: Scope, request_id: UUID, until: datetime) -> None:
    params = {"tenant_id": scope.tenant.id, "id": request_id, "until": until, "now": scope.now}
    await scope.tx.execute(_PUT_OFF, params)
