"""What amounts in currencies of their own are worth in the company's: worked out as they are written, and kept beside them.

By the rate of the day in the field that the object names (`rate_date`); by today's where there is none, where that day is still to
come, and as long as the record is open in its pipeline. The money field that an amount converts to takes the worth; to write that
field by itself says that the amount is in the company's currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel import money
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.currencies import rates_at, value_at_home
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.field_types.currency_amount import AMOUNT, CONVERTED, CURRENCY
from guanxi.kernel.metadata.pipelines import OPEN, STATUS
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Asked:
    draft: Draft
    field: Field
    value: dict[str, Any]
    day: date
    is_given: bool


def converting_fields(definition: ObjectDef) -> list[Field]:
    """Those whose values have a worth in the company's currency kept beside them."""
    return [
        each
        for each in definition.field_list
        if any(part.name == CONVERTED for part in each.type.parts) and not each.is_derived
    ]


async def convert_amounts(
    scope: Scope,
    definition: ObjectDef,
    drafts: Sequence[Draft],
    *,
    anew: bool = False,
    lenient: bool = False,
) -> None:
    """For those who give an amount, or whose rate is now another day's. `anew` does it for all of them.

    Refuses `currency_inactive`, `exchange_rate_missing` and `money_out_of_range`; a `lenient` one leaves such amounts as they are.
    """
    fields = converting_fields(definition)
    asked = [
        each
        for field in fields
        for draft in drafts
        if draft.op in ("create", "update")
        for each in _asked(scope, definition, field, draft, anew)
    ]
    if not asked:
        return
    own = scope.tenant.currency
    rates = await rates_at(scope, {(each.value[CURRENCY], each.day) for each in asked})
    for each in asked:
        currency = each.value[CURRENCY]
        rate = rates.get((currency, each.day))
        if each.is_given and not lenient and (refusal := _refusal(scope, each, rate)) is not None:
            code, params = refusal
            each.draft.refuse(each.field.name, code, **params)
            continue
        try:
            worth = None if rate is None else value_at_home(Decimal(each.value[AMOUNT]), rate, own)
        except OverflowError:
            if not lenient:
                each.draft.refuse(each.field.name, "money_out_of_range")
            continue
        _keep(scope, each, worth)


def _asked(scope: Scope, definition: ObjectDef, field: Field, draft: Draft, anew: bool) -> Iterator[_Asked]:
    before = (draft.current or {}).get(field.name)
    key = f"converted:{field.name}"
    if (
        key not in draft.noted
        and field.name in draft.values
        and _same(field, draft.values[field.name], before)
    ):
        draft.values[field.name] = before
    if _gives_home(field, draft):
        draft.values[field.name] = None
    value = draft.get(field.name)
    if not isinstance(value, dict):
        return
    day = _rate_day(scope, definition, draft.get)
    is_given = not _same(field, value, before)
    if draft.current is not None and not is_given and not anew and CONVERTED in value:
        is_same_day = day == _rate_day(scope, definition, draft.current.get)
        if is_same_day:
            return
    noted = (field.type.given_of(value), day)
    if draft.noted.get(key) != noted:
        draft.noted[key] = noted
        yield _Asked(draft, field, value, day, is_given)


def _gives_home(field: Field, draft: Draft) -> bool:
    """Whether only the money field is written, which is in the company's currency."""
    target = field.converts_to
    if target is None or target not in draft.given or draft.get(field.name) is None:
        return False
    before = draft.current or {}
    is_moved = draft.values.get(target) != before.get(target)
    return (
        is_moved
        and draft.op == "update"
        and _same(field, draft.get(field.name), before.get(field.name))
        and (f"converted:{field.name}" not in draft.noted)
    )


def _same(field: Field, one: Any, other: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one is None and other is None
    return bool(field.type.given_of(one) == field.type.given_of(other))


def _rate_day(scope: Scope, definition: ObjectDef, get: Any) -> date:
    """The day whose rate holds."""
    today = scope.now.astimezone(ZoneInfo(scope.tenant.timezone)).date()
    status = definition.roles.get(STATUS)
    if definition.rate_date is None or (status is not None and get(status) == OPEN):
        return today
    day = get(definition.rate_date)
    return min(day, today) if isinstance(day, date) else today


def _refusal(scope: Scope, asked: _Asked, rate: Decimal | None) -> tuple[str, dict[str, Any]] | None:
    """A company that has listed no currencies keeps amounts in any, without their worth; not where a worth is needed."""
    currency, tenant = asked.value[CURRENCY], scope.tenant
    if currency == tenant.currency:
        return None
    if not tenant.currencies and asked.field.converts_to is None:
        return None
    if currency not in tenant.currencies:
        listed = ", ".join([tenant.currency, *tenant.currencies])
        return "currency_inactive", {"currency": currency, "listed": listed}
    if rate is None:
        return "exchange_rate_missing", {"currency": currency, "day": asked.day.isoformat()}
    return None


def _keep(scope: Scope, asked: _Asked, worth: str | None) -> None:
    draft, field = asked.draft, asked.field
    if worth is None:
        return
    draft.values[field.name] = {**field.type.given_of(asked.value), CONVERTED: worth}
    if field.converts_to is not None:
        draft.values[field.converts_to] = money.to_minor(Decimal(worth), scope.tenant.currency)
        if asked.value[CURRENCY] == scope.tenant.currency:
            draft.values[field.name] = None
