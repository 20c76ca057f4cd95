"""The refused rows as a file: the original columns, then the row's number and the reasons, to be mended and sent again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.options import analysis_of
from guanxi.features.imports.service.sentences import sentence
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.tabular import write_csv
from guanxi.kernel.tenancy import Scope

_PAGE = 1_000


async def refused_pages(context: AbstractAsyncContextManager[Scope], row: Any) -> AsyncIterator[bytes]:
    """CSV in pieces, read page by page in a transaction of its own."""
    async with context as scope:
        registry = await registry_of(scope)
        names = [column.name for column in analysis_of(row["analysis"]).columns]
        header = [
            *names,
            render("import_column_row", {}, scope.locale),
            render("import_column_reasons", {}, scope.locale),
        ]
        yield _csv(header, [])
        after = -1
        while issues := await queries.list_issues(scope, row["id"], "refuse", after=after, most=_PAGE):
            after = issues[-1]["row_no"]
            lines = [_line(scope, registry, issue, len(names)) for issue in issues]
            yield _csv(None, lines)


def _csv(header: list[str] | None, lines: list[list[Any]]) -> bytes:
    pieces = list(write_csv(header or [], lines))
    if header is not None:
        return b"".join(pieces)
    # Neither a second byte-order mark nor a second header.
    return b"".join(pieces[1:]).split(b"\r\n", 1)[1]


def _line(scope: Scope, registry: Registry, issue: Any, width: int) -> list[Any]:
    """A row that was too long gives up its surplus cells: the file keeps its columns."""
    cells = (list(issue["cells"]) + [""] * width)[:width]
    reasons = [_reason(scope, registry, issue["errors"], error) for error in issue["errors"]]
    return [*cells, issue["row_no"], " ".join(dict.fromkeys(reasons))]


def _reason(scope: Scope, registry: Registry, errors: list[Any], error: dict[str, Any]) -> str:
    return sentence(scope, registry, error["code"], error["params"])
