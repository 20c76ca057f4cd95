"""Changing the company's name, currency, time zone, language and fiscal year."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from guanxi.edge.invalidations import announce
from guanxi.features.companies import queries
from guanxi.features.companies.schemas import CompanyUpdate
from guanxi.features.companies.service.following import tell_followers
from guanxi.features.companies.service.regional_settings import (
    checked_currency,
    checked_line,
    checked_locale,
    checked_timezone,
)
from guanxi.features.sessions.facade import Company
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope


async def update_company(scope: Scope, change: CompanyUpdate) -> Company:
    """Raises 403; 409 `currency_locked` once records hold amounts, which are kept in units of the currency."""
    scope.require("company.manage")
    name = None if change.name is UNSET else checked_line(change.name, "name")
    settings: dict[str, Any] = {}
    if change.timezone is not UNSET:
        settings["timezone"] = checked_timezone(change.timezone)
    if change.locale is not UNSET:
        settings["locale"] = checked_locale(change.locale)
    if change.currency is not UNSET:
        settings["currency"] = checked_currency(change.currency)
        if settings["currency"] != scope.tenant.currency and (
            scope.tenant.currencies or await _has_amounts(scope)
        ):
            raise Conflict("currency_locked", field="currency")
    if change.fiscal_month is not UNSET:
        settings["fiscal_month"] = change.fiscal_month
    row = await queries.update_company(scope, name, settings)
    if settings.get("timezone", scope.tenant.timezone) != scope.tenant.timezone:
        await tell_followers(scope)
    await announce(scope.tx, scope.tenant.id)
    stored = row["settings"]
    return Company(
        id=scope.tenant.id,
        name=row["name"],
        slug=row["slug"],
        currency=stored["currency"],
        currencies=list(stored.get("currencies", ())),
        timezone=stored["timezone"],
        locale=stored["locale"],
        fiscal_month=stored.get("fiscal_month", 1),
    )


async def _has_amounts(scope: Scope) -> bool:
    amounts = [
        (kind.table, field)
        for kind in await registry_of(scope)
        for field in kind.field_list
        if field.type.value_kind == "money"
    ]
    return await queries.has_amounts(scope, amounts)
