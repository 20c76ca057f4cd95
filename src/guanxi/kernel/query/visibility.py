"""Which fields a caller sees."""

from __future__ import annotations

from collections.abc import Hashable

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.query.fields import Sees
from guanxi.kernel.tenancy import Scope


def sight_of(scope: Scope) -> tuple[Hashable, Sees]:
    """A key under which callers with equal sight share compiled statements, and the test itself."""
    rights = scope.actor.rights
    return rights.sight, rights.sees


def sees_all_words(scope: Scope, definition: ObjectDef) -> bool:
    """Whether the caller sees every field whose words are in the search documents; otherwise he searches titles alone."""
    rights = scope.actor.rights
    return all(sees(rights, definition.name, field) for field in definition.field_list if field.searchable)
