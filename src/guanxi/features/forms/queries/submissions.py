"""What was sent: kept once for each ticket, listed, counted, settled, forgotten in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.forms.models import form_submission
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_MOST = bindparam("most", type_=Integer)
_SINCE = bindparam("since", type_=DateTime(timezone=True))
_NOW = bindparam("now", type_=DateTime(timezone=True))
_COLUMNS = (
    "id, form_id, form_version, name, label, object_id, state, language, sent, consent_version, consent_agreed, record_id, "
    "outcome, change_set_id, error, created_at, trimmed_at"
)
_BY_TICKET = prepare(
    text(
        "SELECT content_hash FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND form_id = :id AND ticket = :ticket"
    ).bindparams(_T, _ID, bindparam("ticket", type_=Uuid))
)
_ALONE = prepare(
    text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))").bindparams(bindparam("name", type_=Text))
)
_GET = prepare(
    text(
        f"SELECT {_COLUMNS} FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND id = :id FOR UPDATE"
    ).bindparams(_T, _ID)
)
# A form's limits are of what came through or may yet; each count reads no more rows than the limit.
_COUNT = prepare(
    text(
        "SELECT count(*) FROM (SELECT FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND form_id = :id "
        "AND created_at >= :since AND state IN ('accepted', 'refused') LIMIT :most) s"
    ).bindparams(_T, _ID, _SINCE, _MOST)
)
_HELD = prepare(
    text(
        "SELECT count(*) FROM (SELECT FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND form_id = :id "
        "AND state = :state LIMIT :most) s"
    ).bindparams(_T, _ID, _MOST, bindparam("state", type_=Text))
)
_SETTLE = prepare(
    text(
        "UPDATE guanxi.form_submission SET state = :state, sent = :sent, record_id = :record_id, outcome = :outcome, "
        "change_set_id = :change_set_id, error = :error, settled_at = :settled_at WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(
        _T,
        _ID,
        bindparam("state", type_=Text),
        bindparam("sent", type_=form_submission.c.sent.type),
        bindparam("record_id", type_=Uuid),
        bindparam("outcome", type_=Text),
        bindparam("change_set_id", type_=Uuid),
        bindparam("error", type_=form_submission.c.error.type),
        bindparam("settled_at", type_=DateTime(timezone=True)),
    )
)
_TRIM_ONE = prepare(
    text(
        "UPDATE guanxi.form_submission SET sent = '{}', trimmed_at = :now, settled_at = NULL WHERE tenant_id = :tenant_id "
        "AND id = :id AND state = 'accepted'"
    ).bindparams(_T, _ID, _NOW)
)
_TRIM = prepare(
    text(
        "UPDATE guanxi.form_submission SET sent = '{}', trimmed_at = :now, settled_at = NULL WHERE tenant_id = :tenant_id "
        "AND id = ANY (ARRAY(SELECT id FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND settled_at <= :since "
        "AND state = 'accepted' ORDER BY settled_at LIMIT :most FOR UPDATE SKIP LOCKED))"
    ).bindparams(_T, _NOW, _SINCE, _MOST)
)
_DROP = prepare(
    text(
        "DELETE FROM guanxi.form_submission WHERE tenant_id = :tenant_id "
        "AND id = ANY (ARRAY(SELECT id FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND settled_at <= :since "
        "AND state IN ('spam', 'discarded') ORDER BY settled_at LIMIT :most FOR UPDATE SKIP LOCKED))"
    ).bindparams(_T, _SINCE, _MOST)
)
_NEXT = prepare(
    text(
        "SELECT min(settled_at) FILTER (WHERE state = 'accepted') AS kept, min(settled_at) FILTER (WHERE state <> 'accepted') "
        "AS held FROM guanxi.form_submission WHERE tenant_id = :tenant_id AND settled_at IS NOT NULL"
    ).bindparams(_T)
)
_FIGURES = prepare(
    text(
        "SELECT w.id, (SELECT count(*) FROM (SELECT FROM guanxi.form_submission s WHERE s.tenant_id = :tenant_id "
        "AND s.form_id = w.id AND s.state = 'accepted' LIMIT :most) a) AS accepted, "
        "(SELECT count(*) FROM (SELECT FROM guanxi.form_submission s WHERE s.tenant_id = :tenant_id "
        "AND s.form_id = w.id AND s.state IN ('refused', 'spam') LIMIT :most) r) AS waiting, "
        "(SELECT s.created_at FROM guanxi.form_submission s WHERE s.tenant_id = :tenant_id AND s.form_id = w.id "
        "ORDER BY s.id DESC LIMIT 1) AS last_at FROM unnest(:ids) AS w(id)"
    ).bindparams(_T, _IDS, _MOST)
)
_PARTS: Mapping[str, tuple[str, Any]] = {
    "form": ("form_id = :form", Uuid),
    "state": ("state = :state", Text),
    "record": ("record_id = :record", Uuid),
}


async def hash_of_ticket(scope: Scope, form_id: UUID, ticket: UUID) -> bytes | None:
    """Of what was sent with it already. Whoever sends with the same ticket at this moment waits for the one who was first."""
    await scope.tx.fetchrow(_ALONE, {"name": f"form ticket:{scope.tenant.id}:{ticket}"})
    params = {"tenant_id": scope.tenant.id, "id": form_id, "ticket": ticket}
    found: bytes | None = await scope.tx.fetchval(_BY_TICKET, params)
    return found


async def insert(scope: Scope, row: Mapping[str, Any]) -> None:
    await scope.tx.insert(form_submission, [{"tenant_id": scope.tenant.id, **row}])


async def count_since(scope: Scope, form_id: UUID, since: datetime, most: int) -> int:
    params = {"tenant_id": scope.tenant.id, "id": form_id, "since": since, "most": most}
    found: int = await scope.tx.fetchval(_COUNT, params)
    return found


async def count_held(scope: Scope, form_id: UUID, state: str, most: int) -> int:
    params = {"tenant_id": scope.tenant.id, "id": form_id, "state": state, "most": most}
    found: int = await scope.tx.fetchval(_HELD, params)
    return found


async def lock_one(scope: Scope, submission_id: UUID) -> Any:
    return await scope.tx.fetchrow(_GET, {"tenant_id": scope.tenant.id, "id": submission_id})


async def settle(scope: Scope, submission_id: UUID, values: Mapping[str, Any]) -> None:
    await scope.tx.execute(_SETTLE, {"tenant_id": scope.tenant.id, "id": submission_id, **values})


async def trim(scope: Scope, submission_id: UUID) -> None:
    """What was sent with an accepted one goes now."""
    await scope.tx.execute(_TRIM_ONE, {"tenant_id": scope.tenant.id, "id": submission_id, "now": scope.now})


async def list_submissions(scope: Scope, wanted: Mapping[str, Any], before: UUID, most: int) -> Sequence[Any]:
    """The latest first. `wanted`: form, state, record."""
    where = "".join(f" AND {_PARTS[name][0]}" for name in sorted(wanted))
    statement = text(
        f"SELECT {_COLUMNS} FROM guanxi.form_submission WHERE tenant_id = :tenant_id{where} AND id < :before "
        "ORDER BY id DESC LIMIT :most"
    ).bindparams(
        _T,
        _MOST,
        bindparam("before", type_=Uuid),
        *(bindparam(name, type_=_PARTS[name][1]) for name in wanted),
    )
    params = {"tenant_id": scope.tenant.id, "before": before, "most": most, **wanted}
    return await scope.tx.fetch(statement, params)


async def figures(scope: Scope, form_ids: Sequence[UUID], most: int) -> dict[UUID, Any]:
    params = {"tenant_id": scope.tenant.id, "ids": list(form_ids), "most": most}
    return {row["id"]: row for row in await scope.tx.fetch(_FIGURES, params)}


async def forget(scope: Scope, trim_before: datetime, drop_before: datetime, most: int) -> int:
    """What was sent with accepted ones goes, their consent stays; spam and discarded ones go altogether. Returns how many."""
    trim = {"tenant_id": scope.tenant.id, "now": scope.now, "since": trim_before, "most": most}
    drop = {"tenant_id": scope.tenant.id, "since": drop_before, "most": most}
    return await scope.tx.execute(_TRIM, trim) + await scope.tx.execute(_DROP, drop)


async def oldest(scope: Scope) -> tuple[datetime | None, datetime | None]:
    """Of those accepted, and of those held as spam or discarded, when the first was settled."""
    row = await scope.tx.fetchrow(_NEXT, {"tenant_id": scope.tenant.id})
    assert row is not None
    return row["kept"], row["held"]
