"""Reading the rows of the next chunk while the database writes those of this one."""

from __future__ import annotations

import asyncio

from guanxi.features.imports.service.drafts import Draft, read_draft
from guanxi.features.imports.service.plan import ImportPlan
from guanxi.kernel.tabular import NormalisedTable

SLICE = 50  # rows, which take less than a millisecond: no answer of the database waits longer


class ReadingAhead:
    """Reads nothing but the file, so that what it read holds whatever becomes of the chunk before."""

    def __init__(self, plan: ImportPlan, table: NormalisedTable, size: int) -> None:
        self._plan, self._table, self._size = plan, table, size
        self._start = -1
        self._reading: asyncio.Task[list[Draft]] | None = None

    async def drafts(self, start: int) -> list[Draft]:
        """The chunk from this row on; begins to read the one after it."""
        if self._reading is None or self._start != start:
            await self.stop()
            self._reading = asyncio.create_task(self._read(start))
        drafts = await self._reading
        self._reading, self._start = None, start + len(drafts)
        if self._start < self._table.count:
            self._reading = asyncio.create_task(self._read(self._start))
        return drafts

    async def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])
            self._reading = None

    async def _read(self, start: int) -> list[Draft]:
        drafts: list[Draft] = []
        for row in self._table.rows(start, self._size):
            drafts.append(read_draft(self._plan, row))
            if len(drafts) % SLICE == 0:
                await asyncio.sleep(0)
        return drafts
