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
from guanxi.kernel.tabular import csv_lines, csv_start
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
        yield csv_start(header)
        after = -1
        while issues := await queries.list_issues(scope, row["id"], "refuse", after=after, most=_PAGE):
            after = issues[-1]["row_no"]
            yield csv_lines([_line(scope, registry, issue, len(names)) for issue in issues])


def _line(scope: Scope, registry: Registry, issue: Any, width: int) -> list[Any]:
    """A row that was too long gives up its surplus cells: the file keeps its columns."""
    cells = (list(issue["cells"]) + [""] * width)[:width]
    reasons = [sentence(scope, registry, error["code"], error["params"]) for error in issue["errors"]]
    return [*cells, issue["row_no"], " ".join(dict.fromkeys(reasons))]
