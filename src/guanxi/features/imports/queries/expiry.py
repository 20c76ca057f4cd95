"""Imports of all companies that are past their time. The functions see nothing else; see revision 0002."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text

from guanxi.kernel.db import Transaction, prepare

_NEXT = prepare(
    text("SELECT tenant_id, import_id, keys FROM guanxi.expired_import(:rests_since)").bindparams(
        bindparam("rests_since", type_=DateTime(timezone=True))
    )
)
_EXPIRE = prepare(
    text("SELECT guanxi.expire_import(:tenant_id, :import_id, :most)").bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("import_id", type_=Uuid),
        bindparam("most", type_=Integer),
    )
)


async def lock_expired(tx: Transaction, rests_since: datetime) -> Any | None:
    """(tenant_id, import_id, keys of its files) of the one that rests longest, apart from those just dealt with."""
    return await tx.fetchrow(_NEXT, {"rests_since": rests_since})


async def expire(tx: Transaction, tenant_id: int, import_id: UUID, most: int) -> bool:
    """Forgets up to `most` of its refused rows; True when none were left and the import is marked."""
    is_done: bool = await tx.fetchval(_EXPIRE, {"tenant_id": tenant_id, "import_id": import_id, "most": most})
    return is_done
