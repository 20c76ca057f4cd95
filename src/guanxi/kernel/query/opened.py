"""What every reading starts from: the object as this caller sees it, after the question whether he may read it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from guanxi.kernel.metadata import Conventions, registry_of
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.reach import Reach, Tests, is_led
from guanxi.kernel.query.sieve import is_sifted
from guanxi.kernel.query.sizes import Breadth, sizes
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import company_key
from guanxi.kernel.query.visibility import sees_all_words, sight_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Opened:
    fields: Fields
    key: Hashable  # callers with equal keys share compiled statements
    conventions: Conventions
    is_sifted: bool  # see sieve.py
    breadth: Breadth
    sees_all_words: bool  # otherwise a search of this object looks at titles alone

    @property
    def money_exponent(self) -> int:
        return self.conventions.money_exponent

    def source(self, alias: str = "r") -> Source:
        """Of single records, and of whatever is found by its id."""
        return Source(self.fields.definition, alias, sifted=self.is_sifted)

    def visible(self) -> Source:
        """Of lists, boards and figures; `steer` goes before the statement."""
        narrowed = self.breadth is Breadth.NARROW
        return Source(self.fields.definition, sifted=self.is_sifted and not narrowed, narrowed=narrowed)

    async def steer(self, scope: Scope, tests: Tests, reach: Reach) -> None:
        """Has who sees much walk in order where an index leads: that of principals, which does not help him, can only be
        read as a bitmap. A range alone is left to the planner, which may need one.
        """
        if self.breadth is Breadth.BROAD and (reach is Reach.BOUNDED or is_led(self.fields, tests)):
            await scope.tx.execute("SET LOCAL enable_bitmapscan = off")


async def open_object(scope: Scope, name: str) -> Opened:
    """Raises `object_not_found`, and `forbidden` without the permission to read."""
    definition = (await registry_of(scope)).object(name)
    scope.require(f"{name}.read")
    sight, sees = sight_of(scope)
    sifted, breadth = is_sifted(scope), await sizes().breadth_of(scope, definition)
    fields = Fields(await registry_of(scope), definition, sees)
    return Opened(
        fields,
        (name, company_key(scope), sight, sifted, breadth),
        Conventions.of(scope.tenant),
        sifted,
        breadth,
        sees_all_words(scope, definition),
    )
