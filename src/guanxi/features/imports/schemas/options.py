"""What was decided about one import, by proposal or by a person. Kept as JSON with the import."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, convert, field, to_builtins

from guanxi.kernel.tabular import DateOrder

OnMatch = Literal["create", "update", "skip"]
MissingPolicy = Literal["refuse", "blank", "create"]
Action = Literal["match", "create", "blank", "refuse"]


class MappedColumn(Struct):
    """`confidence` is None once a person chose."""

    column: int
    field: str | None = None
    confidence: float | None = None


class ValueDecision(Struct, omit_defaults=True, forbid_unknown_fields=True):
    """What a value of the file stands for: for `match`, the id of a record, the code of an option or other text."""

    action: Action
    value: str | None = None
    label: str | None = None
    assumed: bool = False


class ImportOptions(Struct, omit_defaults=True):
    """`named` maps columns by name until the file has been read.

    `allow_duplicates` writes what a duplicate rule warns of; for whoever makes the rules also what one refuses.

    `accept_score`: close matches at least this good are taken unasked, unless a person decided; 0 takes none."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    date_format: Literal["ymd", "mdy", "dmy"] | None = None
    decimal: Literal[".", ","] | None = None
    mapping: list[MappedColumn] = []
    named: dict[str, str | None] = {}
    compose: dict[str, str] = {}
    value_map: dict[str, dict[str, ValueDecision]] = {}
    on_match: OnMatch = "update"
    match_by: list[str] | None = None
    missing: dict[str, MissingPolicy] = {}
    accept_score: float = 0.0
    allow_duplicates: bool = False
    start_when_ready: bool = False

    @property
    def day_order(self) -> DateOrder | None:
        """The answer for dates whose year comes last; "ymd" says nothing about them."""
        return None if self.date_format == "ymd" else self.date_format

    def field_of(self) -> dict[int, str]:
        return {mapped.column: mapped.field for mapped in self.mapping if mapped.field}

    def column_of(self) -> dict[str, int]:
        return {name: column for column, name in self.field_of().items()}


class Analysis(Struct, omit_defaults=True):
    """What recognition found out about the file."""

    kind: Literal["csv", "xlsx"] = "csv"
    encoding: str | None = None
    encoding_certain: bool = True
    delimiter: str | None = None
    sheet: str | None = None
    sheets: list[str] = []
    header_row: int = 0
    columns: list[AnalysedColumn] = []
    warnings: list[dict[str, Any]] = []


class AnalysedColumn(Struct, omit_defaults=True):
    """`date_order` and `decimal` are "either" where the values fit both."""

    name: str
    type: str = "text"
    samples: list[str] = []
    date_order: str | None = None
    decimal: str | None = None
    typed: bool = False
    fraction: bool = False
    currency: str | None = None
    filled: int = 0
    distinct: int = field(default=0)


def options_of(kept: Any) -> ImportOptions:
    return convert(kept, ImportOptions)


def analysis_of(kept: Any) -> Analysis:
    return convert(kept, Analysis)


def as_kept(value: Struct) -> Any:
    return to_builtins(value)
