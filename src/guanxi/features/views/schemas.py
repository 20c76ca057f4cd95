"""What goes over the wire about saved views."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

ViewPart = Literal["filter", "sort", "columns", "group_by"]
Kind = Literal["list", "board"]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
ObjectName = Annotated[str, Meta(min_length=1, max_length=60, pattern="^[a-z][a-z0-9_]*$")]
Condition = Annotated[str, Meta(max_length=4000, description="A condition in CEL")]
Sort = Annotated[str, Meta(max_length=400, examples=["-amount,name"])]
GroupBy = Annotated[
    str, Meta(max_length=120, description="The field whose values are the columns of the board")
]
Columns = Annotated[list[Annotated[str, Meta(max_length=120)]], Meta(max_length=100)]


class ViewCreate(Struct, forbid_unknown_fields=True):
    object: ObjectName
    name: Name
    kind: Kind = "list"
    filter: Condition | None = None
    sort: Sort | None = None
    columns: Columns = []
    pipeline: Annotated[str, Meta(max_length=60)] | None = None
    group_by: GroupBy | None = None
    shared: bool = False


class ViewUpdate(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    filter: Condition | UnsetType | None = UNSET
    sort: Sort | UnsetType | None = UNSET
    columns: Columns | UnsetType = UNSET
    pipeline: Annotated[str, Meta(max_length=60)] | UnsetType | None = UNSET
    group_by: GroupBy | UnsetType | None = UNSET
    shared: bool | UnsetType = UNSET


class DeclaredView(Struct, forbid_unknown_fields=True):
    """A shared view as packages carry it. A label may be one text, or one for each language."""

    label: Name | dict[Literal["en", "zh-CN"], Name]
    kind: Kind = "list"
    filter: Condition | None = None
    sort: Sort | None = None
    columns: Columns = []
    pipeline: Annotated[str, Meta(max_length=60)] | None = None
    group_by: GroupBy | None = None


class Owner(Struct):
    id: UUID
    name: str | None


class View(Struct):
    """`unavailable` names the parts that need fields hidden from the caller: they are left out here. A view whose filter is
    among them cannot be used.
    """

    id: UUID
    object: str
    name: str
    kind: str
    filter: str | None
    sort: str | None
    columns: list[str]
    pipeline: str | None
    group_by: str | None
    shared: bool
    owner: Owner
    mine: bool
    unavailable: list[ViewPart]
    created_at: datetime
    updated_at: datetime


class ViewList(Struct):
    data: list[View]
