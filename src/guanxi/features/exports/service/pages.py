"""Records page by page, each in a transaction of its own: a slow reader holds no connection."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from guanxi.features.exports.service.columns import Column, columns_of
from guanxi.kernel.query import ListQuery, fetch_list
from guanxi.kernel.query.opened import open_object
from guanxi.kernel.query.requests import MAX_LIMIT
from guanxi.kernel.tenancy import Scope

OpenScope = Callable[[], AbstractAsyncContextManager[Scope]]
# Creation never changes, so no record moves between pages while people work.
_STEADY_ORDER = "created_at"


@dataclass(frozen=True, slots=True)
class Export:
    """An export about to be sent: its columns and its first page, which has proved that the request is sound."""

    query: ListQuery
    columns: list[Column]
    first: dict[str, Any]
    title: str

    def rows_of(self, page: dict[str, Any]) -> list[list[Any]]:
        return [[column.of(record) for column in self.columns] for record in page["data"]]


async def begin_export(scope: Scope, object_name: str, query: ListQuery) -> Export:
    """Raises what a list of these records raises, and `forbidden` without the permission to export."""
    opened = await open_object(scope, object_name)
    scope.require(f"{object_name}.export")
    columns = columns_of(scope, opened.fields, query.fields)
    query = replace(
        query,
        fields=tuple(column.name for column in columns),
        sort=query.sort or _STEADY_ORDER,
        limit=MAX_LIMIT,
    )
    title = opened.fields.definition.plural_label.in_locale(scope.locale)
    return Export(query, columns, await _page(scope, query), title)


async def rows(export: Export, open_scope: OpenScope) -> AsyncIterator[list[list[Any]]]:
    """The cells of each page."""
    page = export.first
    yield export.rows_of(page)
    while page["next_cursor"]:
        async with open_scope() as scope:
            page = await _page(scope, replace(export.query, cursor=page["next_cursor"]))
        yield export.rows_of(page)


async def _page(scope: Scope, query: ListQuery) -> dict[str, Any]:
    page: dict[str, Any] = msgspec.json.decode(await fetch_list(scope, query))
    return page
