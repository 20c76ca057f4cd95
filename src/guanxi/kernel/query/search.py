"""Finding records by words.

The index on search_doc cannot serve under row-level security, because @@ is not leakproof (490 times slower), so two
functions of the database search above it: one enforces record sharing, one is for those who see everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.source import Element, Source, tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable, company_key
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.query.visibility import sight_of
from guanxi.kernel.search import query_tokens
from guanxi.kernel.tenancy import Scope

MOST_MATCHES = 2_000  # as the functions themselves
MOST_RESULTS = 50
LONGEST = 200
TOKENS = "tokens"

_statements: Remembered[Runnable] = Remembered()


async def fetch_search(scope: Scope, q: str, objects: Sequence[str] = (), limit: int = 20) -> bytes:
    """`{"data": [{object, id, title, subtitle}]}`, the latest changed first, of the objects that the caller may read."""
    if not 1 <= limit <= MOST_RESULTS:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MOST_RESULTS})
    registry = await registry_of(scope)
    wanted = [registry.object(name) for name in objects] if objects else list(registry)
    admitted = {each.number: each for each in wanted if scope.may(f"{each.name}.read")}
    tokens = query_tokens(q[:LONGEST])
    if not tokens or not admitted:
        return b'{"data":[]}'
    sight, sees = sight_of(scope)
    fields = {each.name: Fields(registry, each, sees) for each in admitted.values()}
    key = (company_key(scope), sight, tuple(admitted), scope.sees_all)
    runnable = _statements.or_make(key, lambda: _compile(list(admitted.values()), fields, scope.sees_all))
    given = {TOKENS: tokens, "numbers": list(admitted), "most": limit}
    rows = await runnable.rows(scope, given)
    return msgspec.json.encode({"data": [_result(scope, admitted[row["object_id"]], row) for row in rows]})


def matching_records(source: Source, sees_all: bool, parameter: str = TOKENS) -> Element:
    """Records of one object that match; takes `search_parameters`."""
    number = sa.literal_column(f"ARRAY[{source.definition.number}]", ARRAY(sa.Integer()))
    most: Element = sa.literal_column(str(MOST_MATCHES))
    found = _found(sees_all, most, number, parameter)
    return source.table.c.id.in_(sa.select(found.c.record_id))


def search_parameters(q: str, parameter: str = TOKENS) -> dict[str, Any]:
    """What has no words, such as `-`, matches everything rather than nothing."""
    return {parameter: query_tokens(q[:LONGEST])}


def _found(sees_all: bool, most: Element, numbers: Element, parameter: str) -> Any:
    function = sa.func.guanxi.search_all if sees_all else sa.func.guanxi.search
    tokens = sa.cast(sa.bindparam(parameter, type_=sa.Text()), TSQUERY())
    return (
        function(tokens, most, numbers)
        .table_valued(
            sa.column("object_id", sa.Integer()),
            sa.column("record_id", sa.Uuid()),
            sa.column("title", sa.Text()),
            sa.column("updated_at", sa.DateTime(timezone=True)),
        )
        .alias("found")
    )


def _compile(definitions: Sequence[ObjectDef], fields: Mapping[str, Fields], sees_all: bool) -> Runnable:
    most: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
    numbers = sa.bindparam("numbers", type_=ARRAY(sa.Integer()))
    found = _found(sees_all, most, numbers, TOKENS)
    details = [
        (found.c.object_id == each.number, _details(each, fields[each.name], found.c.record_id))
        for each in definitions
    ]
    columns = (found.c.object_id, found.c.record_id, found.c.title, sa.case(*details).label("details"))
    return Runnable.of(sa.select(*columns).order_by(found.c.updated_at.desc(), found.c.record_id.desc()))


def _details(definition: ObjectDef, fields: Fields, record_id: Element) -> Element:
    """The stored values of the subtitle's fields, as an array."""
    table = definition.table.alias()
    columns = [
        value_of(table, path.field)
        for path in map(fields.find, definition.subtitle_fields)
        if path is not None
    ]
    return (
        sa.select(sa.func.json_build_array(*columns))
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == record_id)
        .correlate_except(table)
        .scalar_subquery()
    )


def _result(scope: Scope, definition: ObjectDef, row: Any) -> dict[str, Any]:
    names = [name for name in definition.subtitle_fields if name in definition.fields]
    parts = []
    for name, value in zip(names, row["details"] or (), strict=False):
        option = definition.fields[name].option_of.get(value) if isinstance(value, str) else None
        if value not in (None, ""):
            parts.append(option.label.in_locale(scope.locale) if option else str(value))
    return {
        "object": definition.name,
        "id": row["record_id"],
        "title": row["title"],
        "subtitle": " · ".join(parts) or None,
    }
