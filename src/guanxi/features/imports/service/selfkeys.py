"""Which records a file itself will bring, as far as its own rows refer to them."""

from __future__ import annotations

from collections.abc import Container

import anyio

from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import match_key
from guanxi.kernel.tabular import NormalisedTable

# References beyond this many distinct names are looked for in the table alone.
_MOST = 500_000
# Looking at one page does not read a file larger than this to the end.
_LOOKED_THROUGH_ROWS = 50_000


class _Anything:
    """Stands for the names of a file too large to be read for one page: its references are settled by the run."""

    def __contains__(self, key: object) -> bool:
        return True


async def keys_in_file(plan: ImportPlan, table: NormalisedTable, *, whole: bool = True) -> Container[str]:
    """Of the names that rows refer to, those that other rows of the file have. Memory is bounded by the references."""
    indexes = [column.index for column in plan.columns if column.field in plan.self_lookups]
    names = next((column.index for column in plan.columns if column.field.name == "name"), None)
    if not indexes or names is None:
        return frozenset()
    if not whole and table.count > _LOOKED_THROUGH_ROWS:
        return _Anything()
    return await anyio.to_thread.run_sync(_keys, table, indexes, names)


def _keys(table: NormalisedTable, indexes: list[int], names: int) -> frozenset[str]:
    wanted = _referred(table, indexes)
    return frozenset(
        key
        for row in table.rows()
        if names < len(row.cells) and (key := match_key(str(row.cells[names]))) in wanted
    )


def _referred(table: NormalisedTable, indexes: list[int]) -> set[str]:
    wanted: set[str] = set()
    for row in table.rows():
        for index in indexes:
            if index < len(row.cells) and row.cells[index] != "":
                wanted.add(match_key(str(row.cells[index])))
        if len(wanted) > _MOST:
            break
    return wanted
