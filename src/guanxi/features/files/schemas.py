"""What goes over the wire about attachments."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar.datastructures import UploadFile
from msgspec import Meta, Struct


class FileUpload(Struct):
    file: UploadFile
    object: Annotated[str, Meta(min_length=1, max_length=60)]
    record_id: UUID


class Person(Struct):
    id: UUID
    name: str | None


class File(Struct):
    id: UUID
    object: str
    record_id: UUID
    name: str
    size: int
    content_type: str
    created_at: datetime
    created_by: Person


class FileList(Struct):
    data: list[File]


class FieldFileUpload(Struct):
    """`field` is the name of a field of files of `object`."""

    file: UploadFile
    object: Annotated[str, Meta(min_length=1, max_length=60)]
    field: Annotated[str, Meta(min_length=1, max_length=60)]


class FieldFile(Struct):
    """As the field has it once a record holds it; `width` and `height` in pixels of a picture that has a thumbnail."""

    id: UUID
    name: str
    size: int
    type: str
    width: int | None = None
    height: int | None = None
