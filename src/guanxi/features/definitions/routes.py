"""/definitions: whatever administrators declare beside objects and fields, kind by kind."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, put
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version, version_of_if_match
from guanxi.features.definitions import service
from guanxi.features.definitions.schemas import (
    DefinitionChange,
    DefinitionKinds,
    DefinitionPage,
    DefinitionRead,
)
from guanxi.kernel.tenancy import Scope

TAGS = ["Definitions"]
IfMatch = Annotated[str | None, Parameter(header="If-Match", description="The version that was read.")]
IfNoneMatch = Annotated[
    str | None, Parameter(header="If-None-Match", description="`*`: make a new one, never replace one.")
]


@get("/definitions", summary="List the kinds of definition", tags=TAGS)
async def list_kinds(caller: Scope) -> DefinitionKinds:
    """For administrators. Each with the JSON Schema of its body."""
    return DefinitionKinds(service.list_kinds(caller))


@get("/definitions/{kind:str}", summary="List the definitions of a kind", tags=TAGS)
async def list_definitions(
    caller: Scope,
    kind: str,
    object_name: Annotated[str | None, Parameter(query="object", max_length=80)] = None,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> DefinitionPage:
    """For administrators. In the order in which they apply, those that are switched off too."""
    return await service.list_definitions(caller, kind, object_name, cursor, limit)


@get("/definitions/{kind:str}/{name:str}", summary="Read a definition", tags=TAGS)
async def get_definition(caller: Scope, kind: str, name: str) -> Response[DefinitionRead]:
    """For administrators."""
    found = await service.get_definition(caller, kind, name)
    return Response(found, headers={"ETag": etag_of_version(found.version)})


@put("/definitions/{kind:str}/{name:str}", summary="Make or replace a definition", tags=TAGS)
async def put_definition(
    caller: Scope,
    kind: str,
    name: str,
    data: DefinitionChange,
    if_match: IfMatch = None,
    if_none_match: IfNoneMatch = None,
) -> Response[DefinitionRead]:
    """For administrators. In force at once, for everybody. The header `X-Change-Set` names the change, which can be undone."""
    seen, is_new = version_of_if_match(if_match), (if_none_match or "").strip() == "*"
    written, change_set_id = await service.put_definition(caller, kind, name, data, seen, is_new=is_new)
    return Response(written, headers={"ETag": etag_of_version(written.version), **_headers(change_set_id)})


@delete("/definitions/{kind:str}/{name:str}", summary="Remove a definition", tags=TAGS)
async def remove_definition(caller: Scope, kind: str, name: str, if_match: IfMatch = None) -> Response[None]:
    """For administrators. `X-Change-Set` names the change, which can be undone."""
    change_set_id = await service.remove_definition(caller, kind, name, version_of_if_match(if_match))
    return Response(None, status_code=204, headers=_headers(change_set_id))


def _headers(change_set_id: UUID | None) -> dict[str, str]:
    return {} if change_set_id is None else {"X-Change-Set": str(change_set_id)}


handlers = [list_kinds, list_definitions, get_definition, put_definition, remove_definition]
