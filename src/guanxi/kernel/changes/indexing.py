"""Search documents and counters, written with the records they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from random import randrange
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, delete
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.tables import object_count, search_doc
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.search import document_tokens
from guanxi.kernel.tenancy import Scope

BUCKETS = 16


class Values(Protocol):
    """Stored values by field name."""

    def get(self, name: str, /) -> Any: ...


Document: TypeAlias = tuple[UUID, Sequence[int], datetime, Values]
"""A record's id, who sees it, when it changed, what it holds."""

_UPSERT = (
    "ON CONFLICT (tenant_id, record_id) DO UPDATE SET title = excluded.title, acl = excluded.acl,"
    " updated_at = excluded.updated_at, tsv = excluded.tsv"
)
_ADD = "ON CONFLICT (tenant_id, object_id, bucket) DO UPDATE SET n = object_count.n + excluded.n"
_DELETE = prepare(
    delete(search_doc).where(
        search_doc.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        search_doc.c.record_id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
    )
)


async def write_search_documents(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    searchable = [field.name for field in definition.field_list if field.searchable]
    stale = [draft for draft in drafts if draft.op != "update" or _touches(draft, searchable)]
    stale = [draft for draft in stale if not draft.change.in_bin]
    gone = [draft.id for draft in stale if draft.op == "delete"]
    if gone:
        await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "ids": gone})
    documents = (
        (draft.id, draft.columns.get("acl", draft.current_acl), scope.now, _Whole(draft))
        for draft in stale
        if draft.op != "delete"
    )
    only_new = all(draft.op == "create" for draft in stale)
    await put_documents(scope, definition, documents, only_new=only_new)


async def put_documents(
    scope: Scope, definition: ObjectDef, documents: Iterable[Document], *, only_new: bool = False
) -> None:
    title = definition.fields[definition.title_field]
    others = [field for field in definition.field_list if field.searchable and field is not title]
    rows = (
        {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "record_id": record_id,
            "title": str(values.get(title.name) or ""),
            "acl": acl,
            "updated_at": updated_at,
            "tsv": document_tokens(
                scope.tenant.id,
                str(values.get(title.name) or ""),
                [field.type.text_of(value) for field in others if (value := values.get(field.name))],
            ),
        }
        for record_id, acl, updated_at, values in documents
    )
    await scope.tx.insert(search_doc, rows, on_conflict="" if only_new else _UPSERT)


async def count_records(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    added = sum({"create": 1, "restore": 1, "delete": -1}.get(draft.op, 0) for draft in drafts)
    if added:
        row = {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "bucket": randrange(BUCKETS),
            "n": added,
        }
        await scope.tx.insert(object_count, [row], on_conflict=_ADD)


class _Whole:
    """A draft's values as they will be."""

    def __init__(self, draft: Draft) -> None:
        self.get = draft.get


def _touches(draft: Draft, searchable: Sequence[str]) -> bool:
    return "acl" in draft.columns or any(name in draft.values for name in searchable)
