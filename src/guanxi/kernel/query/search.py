"""Finding records by words.

The index on search_doc cannot serve under row-level security, because @@ is not leakproof (490 times slower), so two
functions of the database search above it: one enforces record sharing, one is for those who see everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.source import Element, Source, tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable, company_key
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.query.visibility import sees_all_words, sight_of
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
    if not query_tokens(q[:LONGEST]) or not admitted:
        return b'{"data":[]}'
    sight, sees = sight_of(scope)
    fields = {each.name: Fields(registry, each, sees) for each in admitted.values()}
    key = (company_key(scope), sight, tuple(admitted), scope.sees_all)
    runnable = _statements.or_make(key, lambda: _compile(list(admitted.values()), fields, scope.sees_all))
    rows: list[Any] = []
    for in_title, numbers in _by_words(scope, admitted):
        given = {"numbers": numbers, "most": limit, **search_parameters(q, in_title=in_title)}
        rows += await runnable.rows(scope, given)
    rows.sort(key=lambda row: (row["updated_at"], row["record_id"]), reverse=True)
    found = [_result(scope, fields[admitted[row["object_id"]].name], row) for row in rows[:limit]]
    return msgspec.json.encode({"data": found})


def _by_words(scope: Scope, admitted: Mapping[int, ObjectDef]) -> Iterator[tuple[bool, list[int]]]:
    """Objects of which some field is hidden are searched by title: their other words could betray it."""
    for in_title in (False, True):
        numbers = [number for number, each in admitted.items() if sees_all_words(scope, each) != in_title]
        if numbers:
            yield in_title, numbers


def matching_records(source: Source, sees_all: bool, parameter: str = TOKENS) -> Element:
    """Records of one object that match; takes `search_parameters`."""
    number = sa.literal_column(f"ARRAY[{source.definition.number}]", ARRAY(sa.Integer()))
    most: Element = sa.literal_column(str(MOST_MATCHES))
    found = _found(sees_all, most, number, parameter)
    return source.table.c.id.in_(sa.select(found.c.record_id))


def search_parameters(q: str, *, in_title: bool, parameter: str = TOKENS) -> dict[str, Any]:
    """What has no words, such as `-`, matches everything rather than nothing."""
    return {parameter: query_tokens(q[:LONGEST], in_title=in_title)}


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
    columns = (
        found.c.object_id,
        found.c.record_id,
        found.c.title,
        found.c.updated_at,
        sa.case(*details).label("details"),
    )
    return Runnable.of(sa.select(*columns).order_by(found.c.updated_at.desc(), found.c.record_id.desc()))


def _details(definition: ObjectDef, fields: Fields, record_id: Element) -> Element:
    """The stored values of the subtitle's fields, as an array."""
    table = definition.table.alias()
    columns = [value_of(table, path.field) for path in _subtitle(fields)]
    return (
        sa.select(sa.func.json_build_array(*columns))
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == record_id)
        .correlate_except(table)
        .scalar_subquery()
    )


def _subtitle(fields: Fields) -> list[FieldPath]:
    found = map(fields.find, fields.definition.subtitle_fields)
    return [path for path in found if path is not None]


def _result(scope: Scope, fields: Fields, row: Any) -> dict[str, Any]:
    parts = []
    for path, value in zip(_subtitle(fields), row["details"] or (), strict=False):
        option = path.field.option_of.get(value) if isinstance(value, str) else None
        if value not in (None, ""):
            parts.append(option.label.in_locale(scope.locale) if option else str(value))
    return {
        "object": fields.definition.name,
        "id": row["record_id"],
        "title": row["title"],
        "subtitle": " · ".join(parts) or None,
    }
