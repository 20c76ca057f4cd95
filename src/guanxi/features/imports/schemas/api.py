"""What goes over the wire about imports."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from litestar.datastructures import UploadFile
from msgspec import UNSET, Meta, Struct, UnsetType

from guanxi.features.imports.schemas.options import MissingPolicy, OnMatch, ValueDecision

State = Literal["analysing", "mapping", "checking", "ready", "running", "done", "failed", "cancelled"]
Outcome = Literal["create", "update", "skip", "refuse"]
FieldName = Annotated[str, Meta(max_length=80)]
ColumnName = Annotated[str, Meta(max_length=200)]


class MappingChange(Struct, forbid_unknown_fields=True):
    """`column` is its index or its name; `field` null leaves the column out."""

    column: Annotated[int, Meta(ge=0, le=499)] | ColumnName
    field: FieldName | None = None
    confidence: float | None = None


class ImportUpdate(Struct, forbid_unknown_fields=True):
    """Only what is sent changes. `value_map` is laid over what was decided before; null takes a decision back.

    `allow_duplicates` writes rows of which a duplicate rule warns; rows that one refuses too, where the caller administers the company.
    """

    object: Annotated[str, Meta(max_length=60)] | UnsetType = UNSET
    encoding: Annotated[str, Meta(max_length=40)] | UnsetType | None = UNSET
    delimiter: Annotated[str, Meta(max_length=4)] | UnsetType | None = UNSET
    sheet: Annotated[str, Meta(max_length=200)] | UnsetType | None = UNSET
    header_row: Annotated[int, Meta(ge=0, le=200)] | UnsetType | None = UNSET
    date_format: Literal["ymd", "mdy", "dmy"] | UnsetType | None = UNSET
    decimal: Literal[".", ","] | UnsetType | None = UNSET
    mapping: list[MappingChange] | dict[ColumnName, FieldName | None] | UnsetType = UNSET
    compose: dict[FieldName, Annotated[str, Meta(max_length=500)]] | UnsetType = UNSET
    compose_name: Annotated[str, Meta(max_length=500)] | UnsetType | None = UNSET
    value_map: dict[FieldName, dict[str, ValueDecision | str | None]] | UnsetType = UNSET
    on_match: OnMatch | UnsetType = UNSET
    match_by: list[FieldName] | UnsetType = UNSET
    missing: dict[FieldName, MissingPolicy] | UnsetType = UNSET
    accept_score: Annotated[float, Meta(ge=0, le=1)] | UnsetType = UNSET
    allow_duplicates: bool | UnsetType = UNSET


class ImportUpload(Struct):
    """`options` is JSON as in the PATCH, `mapping` its `mapping` alone."""

    file: UploadFile
    object: Annotated[str, Meta(min_length=1, max_length=60)]
    options: str | None = None
    mapping: str | None = None
    start: Literal["true", "false", "1", "0"] = "false"


class FileInfo(Struct):
    name: str
    size: int
    kind: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: list[str]
    rows: int | None


class Question(Struct):
    kind: Literal["date_order", "decimal"]
    choices: list[str]


class ColumnInfo(Struct):
    index: int
    name: str
    samples: list[str]
    type: str
    questions: list[Question]


class MappingInfo(Struct):
    column: int
    field: str | None
    confidence: float | None


class SuggestionInfo(Struct):
    value: str
    label: str
    score: float


class UnresolvedValue(Struct):
    field: str
    value: str
    count: int
    suggestions: list[SuggestionInfo]
    chosen: ValueDecision | None


class OptionsInfo(Struct):
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int | None
    date_format: str | None
    decimal: str | None
    compose: dict[str, str]
    value_map: dict[str, dict[str, ValueDecision]]
    on_match: OnMatch
    match_by: list[str]
    missing: dict[str, MissingPolicy]
    accept_score: float
    allow_duplicates: bool


class ProblemCount(Struct):
    field: str | None
    code: str
    detail: str
    count: int
    rows: list[int]


class CheckResult(Struct):
    create: int
    update: int
    skip: int
    refuse: int
    problems: list[ProblemCount]


class Progress(Struct):
    done: int
    total: int | None


class Counts(Struct):
    created: int
    updated: int
    skipped: int
    refused: int


class ImportState(Struct):
    """`warnings` says what was mended while reading (duplicate or blank column names)."""

    id: UUID
    object: str
    state: State
    file: FileInfo
    columns: list[ColumnInfo]
    mapping: list[MappingInfo]
    options: OptionsInfo
    unresolved: list[UnresolvedValue]
    warnings: list[ProblemCount]
    check: CheckResult | None
    progress: Progress
    result: Counts | None
    change_set_id: UUID | None
    job_id: UUID | None
    error: str | None
    error_code: str | None
    created_at: datetime
    created_by: UUID | None
    finished_at: datetime | None
    undone_at: datetime | None


class ImportList(Struct):
    data: list[ImportState]


class RowError(Struct):
    field: str | None
    code: str
    detail: str


class PreviewRow(Struct):
    row: int
    outcome: Outcome
    name: str | None
    values: dict[str, str | None]
    errors: list[RowError]


class PreviewPage(Struct):
    rows: list[PreviewRow]
    total: int


class Queued(Struct):
    job_id: UUID | None
