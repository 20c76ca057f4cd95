"""Uploads for fields of files that another feature keeps for a while, because who sent them may not write records himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from guanxi.features.files.service.attachments import Stored, store_content
from guanxi.features.files.service.field_files import Picture, keep, picture_of
from guanxi.kernel.metadata import Field
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class FieldUpload:
    """What was uploaded, as whoever keeps it writes it down; sizes in bytes and pixels."""

    name: str
    size: int
    content_type: str
    sha256: bytes
    storage_key: str
    thumbnail_key: str | None
    width: int | None
    height: int | None

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> FieldUpload:
        return cls(**{name: row[name] for name in cls.__slots__})


async def take_upload(scope: Scope, field: Field, name: str, upload: Any, limit: int) -> FieldUpload:
    """Copied in pieces and looked at like every upload; `limit` in bytes. Raises 413 `file_too_large` and 422."""
    stored = await store_content(scope.tenant.id, name, upload, limit)
    picture = await picture_of(scope, field, stored)
    sizes = (picture.key, picture.width, picture.height) if picture else (None, None, None)
    return FieldUpload(name, stored.size, stored.content_type, stored.sha256, stored.key, *sizes)


async def take_over(
    scope: Scope, object_name: str, field_name: str, file_id: UUID, upload: FieldUpload
) -> None:
    """From now on it is an upload of the caller's own for this field, which the record that he writes next may hold."""
    stored = Stored(upload.storage_key, upload.size, upload.content_type, upload.sha256)
    picture = (
        Picture(upload.thumbnail_key, upload.width, upload.height)
        if upload.thumbnail_key and upload.width and upload.height
        else None
    )
    await keep(scope, object_name, field_name, upload.name, stored, picture, file_id)
