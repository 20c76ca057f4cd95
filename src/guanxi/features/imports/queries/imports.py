"""All SQL about imports themselves; records are found in `lookups` and written by the kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, insert, null, or_, select, update

from guanxi.features.imports.models import import_issue, import_table
from guanxi.kernel.changes.tables import change_set
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = import_table.c.tenant_id == bindparam("tenant_id")
_THIS = import_table.c.id == bindparam("import_id")
_VISIBLE = or_(import_table.c.created_by == bindparam("user_id", type_=Uuid), bindparam("sees_all"))
_UNDONE_AT = (
    select(change_set.c.undone_at)
    # The company as a value: taken from the row beside it, a sharded database would ask all shards.
    .where(change_set.c.tenant_id == bindparam("tenant_id"), change_set.c.id == import_table.c.change_set_id)
    .correlate(import_table)
    .scalar_subquery()
    .label("undone_at")
)
_GET = prepare(select(import_table, _UNDONE_AT).where(_TENANT, _THIS, _VISIBLE))
_READ_BACK = prepare(select(import_table, _UNDONE_AT).where(_TENANT, _THIS))
# By itself: a sharded database locks no rows beside a sub-query.
_LOCK = prepare(select(import_table.c.id).where(_TENANT, _THIS, _VISIBLE).with_for_update())
_LIST = prepare(
    select(import_table, _UNDONE_AT)
    .where(_TENANT, _VISIBLE)
    .order_by(import_table.c.created_at.desc(), import_table.c.id.desc())
    .limit(bindparam("most"))
)
_PREVIOUS = prepare(
    select(import_table.c.analysis, import_table.c.options)
    .where(_TENANT, import_table.c.object == bindparam("object"), import_table.c.state == "done")
    .order_by(import_table.c.created_at.desc())
    .limit(10)
)
_ISSUES_OF = (
    import_issue.c.tenant_id == bindparam("tenant_id"),
    import_issue.c.import_id == bindparam("import_id"),
    import_issue.c.outcome == bindparam("outcome"),
)
_ISSUES = prepare(
    select(import_issue)
    .where(*_ISSUES_OF, import_issue.c.row_no > bindparam("after"))
    .order_by(import_issue.c.row_no)
    .limit(bindparam("most"))
)
_FORGET = prepare(delete(import_issue).where(*_ISSUES_OF, import_issue.c.row_no <= bindparam("until")))


def _params(scope: Scope, **more: Any) -> dict[str, Any]:
    return {
        "tenant_id": scope.tenant.id,
        "user_id": scope.actor.user_id,
        "sees_all": scope.actor.role == "admin",
        **more,
    }


async def get_import(scope: Scope, import_id: UUID, *, lock: bool = False) -> Any | None:
    """One that the caller made, or anybody's for an administrator."""
    params = _params(scope, import_id=import_id)
    if lock:
        await scope.tx.execute(_LOCK, params)
    return await scope.tx.fetchrow(_GET, params)


async def list_imports(scope: Scope, most: int) -> list[Any]:
    return await scope.tx.fetch(_LIST, _params(scope, most=most))


async def list_previous(scope: Scope, object_name: str) -> list[Any]:
    """How the last files for this object were read and mapped."""
    return await scope.tx.fetch(_PREVIOUS, {"tenant_id": scope.tenant.id, "object": object_name})


async def insert_import(scope: Scope, values: Mapping[str, Any]) -> Any:
    return await scope.tx.fetchrow(
        # A new one has changed nothing. Beside an insert the sub-query would not be tied to the row either.
        insert(import_table)
        .values({"tenant_id": scope.tenant.id, **values})
        .returning(*import_table.c, null().label("undone_at"))
    )


async def update_import(scope: Scope, import_id: UUID, values: Mapping[str, Any]) -> Any:
    """The import as it is then. Read back by itself: a sharded database returns no sub-query from an update."""
    statement = update(import_table).where(_TENANT, _THIS).values({"updated_at": scope.now, **values})
    this = {"tenant_id": scope.tenant.id, "import_id": import_id}
    await scope.tx.execute(statement, this)
    return await scope.tx.fetchrow(_READ_BACK, this)


async def insert_issues(scope: Scope, import_id: UUID, issues: Sequence[Mapping[str, Any]]) -> None:
    rows = [{"tenant_id": scope.tenant.id, "import_id": import_id, **issue} for issue in issues]
    await scope.tx.insert(import_issue, rows)


async def list_issues(scope: Scope, import_id: UUID, outcome: str, *, after: int, most: int) -> list[Any]:
    return await scope.tx.fetch(
        _ISSUES,
        {
            "tenant_id": scope.tenant.id,
            "import_id": import_id,
            "outcome": outcome,
            "after": after,
            "most": most,
        },
    )


async def delete_issues(scope: Scope, import_id: UUID, outcome: str, *, until: int) -> None:
    await scope.tx.execute(
        _FORGET, {"tenant_id": scope.tenant.id, "import_id": import_id, "outcome": outcome, "until": until}
    )
