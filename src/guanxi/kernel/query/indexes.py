"""Which orders and conditions the database serves by an index, as its own catalogue says.

Read once in a process: what an operator adds by hand counts from the next start, as does what a migration brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, text

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_CATALOGUE = prepare(
    text(
        "SELECT c.relname AS table, ARRAY("
        "  SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)"
        "  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number"
        "  WHERE k.place <= i.indnkeyatts ORDER BY k.place) AS columns,"
        " coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '') LIKE '%deleted_at IS NOT NULL%' AS of_bin "
        "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid"
        " JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = x.relam "
        "WHERE c.relnamespace = 'guanxi'::regnamespace AND i.indisvalid AND i.indexprs IS NULL AND m.amname = 'btree'"
    )
)
_KEY = ("tenant_id", "object_id")


@dataclass(frozen=True, slots=True)
class Index:
    """`columns` in their order, without those that every key begins with."""

    columns: tuple[str, ...]
    of_bin: bool

    def continues(self, equal: frozenset[str], then: Sequence[str]) -> bool:
        """Whether records with these columns fixed lie in the order of `then`."""
        rest = list(self.columns)
        while rest and rest[0] in equal and rest[0] not in then:
            rest.pop(0)
        return rest[: len(then)] == list(then)


_known: dict[str, Mapping[str, Sequence[Index]]] = {}


async def load_indexes(scope: Scope) -> None:
    """Before the first `indexes_of` of a process; costs nothing afterwards."""
    if "all" in _known:
        return
    found: defaultdict[str, list[Index]] = defaultdict(list)
    for row in await scope.tx.fetch(_CATALOGUE):
        columns = tuple(name for name in row["columns"] if name not in _KEY)
        found[row["table"]].append(Index(columns, row["of_bin"]))
    _known["all"] = found


def indexes_of(table: Table, *, deleted: bool = False) -> list[Index]:
    return [each for each in _known["all"].get(table.name, ()) if deleted or not each.of_bin]
