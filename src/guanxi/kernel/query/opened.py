"""What every reading starts from: the object as this caller sees it, after the question whether he may read it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.statements import company_key
from guanxi.kernel.query.visibility import sees_all_words, sight_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Opened:
    fields: Fields
    key: Hashable  # callers with equal keys share compiled statements
    money_exponent: int
    sees_all_words: bool  # otherwise a search of this object looks at titles alone


async def open_object(scope: Scope, name: str) -> Opened:
    """Raises `object_not_found`, and `forbidden` without the permission to read."""
    definition = (await registry_of(scope)).object(name)
    scope.require(f"{name}.read")
    sight, sees = sight_of(scope)
    fields = Fields(await registry_of(scope), definition, sees)
    return Opened(
        fields,
        (name, company_key(scope), sight),
        scope.tenant.money_exponent,
        sees_all_words(scope, definition),
    )
