"""What goes over the wire about currencies. A rate is a decimal string: what one unit is worth in the company's currency."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

MOST_CURRENCIES = 50
MOST_RATES = 5_000
MOST_CSV = 1_000_000

Code = Annotated[str, Meta(min_length=3, max_length=3, examples=["EUR"])]
RateText = Annotated[str, Meta(min_length=1, max_length=40, examples=["7.8125"])]


class CurrencyState(Struct):
    """`rate` is the one that holds today, since `valid_from`; null without one. `rates` counts all of them."""

    currency: str
    active: bool
    rate: str | None
    valid_from: date | None
    rates: int


class Currencies(Struct):
    """`home` is the company's own."""

    home: str
    data: list[CurrencyState]


class ActiveCurrencies(Struct, forbid_unknown_fields=True):
    """All in which new amounts may be, beside the company's own; amounts in others stay as they are."""

    currencies: Annotated[list[Code], Meta(max_length=MOST_CURRENCIES)]


class Rate(Struct):
    currency: str
    valid_from: date
    rate: str
    changed_at: datetime


class RatePage(Struct):
    """The latest first; `next_before` asks for those before that day."""

    data: list[Rate]
    next_before: date | None


class GivenRate(Struct, forbid_unknown_fields=True):
    """Null takes the rate of that day away: the one before it holds on."""

    currency: Code
    valid_from: date
    rate: RateText | None


class RateChange(Struct, forbid_unknown_fields=True):
    """Either `rates`, or `csv`: the text of a file with the columns `currency`, `valid_from` and `rate`."""

    rates: Annotated[list[GivenRate], Meta(max_length=MOST_RATES)] = []
    csv: Annotated[str, Meta(max_length=MOST_CSV)] | None = None


class MovedRate(Struct):
    currency: str
    valid_from: date
    before: str | None
    after: str | None


class Effect(Struct):
    """What becomes of the amounts of one field. Sums are in the company's currency, and null where there are more records than were
    counted (`capped`). `without_rate` keep what they have.
    """

    object: str
    object_label: str
    field: str
    field_label: str
    records: int
    capped: bool
    before: str | None
    after: str | None
    without_rate: int


class RatePreview(Struct):
    rates: list[MovedRate]
    effects: list[Effect]


class RatesChanged(Struct):
    """`job_id` converts the amounts that there are; null where nothing is different."""

    change_set_id: UUID | None
    job_id: UUID | None
