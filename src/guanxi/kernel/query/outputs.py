"""Which fields a reading returns."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.kernel.query.fields import ALWAYS, FieldPath, Fields


def output_paths(fields: Fields, names: Sequence[str]) -> list[FieldPath]:
    """The fields asked for, or all that the caller sees. `id` and `version` are always there and need no asking."""
    if not names:
        return list(fields.all())
    return [fields.require(name) for name in dict.fromkeys(names) if name not in ALWAYS]
