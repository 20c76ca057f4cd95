"""Packages on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar.datastructures import UploadFile
from msgspec import Meta, Struct

Action = Literal["add", "change", "keep", "remove", "conflict", "unchanged"]


class PackageUpload(Struct):
    """`file` is one YAML file, or a ZIP archive of several; `bundled` names a package that comes with Guanxi instead. `take` says
    whose part stays where both sides changed it.
    """

    file: UploadFile | None = None
    bundled: Annotated[str, Meta(max_length=60)] = ""
    take: Literal["mine", "package"] = "mine"
    samples: bool = False


class PackageProblem(Struct):
    """`place` is file:line:column."""

    code: str
    detail: str
    place: str | None


class Validated(Struct):
    """`problems` empty where the package can be installed as far as it can be told without a company's own parts."""

    name: str | None
    version: str | None
    parts: dict[str, int]
    problems: list[PackageProblem]


class PlannedPart(Struct):
    """What an installation does with one part. `fields` are the places in it that differ; of a conflict, those that both sides changed."""

    type: str
    key: str
    label: str
    action: Action
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: list[str]


class Plan(Struct):
    """`installed_version` is None for a package that is not there yet."""

    name: str
    version: str
    installed_version: str | None
    parts: list[PlannedPart]
    counts: dict[str, int]
    sample_records: int


class Installed(Struct):
    change_set_id: UUID | None
    plan: Plan


class PackageRead(Struct):
    name: str
    version: str
    label: str
    description: str
    parts: dict[str, int]
    changed_here: int
    installed_at: datetime
    updated_at: datetime


class BundledPackage(Struct):
    """One that comes with Guanxi."""

    name: str
    version: str
    label: str
    description: str
    sample_records: int


class BundledPackages(Struct):
    data: list[BundledPackage]


class PlannedParts(Struct):
    data: list[PlannedPart]


class PackagePage(Struct):
    data: list[PackageRead]


class Uninstalled(Struct):
    change_set_id: UUID | None
    removed: int
    kept: list[PlannedPart]


class ExportRequest(Struct, forbid_unknown_fields=True):
    """Which objects with what belongs to them; all that the company declared where none is named."""

    name: Annotated[str, Meta(max_length=60)]
    version: Annotated[str, Meta(max_length=20)] = "1.0.0"
    label: str | dict[str, str] = ""
    objects: Annotated[list[str], Meta(max_length=300)] | None = None
