"""Finding records by words.

The index on search_doc cannot serve under row-level security, because @@ is not leakproof (490 times slower), so functions of
the database search above it: two enforce record sharing, for who sees little and for who sees much, one is for those who see
everything. They are statements of their own, and what they find is a parameter of the next: a sharded database sends a
statement to the shard of the company, where these functions find nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import ObjectDef, Registry, registry_of
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.sizes import Breadth, sizes
from guanxi.kernel.query.source import Element, Source, tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable, company_key
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.query.visibility import sees_all_words, sight_of
from guanxi.kernel.search import query_tokens
from guanxi.kernel.tenancy import Scope

MOST_MATCHES = 2_000  # as the functions themselves
MOST_RESULTS = 50
LONGEST = 200
FOUND = "found_ids"

_searches: Remembered[Runnable] = Remembered()
_statements: Remembered[Runnable] = Remembered()


async def fetch_search(scope: Scope, q: str, objects: Sequence[str] = (), limit: int = 20) -> bytes:
    """`{"data": [{object, id, title, subtitle}]}`, the latest changed first, of the objects that the caller may read."""
    if not 1 <= limit <= MOST_RESULTS:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MOST_RESULTS})
    registry = await registry_of(scope)
    searched = [each for each in registry if each.custom is None or each.custom.in_search]
    wanted = [registry.object(name) for name in objects] if objects else searched
    admitted = {each.number: each for each in wanted if scope.may(f"{each.name}.read")}
    if not query_tokens(q[:LONGEST]) or not admitted:
        return b'{"data":[]}'
    rows: list[Any] = []
    for in_title, numbers in _by_words(scope, admitted):
        tokens = query_tokens(q[:LONGEST], in_title=in_title)
        among = [admitted[number] for number in numbers]
        rows += await _search(scope, among, tokens, limit)
    rows.sort(key=lambda row: (row["updated_at"], row["record_id"]), reverse=True)
    return msgspec.json.encode({"data": await _results(scope, registry, rows[:limit])})


def _by_words(scope: Scope, admitted: Mapping[int, ObjectDef]) -> Iterator[tuple[bool, list[int]]]:
    """Objects of which some field is hidden are searched by title: their other words could betray it."""
    for in_title in (False, True):
        numbers = [number for number, each in admitted.items() if sees_all_words(scope, each) != in_title]
        if numbers:
            yield in_title, numbers


def matching_records(source: Source, parameter: str = FOUND) -> Element:
    """Records of one object that match; takes `search_parameters`."""
    found: sa.BindParameter[Any] = sa.bindparam(parameter, type_=ARRAY(sa.Uuid()))
    return source.table.c.id == found.any_()


async def search_parameters(
    scope: Scope, opened: Opened, q: str, parameter: str = FOUND
) -> dict[str, list[UUID]]:
    """Searches the object. What has no words, such as `-`, matches everything rather than nothing."""
    tokens = query_tokens(q[:LONGEST], in_title=not opened.sees_all_words)
    rows = await _search(scope, [opened.fields.definition], tokens, MOST_MATCHES)
    return {parameter: [row["record_id"] for row in rows]}


async def _search(scope: Scope, definitions: Sequence[ObjectDef], tokens: str, most: int) -> list[Any]:
    narrow = await sizes().breadth_among(scope, definitions) is Breadth.NARROW
    name = "search_all" if scope.sees_all else "search_narrow" if narrow else "search"
    runnable = _searches.or_make(name, lambda: Runnable.of(_found(name)))
    given = {"tokens": tokens, "numbers": [each.number for each in definitions], "most": most}
    async with scope.tx.calling(scope.database_role):
        return await runnable.rows(scope, given)


def _found(name: str) -> Any:
    """Of the function called so. Takes `tokens`, `numbers` (of objects) and `most`."""
    function = getattr(sa.func.guanxi, name)
    tokens = sa.cast(sa.bindparam("tokens", type_=sa.Text()), TSQUERY())
    most: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
    numbers: sa.BindParameter[Any] = sa.bindparam("numbers", type_=ARRAY(sa.Integer()))
    found = (
        function(tokens, most, numbers)
        .table_valued(
            sa.column("object_id", sa.Integer()),
            sa.column("record_id", sa.Uuid()),
            sa.column("title", sa.Text()),
            sa.column("updated_at", sa.DateTime(timezone=True)),
        )
        .alias("found")
    )
    return sa.select(*found.c)


async def _results(scope: Scope, registry: Registry, rows: Sequence[Any]) -> list[dict[str, Any]]:
    found: defaultdict[int, list[UUID]] = defaultdict(list)
    for row in rows:
        found[row["object_id"]].append(row["record_id"])
    sight, sees = sight_of(scope)
    fields = {each.number: Fields(registry, each, sees) for each in registry if each.number in found}
    details: dict[UUID, Any] = {}
    if fields:
        key = (company_key(scope), sight, tuple(fields))
        runnable = _statements.or_make(key, lambda: _compile(fields))
        given: dict[str, Any] = {f"ids{number}": found[number] for number in fields}
        details = {row["id"]: row["details"] for row in await runnable.rows(scope, given)}
    return [_result(scope, fields[row["object_id"]], row, details.get(row["record_id"])) for row in rows]


def _compile(fields: Mapping[int, Fields]) -> Runnable:
    """The stored values of the subtitles' fields, as an array; takes `ids1` … by the numbers of the objects."""
    parts = []
    for number, each in fields.items():
        table = each.definition.table.alias()
        ids: sa.BindParameter[Any] = sa.bindparam(f"ids{number}", type_=ARRAY(sa.Uuid()))
        columns = [value_of(table, path.field) for path in _subtitle(each)]
        parts.append(
            sa.select(table.c.id, sa.func.json_build_array(*columns).label("details")).where(
                table.c.tenant_id == tenant_parameter(), table.c.id == ids.any_()
            )
        )
    return Runnable.of(sa.union_all(*parts))


def _subtitle(fields: Fields) -> list[FieldPath]:
    found = map(fields.find, fields.definition.subtitle_fields)
    return [path for path in found if path is not None]


def _result(scope: Scope, fields: Fields, row: Any, details: Sequence[Any] | None) -> dict[str, Any]:
    parts = []
    for path, value in zip(_subtitle(fields), details or (), strict=False):
        option = path.field.option_of.get(value) if isinstance(value, str) else None
        if value not in (None, ""):
            parts.append(option.label.in_locale(scope.locale) if option else str(value))
    return {
        "object": fields.definition.name,
        "id": row["record_id"],
        "title": row["title"],
        "subtitle": " · ".join(parts) or None,
    }
