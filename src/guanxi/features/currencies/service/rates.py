"""Rates as they stand, what new ones would do, and putting them in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

from guanxi.features.currencies.queries import effects, rates
from guanxi.features.currencies.schemas import (
    Currencies,
    CurrencyState,
    Effect,
    MovedRate,
    Rate,
    RateChange,
    RatePage,
    RatePreview,
    RatesChanged,
)
from guanxi.features.currencies.service.reading import read_change
from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.changes.converting import converting_fields
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.currencies import At
from guanxi.kernel.errors import Conflict, render
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
KIND = "exchange_rates"
JOB = "currencies.convert"
PAGE = 100
MOST_KEPT = 100_000
_SUBJECT = uuid5(NAMESPACE_OID, "exchange rates")
_LAST = date.max


async def list_currencies(scope: Scope) -> Currencies:
    """The company's own first, then those listed, then others that have rates."""
    today = today_of(scope)
    known = {row["currency"]: row for row in await rates.rates_of_today(scope, today)}
    listed = scope.tenant.currencies
    states = [CurrencyState(scope.tenant.currency, True, "1", None, 0)]
    for currency in dict.fromkeys((*listed, *known)):
        row = known.get(currency)
        states.append(
            CurrencyState(
                currency,
                currency in listed,
                _text(None if row is None else row["rate"]),
                None if row is None else row["valid_from"],
                0 if row is None else row["rates"],
            )
        )
    return Currencies(scope.tenant.currency, states)


async def list_rates(scope: Scope, currency: str, before: date | None) -> RatePage:
    rows = await rates.page_of_rates(scope, currency.upper()[:3], before or _LAST, PAGE + 1)
    data = [
        Rate(row["currency"], row["valid_from"], _text(row["rate"]) or "", row["changed_at"])
        for row in rows[:PAGE]
    ]
    return RatePage(data, data[-1].valid_from if len(rows) > PAGE else None)


class _Undone(Exception):
    """Takes the preview back."""


async def preview_rates(scope: Scope, change: RateChange) -> RatePreview:
    """Puts the rates in force, looks, and takes them back. Raises 403 and as `read_change`."""
    scope.require(MANAGE)
    wanted = read_change(scope, change)
    found = list[Effect]()
    moved: dict[At, tuple[Decimal | None, Decimal | None]] = {}
    try:
        async with scope.tx.savepoint():
            moved = await _put(scope, wanted)
            found = await _effects(scope, {currency for currency, _ in moved})
            raise _Undone
    except _Undone:
        pass
    return RatePreview(
        [MovedRate(*at, _text(before), _text(after)) for at, (before, after) in sorted(moved.items())],
        found,
    )


async def change_rates(scope: Scope, change: RateChange) -> RatesChanged:
    """One change-set, and a job that converts what there is. Raises 403, 409 `rates_full`, and as `read_change`."""
    scope.require(MANAGE)
    wanted = read_change(scope, change)
    moved = await _put(scope, wanted)
    if not moved:
        return RatesChanged(None, None)
    before, after = ([_kept(at, pair[side]) for at, pair in sorted(moved.items())] for side in (0, 1))
    change_set_id = await record_administration(scope, KIND, _SUBJECT, before, after)
    return RatesChanged(change_set_id, await convert_later(scope, moved))


async def convert_later(scope: Scope, moved: Iterable[At]) -> UUID:
    """Now, and again on the days that are still to come."""
    moved = list(moved)
    currencies = sorted({currency for currency, _ in moved})
    today = today_of(scope)
    for day in sorted({day for _, day in moved if day > today}):
        start = datetime.combine(day, time.min, ZoneInfo(scope.tenant.timezone))
        wait = (start + timedelta(minutes=1) - scope.now).total_seconds()
        on_day = sorted({currency for currency, each in moved if each == day})
        await enqueue(scope, JOB, {"currencies": on_day}, delay_seconds=wait)
    return await enqueue(scope, JOB, {"currencies": currencies})


def describe(change: AdministrativeChange, locale: str) -> str:
    currencies = sorted({each["currency"] for each in change.after})
    return render("rates_history", {"currencies": ", ".join(currencies), "count": len(change.after)}, locale)


def name_of(change: AdministrativeChange) -> str:
    return ", ".join(sorted({each["currency"] for each in change.after}))


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(MANAGE)
    before, after = (_as_rates(each) for each in (change.before, change.after))
    current = await rates.locked_rates(scope, after)
    if any(current.get(at) != rate for at, rate in after.items()):
        return None
    await rates.put_rates(scope, before)
    change_set_id = await record_administration(
        scope, KIND, change.subject, change.after, change.before, undoes=undoes
    )
    await convert_later(scope, before)
    return change_set_id


def today_of(scope: Scope) -> date:
    return scope.now.astimezone(ZoneInfo(scope.tenant.timezone)).date()


async def amounts_of(scope: Scope) -> list[tuple[ObjectDef, Field]]:
    """All fields that keep a worth, of all objects."""
    return [(each, field) for each in await registry_of(scope) for field in converting_fields(each)]


async def _put(
    scope: Scope, wanted: Mapping[At, Decimal | None]
) -> dict[At, tuple[Decimal | None, Decimal | None]]:
    """What is different afterwards, before and after."""
    current = await rates.locked_rates(scope, wanted)
    moved = {at: (current.get(at), rate) for at, rate in wanted.items() if current.get(at) != rate}
    added = sum(before is None for before, _ in moved.values())
    if added and await rates.count_rates(scope) + added > MOST_KEPT:
        raise Conflict("rates_full", params={"limit": MOST_KEPT})
    await rates.put_rates(scope, {at: after for at, (_, after) in moved.items()})
    return moved


async def _effects(scope: Scope, currencies: set[str]) -> list[Effect]:
    """Of the fields that the caller sees and that hold such amounts."""
    rights, today, found = scope.actor.rights, today_of(scope), []
    async with elevated(scope):
        for definition, field in await amounts_of(scope):
            if not rights.sees(definition.name, field.name):
                continue
            row = await effects.effect_on(scope, definition, field, currencies, today)
            if not row["records"]:
                continue
            capped = row["records"] > effects.MOST_COUNTED
            found.append(
                Effect(
                    definition.name,
                    definition.label.in_locale(scope.locale),
                    field.name,
                    field.label.in_locale(scope.locale),
                    min(row["records"], effects.MOST_COUNTED),
                    capped,
                    None if capped else _money(scope, row["before"]),
                    None if capped else _money(scope, row["after"]),
                    row["without_rate"],
                )
            )
    return found


def _money(scope: Scope, amount: Decimal) -> str:
    return f"{Decimal(amount):.{scope.tenant.money_exponent}f}"


def _text(rate: Decimal | None) -> str | None:
    """Without zeros that say nothing, and never with an exponent."""
    return None if rate is None else f"{rate.normalize():f}"


def _kept(at: At, rate: Decimal | None) -> dict[str, Any]:
    return {"currency": at[0], "valid_from": at[1].isoformat(), "rate": _text(rate)}


def _as_rates(kept: Iterable[Mapping[str, Any]]) -> dict[At, Decimal | None]:
    return {
        (each["currency"], date.fromisoformat(each["valid_from"])): None
        if each["rate"] is None
        else Decimal(each["rate"])
        for each in kept
    }
