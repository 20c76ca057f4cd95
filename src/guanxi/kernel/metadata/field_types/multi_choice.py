"""Any of a list of options, each once, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.field_types.choice import CHOICE
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

MOST_CHOSEN = 100


@dataclass(frozen=True, slots=True)
class MultiChoiceType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> list[str] | None:
        """One option may come as a text. An empty list is no value."""
        given = [raw] if isinstance(raw, str) else raw
        if not isinstance(given, list | tuple):
            raise FieldRefused("options_expected", value=str(raw)[:80])
        if len(given) > MOST_CHOSEN:
            raise FieldRefused("options_too_many_chosen", limit=MOST_CHOSEN)
        chosen = {CHOICE.parse(each, field, context) for each in given}
        return [option.value for option in field.options if option.value in chosen] or None

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, list) and all(each in field.option_of for each in stored)

    def options_in(self, stored: Any) -> Sequence[str]:
        return tuple(stored)

    def key_of(self, stored: Any) -> str:
        return "\n".join(stored)


MULTI_CHOICE = MultiChoiceType(
    name="multi_choice",
    value_kind="choices",
    asked_as="choices",
    sortable=False,
    groupable=True,
    has_options=True,
)
