"""Records page by page, each in a transaction of its own: a slow reader holds no connection."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.exports.service.columns import Column, columns_of
from guanxi.kernel.query import ListQuery, fetch_list
from guanxi.kernel.query.opened import open_object
from guanxi.kernel.query.requests import MAX_LIMIT
from guanxi.kernel.tenancy import Scope

OpenScope = Callable[[], AbstractAsyncContextManager[Scope]]
# Creation never changes, so no record moves between pages while people work.
_STEADY_ORDER = "created_at"
# As many as a condition has room for.
_IDS_AT_ONCE = 90


@dataclass(frozen=True, slots=True)
class Export:
    """An export about to be sent: its columns and its first page, which has proved that the request is sound.

    `places` are those of records in the order they were chosen in; without it they come as their query sorts them.
    """

    queries: Sequence[ListQuery]
    columns: list[Column]
    first: dict[str, Any]
    title: str
    places: Mapping[str, int]

    def rows_of(self, page: dict[str, Any]) -> list[list[Any]]:
        records = page["data"]
        if self.places:
            records = sorted(records, key=lambda record: self.places[record["id"]])
        return [[column.of(record) for column in self.columns] for record in records]


async def begin_export(
    scope: Scope, object_name: str, query: ListQuery, ids: Sequence[UUID] | None = None
) -> Export:
    """All that the query finds, or the records of `ids` in their order, those left out that the caller cannot see.

    Raises what a list of these records raises, and `forbidden` without the permission to export.
    """
    opened = await open_object(scope, object_name)
    scope.require(f"{object_name}.export")
    columns = columns_of(scope, opened.fields, query.fields)
    query = replace(
        query,
        fields=tuple(column.name for column in columns),
        sort=query.sort or _STEADY_ORDER,
        limit=MAX_LIMIT,
    )
    chosen = [str(each) for each in dict.fromkeys(ids or ())]
    queries = [query] if ids is None else _queries_of(query, chosen)
    title = opened.fields.definition.plural_label.in_locale(scope.locale)
    places = {record_id: place for place, record_id in enumerate(chosen)}
    return Export(queries, columns, await _page(scope, queries[0]), title, places)


def _queries_of(query: ListQuery, ids: Sequence[str]) -> list[ListQuery]:
    quoted = [f'"{each}"' for each in ids]
    pieces = [quoted[start : start + _IDS_AT_ONCE] for start in range(0, len(quoted), _IDS_AT_ONCE)]
    return [replace(query, filter=f"id in [{', '.join(piece)}]") for piece in pieces]


async def rows(export: Export, open_scope: OpenScope) -> AsyncIterator[list[list[Any]]]:
    """The cells of each page."""
    page = export.first
    yield export.rows_of(page)
    for number, query in enumerate(export.queries):
        if number:
            async with open_scope() as scope:
                page = await _page(scope, query)
            yield export.rows_of(page)
        while page["next_cursor"]:
            async with open_scope() as scope:
                page = await _page(scope, replace(query, cursor=page["next_cursor"]))
            yield export.rows_of(page)


async def _page(scope: Scope, query: ListQuery) -> dict[str, Any]:
    page: dict[str, Any] = msgspec.json.decode(await fetch_list(scope, query))
    return page
