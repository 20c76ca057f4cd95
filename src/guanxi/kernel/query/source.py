"""The records of an object as a FROM clause: the object's table, and what its lookups point to where conditions ask.

Every table carries the tenant's id as a parameter beside row-level security: sharding routes by it, and a mistake in
one of the two is caught by the other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.expressions import Reference
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.links import Links, points_to, tenant_parameter
from guanxi.kernel.query.paths import cell_column
from guanxi.kernel.query.sieve import sieve
from guanxi.kernel.query.storage import looked_up, ordered_value_of, value_of

Element = sa.ColumnElement[Any]

__all__ = ["Element", "Source", "tenant_parameter"]


class Source:
    """`sifted` readings take the parameter `held`, see sieve.py; of `narrowed` ones see sizes.py."""

    def __init__(
        self, definition: ObjectDef, alias: str = "r", *, sifted: bool = False, narrowed: bool = False
    ) -> None:
        self.definition = definition
        self._sifted = sifted
        self.table = (
            _narrowed(definition.table, f"{alias}_{definition.name}")
            if narrowed
            else definition.table.alias(alias)
        )
        self._joined: dict[str, sa.FromClause] = {}
        self._unfolded: dict[str, sa.FromClause] = {}

    @property
    def from_clause(self) -> sa.FromClause:
        """To be read after all columns have been asked for."""
        clause: sa.FromClause = self.table
        for through, target in self._joined.items():
            field = self.definition.fields[through]
            pointed: Element = value_of(self.table, field)
            if field.is_linked:
                # From a condition on the record looked up, an index then leads back here.
                links = Links(self.definition, field, f"link_{through}")
                clause = clause.outerjoin(
                    links.table, sa.and_(*links.scope, links.from_id == self.table.c.id)
                )
                pointed = links.to_id
            on = sa.and_(target.c.tenant_id == tenant_parameter(), target.c.id == pointed)
            clause = clause.outerjoin(target, on)
        for each in self._unfolded.values():
            clause = clause.outerjoin(each, sa.true())
        return clause

    def scope(self, deleted: bool = False) -> list[Element]:
        """The conditions that every reading of this object begins with."""
        bin_ = self.table.c.deleted_at
        return [
            self.table.c.tenant_id == tenant_parameter(),
            bin_.is_not(sa.null()) if deleted else bin_.is_(sa.null()),
            *([sieve(self.table)] if self._sifted else []),
        ]

    def column(self, path: FieldPath) -> Element:
        if path.field.type.apart:
            return self._count_of(path)
        if path.beyond:
            (through, target), *rest = path.beyond
            return looked_up(value_of(self._table_of(path), through), target, rest, path.field)
        return value_of(self._table_of(path), path.field)

    def each_of(self, path: FieldPath) -> Element:
        """Each of the options chosen in a field of many: the record stands once for every one of them, or once for none."""
        if path.name not in self._unfolded:
            each = sa.func.jsonb_array_elements_text(self.column(path)).table_valued("value")
            self._unfolded[path.name] = each.render_derived(f"each_{len(self._unfolded)}").lateral()
        return self._unfolded[path.name].c.value

    def ordered_column(self, path: FieldPath) -> Element:
        """To compare and sort by, see `ordered_value_of`."""
        if path.beyond or path.field.type.apart:
            return self.column(path)
        return ordered_value_of(self._table_of(path), path.field)

    def column_of(self, reference: Reference, *, compared: bool = False) -> Element:
        """For the expression compiler."""
        if not isinstance(reference.handle, FieldPath):
            return self.table.c.id
        return self.ordered_column(reference.handle) if compared else self.column(reference.handle)

    def links_of(self, reference: Reference, targets: Element) -> Element | None:
        """For the expression compiler: that the field points to one of `targets`, where links tell; otherwise None."""
        path = reference.handle
        if not isinstance(path, FieldPath) or path.through is not None or not path.field.is_linked:
            return None
        seen = path.pointed.table.alias() if path.pointed is not None else None
        return points_to(self.definition, path.field, self.table.c.id, targets, seen)

    def cells_of(self, latitude: Reference) -> Element | None:
        """For the expression compiler: the slot with the cells of a place of the object itself, once it is filled."""
        column = cell_column(latitude)
        return None if column is None else self.table.c[column]

    def _count_of(self, path: FieldPath) -> Element:
        """How many live records that the caller sees a list of links has, null for none: what conditions may ask of it."""
        assert path.pointed is not None
        links, target = Links(self.definition, path.field), path.pointed.table.alias()
        counted = (
            sa.select(sa.func.count())
            .select_from(links.table.join(target, target.c.id == links.to_id))
            .where(
                *links.scope,
                links.from_id == self.table.c.id,
                target.c.tenant_id == tenant_parameter(),
                target.c.deleted_at.is_(sa.null()),
            )
            .correlate_except(links.table, target)
            .scalar_subquery()
        )
        return sa.func.nullif(counted, sa.literal_column("0"), type_=sa.Integer())

    def _table_of(self, path: FieldPath) -> sa.FromClause:
        if path.through is None:
            return self.table
        assert path.target is not None
        through = path.through
        if through.name not in self._joined:
            self._joined[through.name] = path.target.table.alias(f"via_{through.name}")
        return self._joined[through.name]


@lru_cache(maxsize=1024)
def _narrowed(table: sa.FromClause, name: str) -> sa.FromClause:
    """What the caller sees, fetched before anything else is asked of it, and once for all parts of a statement."""
    rows = sa.select(table).where(table.c.tenant_id == tenant_parameter())
    return rows.cte(name).prefix_with("MATERIALIZED")
