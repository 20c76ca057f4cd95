"""The company's currencies and their rates."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import get, post, put
from litestar.params import Parameter

from guanxi.features.currencies.schemas import (
    ActiveCurrencies,
    Currencies,
    RateChange,
    RatePage,
    RatePreview,
    RatesChanged,
)
from guanxi.features.currencies.service import listing, rates
from guanxi.kernel.tenancy import Scope

TAGS = ["Currencies"]


@get("/currencies", summary="List the company's currencies", tags=TAGS)
async def get_currencies(caller: Scope) -> Currencies:
    """With the rates that hold today. For everybody: amounts are converted by them."""
    return await rates.list_currencies(caller)


@put("/currencies", summary="Say which currencies are used", tags=TAGS)
async def put_currencies(caller: Scope, data: ActiveCurrencies) -> Currencies:
    """For administrators. Kept in history, and can be undone."""
    return await listing.use_currencies(caller, data)


@get("/currencies/{currency:str}/rates", summary="List a currency's rates", tags=TAGS)
async def get_rates(
    caller: Scope, currency: str, before: Annotated[date | None, Parameter(query="before")] = None
) -> RatePage:
    """The latest first, a hundred at a time."""
    return await rates.list_rates(caller, currency, before)


@post("/exchange-rates/preview", status_code=200, summary="Show what rates would do", tags=TAGS)
async def preview_rates(caller: Scope, data: RateChange) -> RatePreview:
    """For administrators. How many amounts each field holds in those currencies, and their sums before and after. Nothing is kept."""
    return await rates.preview_rates(caller, data)


@post("/exchange-rates", status_code=200, summary="Put rates in force", tags=TAGS)
async def post_rates(caller: Scope, data: RateChange) -> RatesChanged:
    """For administrators. One change-set, which can be undone; a job converts the amounts that there are."""
    return await rates.change_rates(caller, data)


handlers = [get_currencies, put_currencies, get_rates, preview_rates, post_rates]
