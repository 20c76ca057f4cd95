"""What goes over the wire about a company's and a person's settings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from guanxi.kernel.working_time import MOST_EXCEPTIONS, MOST_SPANS

Line = Annotated[str, Meta(min_length=1, max_length=200)]


class CompanyUpdate(Struct, forbid_unknown_fields=True):
    """`fiscal_month`: the month in which the fiscal year begins, 1 for January."""

    name: Line | UnsetType = UNSET
    currency: Annotated[str, Meta(min_length=3, max_length=3)] | UnsetType = UNSET
    timezone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    locale: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    fiscal_month: Annotated[int, Meta(ge=1, le=12)] | UnsetType = UNSET


Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Weekday = Annotated[int, Meta(ge=1, le=7)]
Dates = Annotated[list[date], Meta(max_length=MOST_EXCEPTIONS)]


class Span(Struct, forbid_unknown_fields=True):
    """Of a working day, in the company's time zone."""

    opens: Clock
    closes: Clock


class WorkCalendarShape(Struct, forbid_unknown_fields=True):
    """`days` of the week, Monday is 1. `hours` of a working day, in order. `holidays` are not worked although they fall on such a
    day; `workdays` are worked although they do not.
    """

    days: Annotated[list[Weekday], Meta(min_length=1, max_length=7)]
    hours: Annotated[list[Span], Meta(min_length=1, max_length=MOST_SPANS)]
    holidays: Dates = []
    workdays: Dates = []


class MeUpdate(Struct, forbid_unknown_fields=True):
    """A new `password` needs the `current_password` and signs out every other session."""

    name: Line | UnsetType = UNSET
    locale: Annotated[str, Meta(max_length=20)] | UnsetType | None = UNSET
    timezone: Annotated[str, Meta(max_length=64)] | UnsetType | None = UNSET
    theme: Literal["light", "dark", "auto"] | UnsetType = UNSET
    password: Annotated[str, Meta(min_length=1, max_length=1024)] | UnsetType = UNSET
    current_password: Annotated[str, Meta(min_length=1, max_length=1024)] | UnsetType = UNSET
