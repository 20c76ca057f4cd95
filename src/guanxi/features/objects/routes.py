"""GET /objects, GET /objects/{object}, PATCH /objects/{object}/fields/{field}, PUT /objects/{object}/pipelines."""

from __future__ import annotations

from litestar import get, patch, put

from guanxi.features.objects.schemas import (
    FieldChange,
    FieldMeta,
    ObjectList,
    ObjectMeta,
    Pipelines,
    PipelinesChange,
)
from guanxi.features.objects.service import descriptions, pipelines
from guanxi.features.objects.service.options import change_options
from guanxi.kernel.tenancy import Scope

TAGS = ["Objects"]


@get("/objects", summary="List the kinds of record", tags=TAGS)
async def list_objects(caller: Scope) -> ObjectList:
    """Complete: fields with their options, related lists, layouts, pipelines, and what the caller may do."""
    return ObjectList(await descriptions.list_objects(caller))


@get("/objects/{object_name:str}", summary="Describe one kind of record", tags=TAGS)
async def get_object(caller: Scope, object_name: str) -> ObjectMeta:
    """As one entry of the list of all kinds of record."""
    return await descriptions.get_object(caller, object_name)


@patch(
    "/objects/{object_name:str}/fields/{field_name:str}", summary="Change the options of a choice", tags=TAGS
)
async def change_field(caller: Scope, object_name: str, field_name: str, data: FieldChange) -> FieldMeta:
    """For administrators. The list replaces the one before; its order counts.

    An option that records use cannot be left out, but retired. A label given as one text is that of the caller's language.
    """
    return await change_options(caller, object_name, field_name, data.options)


@put("/objects/{object_name:str}/pipelines", summary="Replace the pipelines", tags=TAGS)
async def change_pipelines(caller: Scope, object_name: str, data: PipelinesChange) -> Pipelines:
    """For administrators. Each pipeline needs an open, a won and a lost stage; keys of stages are unique across all.

    A stage that deals stand in can be renamed and moved within its pipeline, but neither left out nor made another kind.
    """
    return Pipelines(await pipelines.change_pipelines(caller, object_name, data.pipelines))


handlers = [list_objects, get_object, change_field, change_pipelines]
