"""Changes of single parts of a value, such as the city of an address: laid over what the record has, and read as a whole.

Whoever changes one part says nothing of the others: two people who change different parts take nothing from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PartsChange:
    """`given` as they were sent; `over` is the whole that the same write gives, or that a new record begins with."""

    given: Mapping[str, Any]
    over: Mapping[str, Any] | None


def part_named(fields: Mapping[str, Field], name: str) -> tuple[Field, str] | None:
    """The field and the part that `address.city` names."""
    whole, dot, part = name.partition(".")
    field = fields.get(whole) if dot else None
    return None if field is None or part not in field.parts else (field, part)


def settle_parts(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """To be done once what stands in the database is known."""
    if not any(field.type.parts for field in definition.custom_fields):
        return
    context = ParseContext(scope.tenant.currency, scope.timezone)
    for draft in drafts:
        for name, change in list(draft.values.items()):
            if isinstance(change, PartsChange):
                _settle(draft, definition.fields[name], change, context)


def _settle(draft: Draft, field: Field, change: PartsChange, context: ParseContext) -> None:
    before = change.over if change.over is not None else (draft.current or {}).get(field.name)
    try:
        draft.values[field.name] = field.type.parse({**(before or {}), **change.given}, field, context)
    except FieldRefused as refused:
        del draft.values[field.name]
        draft.refuse(field.name, refused.code, **refused.params)
