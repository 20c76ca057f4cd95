"""Texts that the database holds and cannot read: numbers of identity cards, of accounts, of contracts that are nobody's business.

A value is sealed as soon as it is read. Nothing but revealing opens it again: lists, forms, history, exports and conditions
have its mask at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext
from guanxi.kernel.metadata.patterns import check_pattern
from guanxi.kernel.sealing import (
    KeysMissing,
    Sealed,
    SealedUnreadable,
    blind_index,
    open_sealed,
    seal,
)

LONGEST: Final = 1_000
HIDDEN: Final = "•"
_DOTS: Final = 4
SHOWN_MOST: Final = 4
_SHORTEST: Final = (
    2  # as long as what is shown, at least: of a text of four characters the last four would be all of it
)


def masked(text: str, shown: int) -> str:
    """Dots, and the last `shown` characters of a text that is long enough to keep the rest."""
    shown = min(shown, SHOWN_MOST)
    last = text[-shown:] if shown and len(text) >= shown * _SHORTEST + 1 else ""
    return f"{HIDDEN * _DOTS} {last}".strip()


def place_of(tenant_id: int, field: Field) -> str:
    """Where a value belongs: it opens nowhere else."""
    return f"{tenant_id}:{field.name}:{field.place.key if field.place else ''}"


@dataclass(frozen=True, slots=True)
class EncryptedTextType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> Sealed:
        """Takes plain text; of this very field, what is sealed already, as a merge has it."""
        place = place_of(context.tenant_id, field)
        if isinstance(raw, Sealed | Mapping):
            return self._sealed_before(raw, place)
        text = " ".join(text_of(raw).split())
        if HIDDEN in text:
            raise FieldRefused("secret_is_masked")
        limit = field.max_length or self.longest
        if len(text) > limit:
            raise FieldRefused("text_too_long", limit=limit, length=len(text))
        try:
            check_pattern(field.pattern, text)
        except FieldRefused as refused:
            # The sentence is kept and shown to others: it must not hold what was typed.
            raise FieldRefused(refused.code, **{**refused.params, "value": masked(text, 0)}) from None
        blind = blind_index(text, place) if field.unique else None
        try:
            return seal(text, place, masked(text, field.shown_last), blind)
        except KeysMissing:
            raise FieldRefused("secret_key_missing") from None

    def _sealed_before(self, raw: Sealed | Mapping[str, Any], place: str) -> Sealed:
        try:
            sealed = raw if isinstance(raw, Sealed) else Sealed.from_json(raw)
            open_sealed(sealed, place)
        except (SealedUnreadable, KeyError, TypeError, AttributeError):
            raise FieldRefused("text_expected") from None
        return sealed

    def to_json(self, stored: Sealed) -> dict[str, str]:
        return stored.as_json()

    def from_json(self, kept: Any) -> Sealed:
        return Sealed.from_json(kept)

    def as_history(self, stored: Sealed) -> str:
        return stored.mask

    def holds(self, stored: Any, field: Field) -> bool:
        """History has masks, which are no values."""
        return False

    def key_of(self, stored: Sealed) -> str:
        return stored.blind or ""


def resealed(sealed: Sealed, place: str) -> Sealed:
    """The same under the current key. Raises KeysMissing and SealedUnreadable."""
    return seal(open_sealed(sealed, place), place, sealed.mask, sealed.blind)


ENCRYPTED_TEXT = EncryptedTextType(
    name="encrypted_text",
    value_kind="text",
    sortable=False,
    filterable=False,
    default_allowed=False,
    takes_pattern=True,
    longest=LONGEST,
    can_be_unique=True,
    sealed=True,
    read_as="mask",
)
