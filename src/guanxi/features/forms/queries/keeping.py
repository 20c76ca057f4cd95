"""Public addresses and wordings of consent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_NOW = bindparam("now", type_=DateTime(timezone=True))
_KEY = bindparam("key", type_=Text)
_ADD = prepare(
    text(
        "INSERT INTO guanxi.form_link (tenant_id, form_id, key, created_at) VALUES (:tenant_id, :id, :key, :now) "
        "ON CONFLICT (tenant_id, form_id) DO NOTHING"
    ).bindparams(_T, _ID, _KEY, _NOW)
)
_REPLACE = prepare(
    text(
        "INSERT INTO guanxi.form_link (tenant_id, form_id, key, created_at) VALUES (:tenant_id, :id, :key, :now) "
        "ON CONFLICT (tenant_id, form_id) DO UPDATE SET key = excluded.key, created_at = excluded.created_at"
    ).bindparams(_T, _ID, _KEY, _NOW)
)
_KEY_OF = prepare(
    text("SELECT key FROM guanxi.form_link WHERE tenant_id = :tenant_id AND form_id = :id").bindparams(
        _T, _ID
    )
)
_FORM_OF = prepare(
    text("SELECT form_id FROM guanxi.form_link WHERE tenant_id = :tenant_id AND key = :key").bindparams(
        _T, _KEY
    )
)
_LOCK = prepare(
    text("SELECT FROM guanxi.form_link WHERE tenant_id = :tenant_id AND form_id = :id FOR UPDATE").bindparams(
        _T, _ID
    )
)
_LATEST = prepare(
    text(
        "SELECT version, text, policy_url FROM guanxi.form_consent WHERE tenant_id = :tenant_id AND form_id = :id "
        "ORDER BY version DESC LIMIT 1"
    ).bindparams(_T, _ID)
)
_KEEP = prepare(
    text(
        "INSERT INTO guanxi.form_consent (tenant_id, form_id, version, text, policy_url, created_at) "
        "VALUES (:tenant_id, :id, :version, :text, :policy_url, :now)"
    ).bindparams(
        _T,
        _ID,
        _NOW,
        bindparam("version", type_=Integer),
        bindparam("text", type_=JSONB),
        bindparam("policy_url", type_=Text),
    )
)
_VERSIONS = prepare(
    text(
        "SELECT version, text, policy_url, created_at FROM guanxi.form_consent WHERE tenant_id = :tenant_id AND form_id = :id "
        "ORDER BY version DESC LIMIT :most"
    ).bindparams(_T, _ID, bindparam("most", type_=Integer))
)
_WORDINGS = prepare(
    text(
        "SELECT form_id, version, text FROM guanxi.form_consent WHERE tenant_id = :tenant_id AND form_id = ANY (:ids) "
        "AND version = ANY (:versions)"
    ).bindparams(_T, bindparam("ids", type_=ARRAY(Uuid)), bindparam("versions", type_=ARRAY(Integer)))
)


async def add_link(scope: Scope, form_id: UUID, key: str) -> None:
    """Unless it has one."""
    await scope.tx.execute(_ADD, _of(scope, form_id) | {"key": key})


async def replace_link(scope: Scope, form_id: UUID, key: str) -> None:
    await scope.tx.execute(_REPLACE, _of(scope, form_id) | {"key": key})


async def key_of(scope: Scope, form_id: UUID) -> str | None:
    found: str | None = await scope.tx.fetchval(_KEY_OF, _of(scope, form_id))
    return found


async def form_of(scope: Scope, key: str) -> UUID | None:
    found: UUID | None = await scope.tx.fetchval(_FORM_OF, {"tenant_id": scope.tenant.id, "key": key})
    return found


async def lock(scope: Scope, form_id: UUID) -> None:
    """Sendings of a form that has a limit go one after the other."""
    await scope.tx.fetchrow(_LOCK, _of(scope, form_id))


async def latest_consent(scope: Scope, form_id: UUID) -> Any:
    return await scope.tx.fetchrow(_LATEST, _of(scope, form_id))


async def keep_consent(scope: Scope, form_id: UUID, wording: dict[str, str], policy_url: str) -> None:
    """As a new version, unless it is that of the latest."""
    latest = await latest_consent(scope, form_id)
    if latest is not None and (latest["text"], latest["policy_url"]) == (wording, policy_url):
        return
    version = 1 if latest is None else latest["version"] + 1
    params = {"version": version, "text": wording, "policy_url": policy_url}
    await scope.tx.execute(_KEEP, _of(scope, form_id) | params)


async def consents(scope: Scope, form_id: UUID, most: int) -> Sequence[Any]:
    return await scope.tx.fetch(_VERSIONS, _of(scope, form_id) | {"most": most})


async def wordings(
    scope: Scope, wanted: Collection[tuple[UUID, int]]
) -> dict[tuple[UUID, int], dict[str, str]]:
    if not wanted:
        return {}
    params = {
        "tenant_id": scope.tenant.id,
        "ids": sorted({form_id for form_id, _ in wanted}),
        "versions": sorted({version for _, version in wanted}),
    }
    rows = await scope.tx.fetch(_WORDINGS, params)
    return {(row["form_id"], row["version"]): row["text"] for row in rows}


def _of(scope: Scope, form_id: UUID) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "id": form_id, "now": scope.now}
