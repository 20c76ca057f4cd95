"""Search documents written anew for records that are there, once a field is searched that was not, or no longer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.indexing import put_documents
from guanxi.kernel.changes.reading import stored_values
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Written:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int


async def write_next(
    scope: Scope, definition: ObjectDef, after: UUID, limit: int, since: datetime | None = None
) -> Written:
    """The next records in the order of ids, or only those written `since`; locked, so that no newer document is lost."""
    async with elevated(scope):
        rows = await rows_after(scope, definition, after, limit, since, lock=True)
        live = [row for row in rows if row["deleted_at"] is None]
        documents = [
            (row["id"], row["acl"], row["updated_at"], stored_values(definition, row)) for row in live
        ]
        await put_documents(scope, definition, documents)
    return Written(rows[-1]["id"] if len(rows) == limit else None, len(rows), len(live))
