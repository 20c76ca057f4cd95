"""Another type for a field."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from msgspec import Struct

from guanxi.features.objects.schemas.words import FieldTypeName, Length


class Conversion(Struct, forbid_unknown_fields=True):
    """The type that a field shall have. `date_order` reads 03/04/2026; without it such days are impossible. A choice gets an
    option for each text that records have. `after` goes on with a preview.
    """

    type: FieldTypeName
    date_order: Literal["mdy", "dmy"] | None = None
    max_length: Length | None = None
    after: UUID | None = None


class ConversionExample(Struct):
    """A record whose value is not kept whole. `after` is None where it is not kept at all."""

    id: UUID
    name: str
    kind: Literal["lossy", "impossible"]
    before: str
    after: str | None


class ConversionPreview(Struct):
    """`records` were looked at; of their values so many are kept `whole`, in part (`lossy`), or not at all (`impossible`).
    `next` goes on after them; None at the end. `options` are those that a choice would have.
    """

    records: int
    whole: int
    lossy: int
    impossible: int
    examples: list[ConversionExample]
    options: list[str]
    next: UUID | None
