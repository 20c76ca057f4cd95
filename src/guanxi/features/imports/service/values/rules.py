"""What was decided about values that cannot be read: one by one, and for the rest of a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from typing import Any

from guanxi.features.imports.schemas.options import MissingPolicy, ValueDecision
from guanxi.features.imports.service.values.keys import match_key
from guanxi.features.imports.service.values.refusals import NewOption, Refusal
from guanxi.kernel.metadata import Field

_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Rules:
    """`decisions` are by match key."""

    decisions: Mapping[str, ValueDecision] = declared(default_factory=dict)
    missing: MissingPolicy = "refuse"


def ruled(read: Callable[[str], Any], field: Field, rules: Rules) -> Callable[[str], Any]:
    def reader(text: str) -> Any:
        decision = rules.decisions.get(match_key(text))
        if decision is not None and decision.action == "match":
            return read(decision.value or "")
        value = read(text)
        if type(value) is not Refusal:
            return value
        action = decision.action if decision else rules.missing
        if action == "blank":
            return None
        return (
            NewOption(" ".join(text.split())[:_LONGEST_LABEL])
            if action == "create" and field.open_options
            else value
        )

    return reader
