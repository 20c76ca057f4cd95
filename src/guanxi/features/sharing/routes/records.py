"""/objects/{object}/records/{id}/shares and …/access."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, put
from litestar.params import Parameter

from guanxi.features.sharing.schemas import (
    Access,
    Kind,
    PeoplePage,
    PrincipalRef,
    Reason,
    ShareList,
    SharePut,
)
from guanxi.features.sharing.service import explaining, shares
from guanxi.kernel.tenancy import Scope

TAGS = ["Access"]
_RECORD = "/objects/{object_name:str}/records/{record_id:uuid}"


@get(f"{_RECORD}/shares", summary="With whom a record is shared", tags=TAGS)
async def list_shares(caller: Scope, object_name: str, record_id: UUID) -> ShareList:
    """By hand and through the record's team; for whoever sees it."""
    return await shares.list_shares(caller, object_name, record_id)


@put(f"{_RECORD}/shares", summary="Share a record", tags=TAGS)
async def put_share(caller: Scope, object_name: str, record_id: UUID, data: SharePut) -> ShareList:
    """Adds one share, or changes the one there is; for whoever may change the record. Answers all of them."""
    return await shares.put_share(caller, object_name, record_id, data)


@delete(f"{_RECORD}/shares", status_code=200, summary="Stop sharing a record", tags=TAGS)
async def delete_share(
    caller: Scope,
    object_name: str,
    record_id: UUID,
    kind: Annotated[Kind, Parameter(query="kind", description="Of the person or team")],
    principal_id: Annotated[UUID | None, Parameter(query="id", description="Of the person or team")] = None,
    reason: Annotated[Reason, Parameter(query="reason")] = "manual",
) -> ShareList:
    """Takes back one share; for whoever may change the record. Answers those that remain."""
    return await shares.delete_share(caller, object_name, record_id, PrincipalRef(kind, principal_id), reason)


@get(f"{_RECORD}/access", summary="Why somebody sees a record, or does not", tags=TAGS)
async def get_access(
    caller: Scope,
    object_name: str,
    record_id: UUID,
    user: Annotated[
        UUID | None,
        Parameter(query="user", description="Another person; for whoever may change the record"),
    ] = None,
    field: Annotated[
        str | None, Parameter(query="field", max_length=120, description="Also what holds of this field")
    ] = None,
) -> Access:
    """Every grant on the record with its reason, and what they mean for one person."""
    return await explaining.explain(caller, object_name, record_id, user, field)


@get(f"{_RECORD}/access/people", summary="Who sees a record", tags=TAGS)
async def list_people(
    caller: Scope,
    object_name: str,
    record_id: UUID,
    q: Annotated[str, Parameter(query="q", max_length=120, description="Part of the name")] = "",
    cursor: Annotated[str, Parameter(query="cursor", max_length=4_000)] = "",
    limit: Annotated[int, Parameter(query="limit", ge=1, le=100)] = 50,
) -> PeoplePage:
    """Everybody who can sign in, by name, and what each may do; for whoever may change the record."""
    return await explaining.list_people(caller, object_name, record_id, q.strip(), cursor, limit)


handlers = [list_shares, put_share, delete_share, get_access, list_people]
