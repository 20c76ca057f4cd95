"""One page of rows: filtered, ordered, limited; before anything is attached to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from guanxi.kernel.query.keyset import Element, Key, seek

LIMIT = "page_limit"


@dataclass(frozen=True, slots=True)
class SortColumn:
    """A column to sort by, with the type that its values take in a cursor."""

    column: Element
    descending: bool
    nullable: bool
    type: TypeEngine[Any]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins: after a row of this branch, some of whose sort values were null."""

    branch: int
    nulls: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """`column` takes each of `values` in turn; the pages of all are merged."""

    column: Element
    values: sa.Subquery


@dataclass(frozen=True, slots=True)
class Rings:
    """The first sort value, a distance, lies in one of `each` (`number`, from `inner` to `outer`), and `cell` is then in one of the
    ranges (`first` to `last`) that `cells` has for that `ring`. `every` record that is wanted lies in one. See nearest.py.
    """

    cell: Element
    every: bool
    each: sa.TableValuedAlias
    cells: sa.TableValuedAlias


def build_page(
    columns: Sequence[Element],
    id_column: Element,
    from_clause: sa.FromClause,
    where: Sequence[Element],
    sort: Sequence[SortColumn],
    position: Position | None,
    *,
    merge: Merged | None = None,
    rings: Rings | None = None,
) -> sa.Select[Any]:
    """Selects `columns`, the sort values as k0, k1 …, `branch`, and `n` counting from 1; one row more than the limit.

    Takes the parameters `page_limit` (already one more), and b0, b1 … and `b_id` when there is a position.
    """
    if rings is not None:
        distance = sort[0]
        # OFFSET keeps the planner from measuring again wherever the distance is named.
        measured = sa.select(distance.column.label("distance")).offset(sa.literal_column("0"))
        far = measured.correlate_except().lateral("measured")
        from_clause = from_clause.join(far, sa.true())
        nullable = distance.nullable and not rings.every
        sort = [replace(distance, column=far.c.distance, nullable=nullable), *sort[1:]]
    keys = _keys(id_column, sort, position)
    labelled = [key.column.label(f"k{number}") for number, key in enumerate(keys[:-1])]
    limit: sa.BindParameter[int] = sa.bindparam(LIMIT, type_=sa.Integer())

    def branch(number: int, conditions: Sequence[Element], order: Sequence[Key]) -> sa.Select[Any]:
        rows = (
            sa.select(*columns, *labelled, sa.literal_column(str(number), sa.Integer()).label("branch"))
            .select_from(from_clause)
            .where(*where, *conditions)
            .order_by(*[key.ordering() for key in order])
            .limit(limit)
        )
        if rings is not None:
            without_place = rows.where(rings.cell.is_(sa.null()))
            return _outward(rows, rings, limit, keys, order) if number == 0 else without_place
        if merge is None:
            return rows
        each = rows.where(merge.column == merge.values.c.value).lateral("each")
        again = _again(each, keys, order)
        return (
            sa.select(*each.c).select_from(merge.values.join(each, sa.true())).order_by(*again).limit(limit)
        )

    branches = [branch(*part) for part in _branches(keys, position)]
    if len(branches) == 1:
        rows: sa.FromClause = branches[0].subquery("rows")
    else:
        # Append stops at the limit, so that the branch of nulls runs only when the values do not fill the page.
        rows = sa.union_all(*[part.subquery().select() for part in branches]).limit(limit).subquery("rows")
    return sa.select(*rows.c, sa.func.row_number().over().label("n"))


def _outward(
    rows: sa.Select[Any], rings: Rings, limit: Element, keys: Sequence[Key], order: Sequence[Key]
) -> sa.Select[Any]:
    """Sorted within each ring. The loop over the rings stops at the limit, so that the outer ones are not read."""
    each, cells = rings.each, rings.cells
    inside = rows.order_by(None).where(rings.cell >= cells.c.first, rings.cell <= cells.c.last)
    # OFFSET keeps the planner from making one join of it, for which it would not know how few each range holds.
    found = inside.limit(None).offset(sa.literal_column("0")).lateral("found")
    ring = (
        sa.select(*found.c)
        .select_from(cells.join(found, sa.true()))
        .where(cells.c.ring == each.c.number, found.c.k0 > each.c.inner, found.c.k0 <= each.c.outer)
        .order_by(*_again(found, keys, order))
        .limit(limit)
        .lateral("ring")
    )
    walked = sa.select(*ring.c).select_from(each.join(ring, sa.true())).limit(limit).subquery("walked")
    return sa.select(*walked.c).order_by(*_again(walked, keys, order))


def _again(rows: sa.FromClause, keys: Sequence[Key], order: Sequence[Key]) -> list[Element]:
    """The same order, of rows that were selected with their sort values."""
    names = {key.column: rows.c[f"k{place}"] for place, key in enumerate(keys[:-1])}
    return [replace(key, column=names.get(key.column, rows.c.id)).ordering() for key in order]


def _keys(id_column: Element, sort: Sequence[SortColumn], position: Position | None) -> list[Key]:
    nulls = position.nulls if position else ()
    keys = []
    for number, part in enumerate(sort):
        bound = None if not nulls or nulls[number] else sa.bindparam(f"b{number}", type_=part.type)
        keys.append(Key(part.column, part.descending, part.nullable, bound))
    descending = keys[-1].descending if keys else False
    keys.append(Key(id_column, descending, False, sa.bindparam("b_id", type_=sa.Uuid())))
    return keys


def _branches(
    keys: list[Key], position: Position | None
) -> list[tuple[int, Sequence[Element], Sequence[Key]]]:
    first, rest = keys[0], keys[1:]
    if not first.nullable:
        return [(0, [seek(keys)] if position else [], keys)]

    present = replace(first, nullable=False)
    branches: list[tuple[int, Sequence[Element], Sequence[Key]]] = []
    if position is None or position.branch == 0:
        after = [seek([present, *rest])] if position else []
        branches.append((0, [first.column.is_not(sa.null()), *after], [present, *rest]))
    seek_nulls = [seek(rest)] if position is not None and position.branch == 1 else []
    branches.append((1, [first.column.is_(sa.null()), *seek_nulls], rest))
    return branches
