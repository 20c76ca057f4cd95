"""One of a list of options; and the stage of a pipeline, whose options are the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class ChoiceType(FieldType):
    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, str) and stored in field.option_of

    def options_in(self, stored: Any) -> Sequence[str]:
        return (stored,)

    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        """Retired options are read too: whether the record may have one depends on what it has."""
        option = field.option_of.get(raw) if isinstance(raw, str) else None
        if option is None:
            known = ", ".join([each.value for each in field.options if not each.retired][:20])
            raise FieldRefused("option_unknown", value=str(raw)[:80], options=known)
        return option.value


CHOICE = ChoiceType(
    name="choice", value_kind="choice", asked_as="choice", slot="t", groupable=True, has_options=True
)
STAGE = ChoiceType(
    name="stage", value_kind="choice", slot="t", addable=False, groupable=True, has_options=True
)
