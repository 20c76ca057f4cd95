"""Pages of cells as CSV, sent as they come, or as a workbook, which has to be whole before it can be sent."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio

from guanxi.features.exports.service.pages import Export, OpenScope, rows
from guanxi.kernel.tabular import XlsxFile, csv_lines, csv_start

_PIECE = 1 << 18


async def as_csv(export: Export, open_scope: OpenScope) -> AsyncIterator[bytes]:
    yield csv_start([column.heading for column in export.columns])
    async for page in rows(export, open_scope):
        if page:
            yield csv_lines(page)


async def as_xlsx(export: Export, open_scope: OpenScope) -> AsyncIterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="guanxi-export-") as folder:
        path = Path(folder) / "export.xlsx"
        with XlsxFile(path, [column.heading for column in export.columns], export.title) as file:
            async for page in rows(export, open_scope):
                await anyio.to_thread.run_sync(_write, file, page)
        with path.open("rb") as stream:
            while piece := await anyio.to_thread.run_sync(stream.read, _PIECE):
                yield piece


def _write(file: XlsxFile, page: list[list[Any]]) -> None:
    for row in page:
        file.write(row)
