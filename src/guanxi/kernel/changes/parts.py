"""Changes of single parts of a value, such as the city of an address: laid over what the record has, and read as a whole.

Whoever changes one part says nothing of the others: two people who change different parts take nothing from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.metadata.field_types.currency_amount import AMOUNT
from guanxi.kernel.money import from_minor
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
    known = () if field is None else [each.name for each in field.type.parts if not each.derived]
    return None if field is None or part not in known else (field, part)


def settle_parts(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """To be done once what stands in the database is known."""
    if not any(field.type.parts for field in definition.field_list):
        return
    context = ParseContext(scope.tenant.currency, scope.timezone)
    for draft in drafts:
        for name, change in list(draft.values.items()):
            if isinstance(change, PartsChange):
                _settle(draft, definition.fields[name], change, context)


def _settle(draft: Draft, field: Field, change: PartsChange, context: ParseContext) -> None:
    before = change.over if change.over is not None else (draft.current or {}).get(field.name)
    try:
        given = {**(before or {}), **_amount_beside(draft, field, context), **change.given}
        draft.values[field.name] = field.type.parse(given, field, context)
    except FieldRefused as refused:
        del draft.values[field.name]
        draft.refuse(field.name, refused.code, **refused.params)


def _amount_beside(draft: Draft, field: Field, context: ParseContext) -> dict[str, Any]:
    """Who names a currency alone says it of the amount written beside it, or of the one that is there."""
    target = field.converts_to
    if target is None:
        return {}
    if target in draft.given:
        return {AMOUNT: draft.change.values.get(target)}
    current = draft.current or {}
    if current.get(field.name) is None and current.get(target) is not None:
        return {AMOUNT: from_minor(current[target], context.currency)}
    return {}
