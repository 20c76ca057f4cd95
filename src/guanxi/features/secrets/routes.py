"""Revealing and finding encrypted values, the trail of reveals, and re-encrypting."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post
from litestar.params import Parameter

from guanxi.features.secrets.schemas import (
    FoundRecords,
    PastReveals,
    Resealing,
    ResealingState,
    Reveal,
    Revealed,
    SecretSearch,
)
from guanxi.features.secrets.service import resealing, revealing
from guanxi.kernel.tenancy import Scope

TAGS = ["Encrypted fields"]
RECORD = "/objects/{object_name:str}/records/{record_id:uuid}"


@post(f"{RECORD}/reveals", status_code=200, summary="Reveal an encrypted value", tags=TAGS)
async def create_reveal(caller: Scope, object_name: str, record_id: UUID, data: Reveal) -> Revealed:
    """Needs `secret.reveal`; who did it, and when, is kept."""
    return Revealed(await revealing.reveal(caller, object_name, record_id, data.field))


@post(
    "/objects/{object_name:str}/secret-search",
    status_code=200,
    summary="Find a record by an encrypted value",
    tags=TAGS,
)
async def search_secret(caller: Scope, object_name: str, data: SecretSearch) -> FoundRecords:
    """By the whole value of a unique encrypted field. Needs `secret.reveal`. In the body, so that no log of addresses has it."""
    return FoundRecords(await revealing.find_by_secret(caller, object_name, data.field, data.value))


@get("/secret-reveals", summary="List reveals of encrypted values", tags=TAGS)
async def list_reveals(
    caller: Scope,
    record_id: UUID | None = None,
    cursor: Annotated[UUID | None, Parameter(query="cursor")] = None,
) -> PastReveals:
    """Needs `company.manage`. The latest first, a hundred at a time."""
    return await revealing.list_reveals(caller, record_id, cursor)


@post("/secret-resealing", status_code=202, summary="Re-encrypt by the current key", tags=TAGS)
async def create_resealing(caller: Scope) -> Resealing:
    """Needs `company.manage`. For when the operator has put a new key before the others. Names the job that is under way, if one
    is; goes on where one for the same key was stopped.
    """
    return Resealing(await resealing.start_resealing(caller))


@get("/secret-resealing", summary="How far is the re-encryption?", tags=TAGS)
async def read_resealing(caller: Scope) -> ResealingState:
    """Needs `company.manage`."""
    return await resealing.get_resealing(caller)


@delete("/secret-resealing", status_code=200, summary="Stop the re-encryption", tags=TAGS)
async def stop_resealing(caller: Scope) -> ResealingState:
    """Needs `company.manage`. What is encrypted anew stays so; the next start goes on from there."""
    return await resealing.stop_resealing(caller)


handlers = [
    create_reveal,
    search_secret,
    list_reveals,
    create_resealing,
    read_resealing,
    stop_resealing,
]
