"""GET /objects, GET /objects/{object}."""

from __future__ import annotations

from litestar import get

from guanxi.features.objects.schemas import ObjectList, ObjectMeta
from guanxi.features.objects.service import descriptions
from guanxi.kernel.tenancy import Scope

TAGS = ["Objects"]


@get("/objects", summary="List the kinds of record", tags=TAGS)
async def list_objects(caller: Scope) -> ObjectList:
    """Complete: fields with their options, related lists, layouts, pipelines, and what the caller may do."""
    return ObjectList(await descriptions.list_objects(caller))


@get("/objects/{object_name:str}", summary="Describe one kind of record", tags=TAGS)
async def get_object(caller: Scope, object_name: str) -> ObjectMeta:
    return await descriptions.get_object(caller, object_name)


handlers = [list_objects, get_object]
