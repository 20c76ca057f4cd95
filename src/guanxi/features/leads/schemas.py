"""What goes over the wire about converting leads."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=1_000)]


class ConvertedDeal(Struct, forbid_unknown_fields=True):
    """Without a stage the deal begins at the first one of its pipeline."""

    name: Name
    amount: str | int | float | None = None
    pipeline: str | None = None
    stage: str | None = None
    close_date: str | None = None


class Conversion(Struct, forbid_unknown_fields=True):
    """`account` is {id} of an existing one, or the values of a new one; so is `contact`, unless it is null."""

    account: dict[str, Any]
    contact: dict[str, Any] | None = None
    deal: ConvertedDeal | None = None


class Converted(Struct):
    account: UUID
    contact: UUID | None
    deal: UUID | None
    change_set_id: UUID | None
