"""Attaching, listing, reading and deleting. Who may see a record may see its files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import anyio

from guanxi.features.files.queries import attachments as queries
from guanxi.features.files.schemas import File, Person
from guanxi.kernel.errors import Forbidden, Invalid, NotFound, Problem
from guanxi.kernel.files import file_store
from guanxi.kernel.files.content_checks import check_content
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

LONGEST_NAME = 200
CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Stored:
    key: str
    size: int
    content_type: str
    sha256: bytes


async def check_record(scope: Scope, object_name: str, record_id: UUID, verb: str) -> None:
    """404 for a record that does not exist or that the caller may not see; 403 without the permission.

    Whoever may only read a record changes none of its files.
    """
    registry = await registry_of(scope)
    kind = registry.object(object_name)
    scope.require(f"{kind.name}.{verb}")
    if not await queries.is_record_visible(scope, kind, record_id):
        raise NotFound()
    if verb == "update" and not await queries.is_record_editable(scope, kind, record_id):
        raise Forbidden("record_not_editable")


async def store_content(tenant_id: int, name: str, upload: Any, limit: int) -> Stored:
    """Copies an upload to the file store in pieces. Raises 413 `file_too_large`, 422 `file_empty` and those of `check_content`."""
    digest = hashlib.sha256()
    with file_store().open_writer(tenant_id, limit=limit) as writer:
        while chunk := await upload.read(CHUNK):
            digest.update(chunk)
            await anyio.to_thread.run_sync(writer.write, chunk)
        if writer.size == 0:
            raise Invalid("file_empty", field="file")
    try:
        kind = await anyio.to_thread.run_sync(check_content, file_store().path(writer.key), name)
    except Problem:
        file_store().delete(writer.key)
        raise
    return Stored(writer.key, writer.size, kind, digest.digest())


async def attach(scope: Scope, object_name: str, record_id: UUID, name: str, stored: Stored) -> File:
    file_id = new_id()
    await queries.insert_file(
        scope,
        {
            "id": file_id,
            "object": object_name,
            "record_id": record_id,
            "name": name,
            "size": stored.size,
            "content_type": stored.content_type,
            "sha256": stored.sha256,
            "storage_key": stored.key,
            "created_at": scope.now,
            "created_by": scope.actor.user_id,
        },
    )
    creator = Person(scope.actor.user_id, scope.actor.name)
    return File(file_id, object_name, record_id, name, stored.size, stored.content_type, scope.now, creator)


async def list_attachments(scope: Scope, object_name: str, record_id: UUID) -> list[File]:
    await check_record(scope, object_name, record_id, "read")
    return [_file_of(row) for row in await queries.list_files(scope, object_name, record_id)]


async def get_attachment(scope: Scope, file_id: UUID, verb: str = "read") -> Any:
    """The row, `storage_key` included. 404 when its record is invisible, whatever the caller's rights."""
    row = await queries.get_file(scope, file_id)
    try:
        if row is None:
            raise NotFound
        await check_record(scope, row["object"], row["record_id"], "read")
    except (NotFound, Forbidden):
        raise NotFound("file_unknown") from None
    if verb != "read":
        await check_record(scope, row["object"], row["record_id"], verb)
    return row


async def delete_attachment(scope: Scope, file_id: UUID) -> None:
    """The row now, the content once that is committed."""
    row = await get_attachment(scope, file_id, "update")
    await queries.delete_file(scope, file_id)
    key = row["storage_key"]

    async def delete_content() -> None:
        await anyio.to_thread.run_sync(file_store().delete, key)

    scope.tx.on_commit(delete_content)


def checked_name(name: str) -> str:
    """The last part of what the browser sent, without control characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(character for character in base if character.isprintable()).strip().strip(".")
    if not clean or len(clean) > LONGEST_NAME:
        raise Problem("file_name_invalid", status=422, field="file", params={"limit": LONGEST_NAME})
    return clean


def _file_of(row: Any) -> File:
    return File(
        id=row["id"],
        object=row["object"],
        record_id=row["record_id"],
        name=row["name"],
        size=row["size"],
        content_type=row["content_type"],
        created_at=row["created_at"],
        created_by=Person(row["created_by"], row["created_by_name"]),
    )
