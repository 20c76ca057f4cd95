"""Which records a file itself will bring, as far as its own rows refer to them."""

from __future__ import annotations

from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import match_key
from guanxi.kernel.tabular import NormalisedTable

# References beyond this many distinct names are looked for in the table alone.
_MOST = 500_000


def keys_in_file(plan: ImportPlan, table: NormalisedTable) -> frozenset[str]:
    """Of the names that rows refer to, those that other rows of the file have. Memory is bounded by the references."""
    indexes = [column.index for column in plan.columns if column.field in plan.self_lookups]
    names = next((column.index for column in plan.columns if column.field.name == "name"), None)
    if not indexes or names is None:
        return frozenset()
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
