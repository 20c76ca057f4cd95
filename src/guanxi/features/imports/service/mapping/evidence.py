"""What a column's values say about a field: whether they can be read as its type, and whether they are known to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guanxi.features.imports.service.values.choices import option_keys
from guanxi.features.imports.service.values.keys import match_key
from guanxi.kernel.metadata import Field
from guanxi.kernel.tabular import ColumnProfile, Inference

# For each type of field the types of column that fit it, and how well.
_FITS: dict[str, dict[str, float]] = {
    "text": {"text": 1, "phone": 0.8, "email": 0.8, "url": 0.8, "integer": 0.75, "number": 0.6, "boolean": 0.6, "percent": 0.6, "money": 0.5, "date": 0.5, "datetime": 0.5},
    "long_text": {"text": 1, "url": 0.8, "email": 0.7, "phone": 0.7, "integer": 0.7, "number": 0.6, "boolean": 0.6, "date": 0.5, "datetime": 0.5},
    "rich_text": {"text": 1, "url": 0.6, "email": 0.5, "phone": 0.5, "integer": 0.5, "number": 0.4, "boolean": 0.4, "date": 0.4, "datetime": 0.4},
    "integer": {"integer": 1, "number": 0.4, "boolean": 0.3},
    "number": {"integer": 1, "number": 1, "percent": 0.7, "money": 0.6},
    "percent": {"percent": 1, "integer": 0.9, "number": 0.9},
    "money": {"money": 1, "number": 1, "integer": 1},
    "date": {"date": 1, "datetime": 0.9},
    "datetime": {"datetime": 1, "date": 0.95},
    "boolean": {"boolean": 1, "integer": 0.6, "text": 0.3},
    "duration": {"text": 0.8, "datetime": 0.3, "integer": 0.3},
    "multi_choice": {"text": 1, "boolean": 0.4, "integer": 0.3},
    "choice": {"text": 1, "boolean": 0.7, "integer": 0.5},
    "stage": {"text": 1, "integer": 0.4},
    "country": {"text": 1},
    "currency": {"text": 1},
    "decimal": {"money": 1, "number": 1, "integer": 1},
    "geolocation": {"text": 1},
    "currency_amount": {"money": 1, "text": 0.5, "number": 0.5, "integer": 0.5},
    "lookup": {"text": 1, "email": 0.9, "integer": 0.6, "phone": 0.4},
    "mixed_lookup": {"text": 0.9, "email": 0.3},
    "email": {"email": 1, "text": 0.3},
    "phone": {"phone": 1, "integer": 0.8, "text": 0.4},
    "url": {"url": 1, "text": 0.4},
}  # fmt: skip
_ALIKE = frozenset({"email", "phone", "url"})

KnownNames = Callable[[str], frozenset[str] | None]


def type_fit(field: Field, inference: Inference) -> float:
    """From 0 (cannot be) to 1; a blank column fits everything."""
    return 1.0 if inference.type == "empty" else _FITS.get(field.type.name, {}).get(inference.type, 0.15)


def known_share(field: Field, profile: ColumnProfile, names_of: Mapping[str, frozenset[str]]) -> float | None:
    """The share of filled cells whose value the field knows; None for a field that takes any value.

    `names_of` gives, by object, the match keys of existing records (some objects may be missing).
    """
    if field.type.name in ("choice", "stage"):
        known = frozenset(option_keys(field))
    elif field.type.name == "lookup" and str(field.target) in names_of:
        known = names_of[str(field.target)]
    else:
        return None
    values = profile.evidence()
    total = sum(values.values())
    return (
        sum(count for value, count in values.items() if match_key(value) in known) / total if total else None
    )


def is_telling(field: Field, inference: Inference) -> bool:
    """The values alone give the column away: e-mail addresses, telephone numbers, web addresses."""
    return inference.type in _ALIKE and field.type.name == inference.type
