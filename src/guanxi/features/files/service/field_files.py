"""Files that fields hold: taken in, read, and told to records.

Who sees a record and the field sees the files that the field holds there: nothing else gives access to one. An upload that no
record holds yet is its uploader's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import anyio
import msgspec

from guanxi.features.files.queries import field_files as queries
from guanxi.features.files.schemas import FieldFile
from guanxi.features.files.service.attachments import Stored
from guanxi.kernel.errors import Forbidden, Invalid, NotFound
from guanxi.kernel.files import file_store
from guanxi.kernel.files.thumbnails import MOST_PIXELS, PictureRefused, Thumbnail, make_thumbnail
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Field, registry_of
from guanxi.kernel.metadata.field_types import IMAGE
from guanxi.kernel.metadata.field_types.files import IMAGES, FileRules
from guanxi.kernel.tenancy import Scope

CHORE = "field_files"
UNUSED_SECONDS = 24 * 3600
_DECODERS = anyio.CapacityLimiter(2)  # pictures that are unpacked at a time


@dataclass(frozen=True, slots=True)
class Picture:
    """What was made of an upload that is a picture."""

    key: str
    width: int
    height: int


async def field_to_fill(scope: Scope, object_name: str, field_name: str) -> Field:
    """Raises 404 `field_not_found` for one that is hidden or holds no files, 403 for one that the caller may not change."""
    definition = (await registry_of(scope)).object(object_name)
    if not (scope.may(f"{object_name}.create") or scope.may(f"{object_name}.update")):
        scope.require(f"{object_name}.update")
    field = definition.field(field_name)
    rights = scope.actor.rights
    if field is None or not field.type.holds_files or not rights.sees(object_name, field_name):
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    if not rights.edits(object_name, field_name):
        raise Forbidden("field_not_editable", field=field_name)
    return field


def limit_of(field: Field, upload_limit: int) -> int:
    """In bytes."""
    largest = rules_of(field).largest_mb
    return upload_limit if largest is None else min(upload_limit, largest << 20)


async def picture_of(scope: Scope, field: Field, stored: Stored) -> Picture | None:
    """The thumbnail of a picture, kept beside it. Raises 422 `file_kind_refused`, `image_unreadable`, `image_too_many_pixels`; the
    upload is then dropped. A field of any files takes pictures that cannot be read, without one.
    """
    try:
        if not rules_of(field).admits(stored.content_type):
            kinds = ", ".join(rules_of(field).kinds)
            raise Invalid(
                "file_kind_refused", field="file", params={"type": stored.content_type, "kinds": kinds}
            )
        if stored.content_type not in IMAGES:
            return None
        made = await _thumbnail(stored, field)
    except Invalid:
        file_store().delete(stored.key)
        raise
    if made is None:
        return None
    key = await anyio.to_thread.run_sync(_write, scope.tenant.id, made.content)
    return Picture(key, made.width, made.height)


async def keep(
    scope: Scope,
    object_name: str,
    field: str,
    name: str,
    stored: Stored,
    picture: Picture | None,
    file_id: UUID | None = None,
) -> FieldFile:
    file_id = file_id or new_id()
    await queries.insert_field_file(
        scope,
        {
            "id": file_id,
            "object": object_name,
            "field": field,
            "name": name,
            "size": stored.size,
            "content_type": stored.content_type,
            "sha256": stored.sha256,
            "storage_key": stored.key,
            "thumbnail_key": picture and picture.key,
            "width": picture and picture.width,
            "height": picture and picture.height,
            "created_at": scope.now,
            "created_by": scope.actor.user_id,
        },
    )  # fmt: skip
    await call(scope, CHORE, delay_seconds=UNUSED_SECONDS)
    sizes = (picture.width, picture.height) if picture else (None, None)
    return FieldFile(file_id, name, stored.size, stored.content_type, *sizes)


async def find_readable(scope: Scope, file_id: UUID) -> Any:
    """The row of a file that a record holds, or that the caller has just uploaded. Raises 404 `file_unknown` for whatever the
    caller does not see.
    """
    row = await queries.get_field_file(scope, file_id)
    if row is None or not await _is_readable(scope, row):
        raise NotFound("file_unknown")
    return row


async def _is_readable(scope: Scope, row: Any) -> bool:
    """Whatever hides the record or the field hides the file; so does that the record holds another one by now."""
    registry = await registry_of(scope)
    definition = registry.object(row["object"]) if row["object"] in registry else None
    field = None if definition is None else definition.field(row["field"])
    if definition is None or field is None or field.place is None or not field.type.holds_files:
        return False
    if not scope.actor.rights.sees(definition.name, field.name):
        return False
    if row["record_id"] is None:
        return bool(row["created_by"] == scope.actor.user_id)
    if not scope.may(f"{definition.name}.read"):
        return False
    found = await queries.held_by(scope, definition.records, field.place.key, row["record_id"])
    held = msgspec.json.decode(found["held"]) if found is not None and found["held"] else []
    return str(row["id"]) in {each["id"] for each in held}


def rules_of(field: Field) -> FileRules:
    return field.files or FileRules()


async def _thumbnail(stored: Stored, field: Field) -> Thumbnail | None:
    path = file_store().path(stored.key)
    try:
        return await anyio.to_thread.run_sync(make_thumbnail, path, limiter=_DECODERS)
    except PictureRefused as refused:
        if field.type is IMAGE:
            raise Invalid(refused.code, field="file", params={"limit": MOST_PIXELS // 1_000_000}) from None
        return None


def _write(tenant_id: int, content: bytes) -> str:
    with file_store().open_writer(tenant_id) as writer:
        writer.write(content)
    return writer.key
