"""What goes over the wire about a company's and a person's settings."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Line = Annotated[str, Meta(min_length=1, max_length=200)]


class CompanyUpdate(Struct, forbid_unknown_fields=True):
    """`fiscal_month`: the month in which the fiscal year begins, 1 for January."""

    name: Line | UnsetType = UNSET
    currency: Annotated[str, Meta(min_length=3, max_length=3)] | UnsetType = UNSET
    timezone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    locale: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    fiscal_month: Annotated[int, Meta(ge=1, le=12)] | UnsetType = UNSET


class MeUpdate(Struct, forbid_unknown_fields=True):
    """A new `password` needs the `current_password` and signs out every other session."""

    name: Line | UnsetType = UNSET
    locale: Annotated[str, Meta(max_length=20)] | UnsetType | None = UNSET
    timezone: Annotated[str, Meta(max_length=64)] | UnsetType | None = UNSET
    theme: Literal["light", "dark", "auto"] | UnsetType = UNSET
    password: Annotated[str, Meta(min_length=1, max_length=1024)] | UnsetType = UNSET
    current_password: Annotated[str, Meta(min_length=1, max_length=1024)] | UnsetType = UNSET
