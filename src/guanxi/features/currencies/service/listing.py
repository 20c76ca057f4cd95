"""Which currencies a company uses."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_OID, UUID, uuid5

from guanxi.edge.invalidations import announce
from guanxi.features.currencies.queries import rates
from guanxi.features.currencies.schemas import ActiveCurrencies, Currencies
from guanxi.features.currencies.service.rates import JOB, MANAGE, list_currencies
from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.errors import Invalid, render
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.money import CURRENCIES
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.scope import with_settings

KIND = "currencies"
_SUBJECT = uuid5(NAMESPACE_OID, "currencies")


async def use_currencies(scope: Scope, given: ActiveCurrencies) -> Currencies:
    """Raises 403, 422 `currency_unknown`. Amounts in a currency that goes keep what they are worth."""
    scope.require(MANAGE)
    wanted = []
    for each in given.currencies:
        currency = each.strip().upper()
        if currency not in CURRENCIES:
            raise Invalid("currency_unknown", field="currencies", params={"value": each[:20]})
        if currency != scope.tenant.currency and currency not in wanted:
            wanted.append(currency)
    before = await rates.listed_currencies(scope)
    if before != wanted:
        await _use(scope, before, wanted, undoes=None)
    return await list_currencies(with_settings(scope, currencies=wanted))


def describe(change: AdministrativeChange, locale: str) -> str:
    return render("currencies_history", {"currencies": ", ".join(change.after) or "–"}, locale)


def name_of(change: AdministrativeChange) -> str:
    return ", ".join(change.after or change.before)


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(MANAGE)
    if await rates.listed_currencies(scope) != change.after:
        return None
    return await _use(scope, change.after, change.before, undoes=undoes)


async def _use(scope: Scope, before: Sequence[str], after: Sequence[str], *, undoes: UUID | None) -> UUID:
    await rates.list_currencies(scope, after)
    await announce(scope.tx, scope.tenant.id)
    added = [each for each in after if each not in before]
    if added:
        # Amounts from before have no worth yet, those in the company's own currency among them.
        await enqueue(scope, JOB, {"currencies": [scope.tenant.currency, *added]})
    return await record_administration(scope, KIND, _SUBJECT, list(before), list(after), undoes=undoes)
