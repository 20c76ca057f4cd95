"""What every reading starts from: the object as this caller sees it, after the question whether he may read it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.sieve import is_sifted
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import company_key
from guanxi.kernel.query.visibility import sees_all_words, sight_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Opened:
    fields: Fields
    key: Hashable  # callers with equal keys share compiled statements
    money_exponent: int
    is_sifted: bool  # see sieve.py
    sees_all_words: bool  # otherwise a search of this object looks at titles alone

    def source(self, alias: str = "r") -> Source:
        return Source(self.fields.definition, alias, sifted=self.is_sifted)


async def open_object(scope: Scope, name: str) -> Opened:
    """Raises `object_not_found`, and `forbidden` without the permission to read."""
    definition = (await registry_of(scope)).object(name)
    scope.require(f"{name}.read")
    sight, sees = sight_of(scope)
    sifted = is_sifted(scope)
    fields = Fields(await registry_of(scope), definition, sees)
    return Opened(
        fields,
        (name, company_key(scope), sight, sifted),
        scope.tenant.money_exponent,
        sifted,
        sees_all_words(scope, definition),
    )
