"""Lengths of time, in whole seconds: sent as a number of seconds, or as `1h 30m`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.durations import LARGEST, read_duration
from guanxi.kernel.metadata.field_types.number import check_bounds, decimal_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class DurationType(FieldType):
    """Bounds are seconds too."""

    def parse(self, raw: Any, field: Field, context: ParseContext) -> int:
        read = read_duration(raw) if isinstance(raw, str) and not raw.strip().lstrip("-").isdigit() else raw
        if read is None:
            raise FieldRefused("duration_expected", value=str(raw)[:80])
        seconds = decimal_of(read)
        if seconds != seconds.to_integral_value() or abs(seconds) > LARGEST:
            raise FieldRefused("duration_expected", value=str(raw)[:80])
        return int(check_bounds(seconds, field))


DURATION = DurationType(name="duration", value_kind="duration", bounded=True)
