"""What reading depends on beside the cell: the choices that hold for one column."""

from __future__ import annotations

from dataclasses import dataclass

from guanxi.kernel.tabular import DateOrder, DecimalMark


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`date_order` None refuses dates that fit two orders. `fraction` says that 0.25 in a percent field means 25."""

    decimal: DecimalMark = "."
    date_order: DateOrder | None = None
    currency: str = "USD"
    fraction: bool = False
