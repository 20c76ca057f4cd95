"""Definitions on the wire. The shape of `body` depends on the kind: `DefinitionKindInfo.body_schema`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

Bilingual = dict[str, Annotated[str, Meta(max_length=200)]]


class DefinitionKindInfo(Struct, frozen=True):
    """`body_schema` is JSON Schema. `of_object` kinds belong to an object each."""

    kind: str
    label: str
    plural: str
    of_object: bool
    most: int
    body_schema: dict[str, Any]


class DefinitionKinds(Struct, frozen=True):
    data: list[DefinitionKindInfo]


class DefinitionChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A label given as one text is that of both languages."""

    body: dict[str, Any]
    label: Bilingual | Annotated[str, Meta(min_length=1, max_length=200)]
    object: Annotated[str, Meta(max_length=80)] | None = None
    active: bool = True
    position: Annotated[int, Meta(ge=0, le=100_000)] = 0


class DefinitionProblem(Struct, frozen=True):
    """Why a definition that was right once is not applied now, such as a field that is gone. `field` is the place in it."""

    code: str
    detail: str
    field: str | None


class DefinitionRead(Struct, frozen=True):
    kind: str
    name: str
    object: str | None
    label: dict[str, str]
    active: bool
    position: int
    body: dict[str, Any]
    version: int
    updated_at: datetime | None
    problem: DefinitionProblem | None = None


class DefinitionPage(Struct, frozen=True):
    data: list[DefinitionRead]
    next_cursor: str | None
