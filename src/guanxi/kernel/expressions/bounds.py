"""How large a condition may be, as written and as computed.

What is written is bounded by the parser. What is computed can be far more: ``x in [a, b]`` computes ``x`` once for each
field in the list, and lists may stand in lists. The checker therefore weighs each part as soon as it has been checked.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Final

from guanxi.kernel.expressions import core

MAX_LENGTH: Final = 4_000
"""Characters."""
MAX_DEPTH: Final = 32
"""Levels of nesting, of names and calls too."""
MAX_NODES: Final = 500
"""Names, literals, operators and calls."""
MAX_ITEMS: Final = 400
"""Items of one list."""
MAX_COST: Final = 2_000
"""Steps for one record; a comparison of a field with a literal takes three, looking up a field of another record six."""
MOST_FORMULAS_DEEP: Final = 5
"""Formulas upon formulas."""
MOST_LOOKUPS: Final = 3
"""Records that lead from one to the next, through formulas; what is written itself names fields one lookup further."""
MOST_FORMULA_COST: Final = 500
"""Steps of one formula with all that it is made of."""

_COST: Final[dict[type, int]] = {core.TextMatch: 4, core.Arithmetic: 2, core.Lower: 2}
_COST_OF_FUNCTION: Final[dict[str, int]] = {"replace": 20, "pinyin": 50, "initials": 50}
_LOOKUP: Final = 4
_VALUES_A_STEP: Final = 20
_PARTS: Final = tuple(kind for kind in vars(core).values() if isinstance(kind, type) and is_dataclass(kind))


class Scales:
    """Weighs checked parts. One that stands in several places counts in each, but is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, Any]] = {}

    def cost_of(self, part: Any) -> int:
        """Steps for one record."""
        found = self._known.get(id(part))
        if found is None:
            # The part is kept beside its cost: its id must not be given to another.
            found = self._known[id(part)] = (self._own_cost(part) + self._cost_of_inner(part), part)
        return found[0]

    def _own_cost(self, part: Any) -> int:
        match part:
            case core.FieldValue(reference=reference) if len(reference.path) > 1:
                return _LOOKUP * (len(reference.path) - 1)
            case core.Among(values=values):
                return 1 + len(values) // _VALUES_A_STEP
            case core.Rate():
                return _LOOKUP
            case core.Function(name=name, fixed=fixed):
                return _COST_OF_FUNCTION.get(name, 2) + len(fixed) // _VALUES_A_STEP
        return _COST.get(type(part), 1)

    def _cost_of_inner(self, part: Any) -> int:
        total = 0
        for each in fields(part):
            value = getattr(part, each.name)
            inner = value if isinstance(value, tuple) else (value,)
            total += sum(self.cost_of(one) for one in inner if isinstance(one, _PARTS))
        return total
