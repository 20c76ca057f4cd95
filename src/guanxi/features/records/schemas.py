"""What goes over the wire about records. Records themselves are flat objects, which the metadata describes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

Record = dict[str, Any]
Condition = Annotated[str, Meta(max_length=10_000, description="A condition in CEL")]
Name = Annotated[str, Meta(min_length=1, max_length=120)]


class CountOf(Struct):
    """`capped` counts stop at a limit: there are more."""

    value: int
    capped: bool


class RecordPage(Struct):
    data: list[Record]
    next_cursor: str | None
    count: CountOf | None


class BoardColumn(Struct):
    """`filter` and `next_cursor` continue the column as a list."""

    value: str | bool | None
    label: str | None
    color: str | None
    kind: str | None
    filter: str
    count: CountOf
    total: str | None
    data: list[Record]
    next_cursor: str | None


class Board(Struct):
    columns: list[BoardColumn]


class SearchHit(Struct):
    object: str
    id: UUID
    title: str
    subtitle: str | None


class SearchAnswer(Struct):
    data: list[SearchHit]


class GroupBy(Struct, forbid_unknown_fields=True):
    field: Name
    by: Literal["day", "week", "month", "quarter", "year"] | None = None


class MetricOf(Struct, forbid_unknown_fields=True, rename={"name": "as"}):
    """Without `as`, a metric is called `<fn>_<field>`, or `count`."""

    fn: Literal["count", "sum", "avg", "min", "max"]
    field: Annotated[str, Meta(max_length=120)] = ""
    filter: Condition = ""
    name: Annotated[str, Meta(max_length=60)] = ""


class AggregateRequest(Struct, forbid_unknown_fields=True):
    filter: Condition | None = None
    group_by: Annotated[list[Name | GroupBy], Meta(max_length=10)] = field(default_factory=list)
    metrics: Annotated[list[MetricOf], Meta(max_length=40)] = field(default_factory=list)
    sort: Annotated[str, Meta(max_length=400)] | None = None
    limit: Annotated[int, Meta(ge=1, le=2_000)] = 1_000


class AggregateAnswer(Struct):
    data: list[dict[str, Any]]


class Created(Struct):
    ids: list[UUID]
    change_set_id: UUID | None


class Keyed(Struct):
    """A record written by the value of a unique field, at the version that it has now."""

    id: UUID
    version: int
    created: bool


class Changed(Struct):
    """`job_id` where it goes on in the background, because very many records are parts of this one."""

    change_set_id: UUID | None
    job_id: UUID | UnsetType = UNSET


class MassUpdate(Struct, forbid_unknown_fields=True):
    """Either `ids` or `filter` (perhaps with `q`), and either `values` or `delete`."""

    ids: Annotated[list[UUID], Meta(max_length=10_000)] | None = None
    filter: Condition | None = None
    q: Annotated[str, Meta(max_length=200)] = ""
    values: dict[str, Any] | None = None
    delete: bool = False
    preview: bool = False


class RefusedField(Struct):
    field: str | None
    code: str
    detail: str


class Refused(Struct):
    id: UUID
    name: str | None
    errors: list[RefusedField]


class MassUpdated(Struct):
    """`job_id` instead of the figures when the work goes on in the background."""

    change_set_id: UUID | None
    updated: int | UnsetType = UNSET
    refused: list[Refused] | UnsetType = UNSET
    job_id: UUID | UnsetType = UNSET


class Person(Struct):
    id: UUID
    name: str | None


class ChangedField(Struct):
    field: str
    label: str
    old: Any
    new: Any


class ChangeEntry(Struct):
    op: Literal["create", "update", "delete", "restore"]
    source: str
    change_set_id: UUID
    fields: list[ChangedField]


class TimelineEntry(Struct):
    """Either an activity or a change of the record itself."""

    kind: Literal["activity", "change"]
    at: datetime
    actor: Person | None
    activity: Any = UNSET
    change: ChangeEntry | UnsetType = UNSET


class Timeline(Struct):
    data: list[TimelineEntry]
    next_cursor: str | None


class RenderRequest(Struct, forbid_unknown_fields=True):
    """`locale` is the language of formats, the caller's without it."""

    template: Annotated[str, Meta(max_length=50_000)]
    target: Literal["text", "html", "header"] = "text"
    locale: Literal["en", "zh-CN"] | None = None


class RenderAnswer(Struct):
    """`empty` names the merge fields without a value and without a fallback."""

    text: str
    empty: list[str]
