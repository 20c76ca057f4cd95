"""GET and POST /api-keys, DELETE /api-keys/{id}."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, delete, get, post

from guanxi.edge.requests import database_of
from guanxi.edge.transactions import identity_of
from guanxi.features.api_keys import service
from guanxi.features.api_keys.schemas import ApiKey, ApiKeyCreate, ApiKeyList, NewApiKey

TAGS = ["Sign-in"]


@get("/api-keys", summary="List my API keys", tags=TAGS)
async def list_api_keys(request: Request[Any, Any, Any]) -> ApiKeyList:
    rows = await service.list_keys(database_of(request), identity_of(request))
    return ApiKeyList(data=[ApiKey(**row) for row in rows])


@post("/api-keys", summary="Make an API key", tags=TAGS)
async def create_api_key(request: Request[Any, Any, Any], data: ApiKeyCreate) -> NewApiKey:
    """The key acts with the rights of the caller. Its token is in this answer and nowhere else."""
    identity = identity_of(request)
    async with database_of(request).auth() as tx:
        key = await service.create_key(tx, identity.tenant_id, identity.user_id, data.name)
    return NewApiKey(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        created_at=key.created_at,
        last_used_at=None,
        token=key.token,
    )


@delete("/api-keys/{key_id:uuid}", summary="Delete one of my API keys", tags=TAGS)
async def delete_api_key(request: Request[Any, Any, Any], key_id: UUID) -> None:
    await service.delete_key(database_of(request), identity_of(request), key_id)


handlers = [list_api_keys, create_api_key, delete_api_key]
