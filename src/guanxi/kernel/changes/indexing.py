"""Search documents and counters, written with the records they are about."""

from __future__ import annotations

from collections.abc import Sequence
from random import randrange

from sqlalchemy import BigInteger, Uuid, bindparam, delete
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.tables import object_count, search_doc
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.search import document_tokens
from guanxi.kernel.tenancy import Scope

BUCKETS = 16
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
    title = definition.title_field
    others = [name for name in searchable if name != title]
    stale = [draft for draft in drafts if draft.op != "update" or _touches(draft, searchable)]
    stale = [draft for draft in stale if not draft.change.in_bin]
    gone = [draft.id for draft in stale if draft.op == "delete"]
    if gone:
        await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "ids": gone})
    rows = (
        {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "record_id": draft.id,
            "title": str(draft.get(title) or ""),
            "acl": draft.columns.get("acl", draft.current_acl),
            "updated_at": scope.now,
            "tsv": document_tokens(
                scope.tenant.id,
                str(draft.get(title) or ""),
                [str(draft.get(name)) for name in others if draft.get(name)],
            ),
        }
        for draft in stale
        if draft.op != "delete"
    )
    only_new = all(draft.op == "create" for draft in stale)
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


def _touches(draft: Draft, searchable: Sequence[str]) -> bool:
    return "acl" in draft.columns or any(name in draft.values for name in searchable)
