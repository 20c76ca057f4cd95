"""What happened to a record, newest first: its history and the activities about it, merged page by page.

History is open to the whole company under row-level security, so the record itself is asked for first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Relation
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.query.history import describe_changes
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.projection import INSTANT, as_json_text, lookup_json, record_json, stored_fields
from guanxi.kernel.query.related import require_record
from guanxi.kernel.query.requests import DEFAULT_LIMIT, MAX_LIMIT
from guanxi.kernel.query.source import Element, tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.storage import stored_values
from guanxi.kernel.tenancy import Scope

ACTIVITIES = "activities"  # the relation whose records belong into a timeline
HAPPENED = ("completed_at", "created_at")  # the first that an activity has says when it happened
OPERATIONS = {"C": "create", "U": "update", "D": "delete", "R": "restore"}

_HISTORY = sa.table(
    "audit_log",
    sa.column("tenant_id", sa.BigInteger()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("id", sa.Uuid()),
    sa.column("record_id", sa.Uuid()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("source", sa.Text()),
    sa.column("change_set_id", sa.Uuid()),
    sa.column("op", sa.Text()),
    sa.column("diff", JSONB()),
    schema="guanxi",
)
_statements: Remembered[Runnable] = Remembered()


async def fetch_timeline(
    scope: Scope, object_name: str, record_id: UUID, *, cursor: str = "", limit: int = DEFAULT_LIMIT
) -> bytes:
    """`{"data": [{kind, at, actor, activity | change}], "next_cursor": …}`. Raises NotFound as for the record itself."""
    if not 1 <= limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    await require_record(scope, object_name, record_id)
    opened = await open_object(scope, object_name)
    activities = await _activities(scope, opened)

    shape = f"timeline:{object_name}:{record_id}"
    given: dict[str, Any] = {"record_id": record_id, "most": limit + 1}
    if cursor:
        position = decode_cursor(scope.tenant.id, cursor, shape)
        given |= {"before": datetime.fromisoformat(position.values[0]), "before_id": position.id}
    key = (opened.key, activities and activities[0].key, bool(cursor))
    runnable = _statements.or_make(key, lambda: _compile(opened, activities, bool(cursor)))
    rows = await runnable.rows(scope, given)

    shown = rows[:limit]
    changes = await describe_changes(scope, opened.fields, [row["diff"] for row in shown])
    entries = [_entry(row, fields) for row, fields in zip(shown, changes, strict=True)]
    following = b"null"
    if len(rows) > limit:
        last = msgspec.json.encode([0, shown[-1]["exact"].isoformat(), shown[-1]["id"]]).decode()
        following = b'"%s"' % encode_cursor(scope.tenant.id, shape, last).encode()
    return b'{"data":[%s],"next_cursor":%s}' % (b",".join(entries), following)


def _entry(row: Any, fields: Sequence[Mapping[str, Any]]) -> bytes:
    if row["kind"] == "activity":
        detail = row["activity"].encode()
    else:
        detail = msgspec.json.encode(
            {
                "op": OPERATIONS[row["op"]],
                "source": row["source"],
                "change_set_id": row["change_set_id"],
                "fields": fields,
            }
        )
    kind = row["kind"].encode()
    actor = (row["actor"] or "null").encode()
    return b'{"kind":"%s","at":"%s","actor":%s,"%s":%s}' % (kind, row["at"].encode(), actor, kind, detail)


async def _activities(scope: Scope, opened: Opened) -> tuple[Opened, Relation] | None:
    """The object of activities, if this one has any, and the caller may read them and see what they are about."""
    relation = next((each for each in opened.fields.definition.relations if each.name == ACTIVITIES), None)
    if relation is None or not scope.may(f"{relation.object}.read"):
        return None
    activities = await open_object(scope, relation.object)
    return None if activities.fields.find(relation.field) is None else (activities, relation)


def _compile(opened: Opened, activities: tuple[Opened, Relation] | None, continued: bool) -> Runnable:
    most: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
    branches = [_history_keys(continued)]
    if activities is not None:
        branches.append(_activity_keys(*activities, continued))
    merged = sa.union_all(*[each.limit(most).subquery().select() for each in branches]).subquery("merged")
    page = sa.select(merged).order_by(merged.c.at.desc(), merged.c.id.desc()).limit(most).subquery("page")
    history = _HISTORY.alias("h")
    joined = page.outerjoin(
        history,
        sa.and_(
            page.c.kind == sa.literal_column("'change'"),
            history.c.tenant_id == tenant_parameter(),
            history.c.at == page.c.at,
            history.c.id == page.c.id,
        ),
    )
    actor = sa.func.coalesce(history.c.actor_id, page.c.actor_id)
    user = opened.fields.registry.object("user")
    columns = [
        page.c.kind,
        page.c.id,
        page.c.at.label("exact"),
        sa.func.to_char(page.c.at, sa.literal_column(f"'{INSTANT}'")).label("at"),
        sa.cast(lookup_json(opened.fields, user, actor), sa.Text()).label("actor"),
        history.c.op,
        history.c.source,
        history.c.change_set_id,
        sa.cast(history.c.diff, sa.Text()).label("diff"),
        (_activity_json(activities[0], page) if activities else sa.null()).label("activity"),
    ]
    return Runnable.of(sa.select(*columns).select_from(joined).order_by(page.c.at.desc(), page.c.id.desc()))


def _history_keys(continued: bool) -> sa.Select[Any]:
    table = _HISTORY.alias("c")
    record_id: sa.BindParameter[UUID] = sa.bindparam("record_id", type_=sa.Uuid())
    return _newest(
        sa.select(
            sa.literal_column("'change'", sa.Text()).label("kind"),
            table.c.at.label("at"),
            table.c.id.label("id"),
            table.c.actor_id.label("actor_id"),
        ).where(table.c.tenant_id == tenant_parameter(), table.c.record_id == record_id),
        table.c.at,
        table.c.id,
        continued,
    )


def _activity_keys(opened: Opened, relation: Relation, continued: bool) -> sa.Select[Any]:
    source = opened.source("a")
    table = source.table
    record_id: sa.BindParameter[UUID] = sa.bindparam("record_id", type_=sa.Uuid())
    at = sa.func.coalesce(*[table.c[name] for name in HAPPENED if name in table.c])
    return _newest(
        sa.select(
            sa.literal_column("'activity'", sa.Text()).label("kind"),
            at.label("at"),
            table.c.id.label("id"),
            sa.func.coalesce(table.c.created_by, table.c.owner_id).label("actor_id"),
        ).where(*source.scope(), source.column(opened.fields.require(relation.field)) == record_id),
        at,
        table.c.id,
        continued,
    )


def _newest(statement: sa.Select[Any], at: Element, row_id: Element, continued: bool) -> sa.Select[Any]:
    if continued:
        before: sa.BindParameter[datetime] = sa.bindparam("before", type_=sa.DateTime(timezone=True))
        before_id: sa.BindParameter[UUID] = sa.bindparam("before_id", type_=sa.Uuid())
        statement = statement.where(sa.tuple_(at, row_id) < sa.tuple_(before, before_id))
    return statement.order_by(at.desc(), row_id.desc())


def _activity_json(opened: Opened, page: sa.FromClause) -> Element:
    table = opened.fields.definition.table.alias("activity")
    paths = list(opened.fields.all())
    row = (
        sa.select(*stored_values(table, stored_fields(paths)))
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == page.c.id)
        .correlate(page)
        .lateral("activity_row")
    )
    record = record_json(opened.fields, paths, row, opened.money_exponent)
    return (
        sa.select(as_json_text(record))
        .select_from(row.join(record, sa.true()))
        .where(page.c.kind == sa.literal_column("'activity'"))
        .correlate(page)
        .scalar_subquery()
    )
