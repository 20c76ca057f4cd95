"""/objects and /objects/{object}, and what administrators do with them, their fields and pipelines."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import MediaType, Response, delete, get, patch, post, put
from litestar.openapi import ResponseSpec
from litestar.params import Parameter

from guanxi.edge.preconditions import is_known
from guanxi.features.objects.schemas import (
    Conversion,
    ConversionPreview,
    DeletedFields,
    DeletedObjects,
    FieldChange,
    FieldMeta,
    FieldUses,
    NewField,
    NewObject,
    ObjectChange,
    ObjectList,
    ObjectMeta,
    ObjectUses,
    Pipelines,
    PipelinesChange,
)
from guanxi.features.objects.service import (
    conversion,
    custom_fields,
    custom_objects,
    descriptions,
    fields,
    pipelines,
    written,
)
from guanxi.kernel.tenancy import Scope

TAGS = ["Objects"]
CHANGE_SET = "X-Change-Set"


KNOWN = Annotated[
    str | None, Parameter(header="If-None-Match", description="The `ETag` of the answer that the caller has")
]
# Asked for again each time; it differs by who asks, and the tag by what is in it.
_KEPT = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization, Accept-Language"}


@get(
    "/objects",
    summary="List the kinds of record",
    tags=TAGS,
    responses={
        200: ResponseSpec(ObjectList, generate_examples=False, description="All that the caller may read"),
        304: ResponseSpec(None, generate_examples=False, description="As the caller has it"),
    },
)
async def list_objects(caller: Scope, known: KNOWN = None) -> Response[bytes]:
    """Complete: fields with their options, related lists, layouts, pipelines, and what the caller may do. `ETag` tells whether
    anything is different, for `If-None-Match` the next time.
    """
    found = await written.write_objects(caller)
    headers = {**_KEPT, "ETag": found.etag}
    if is_known(known, found.etag):
        return Response(b"", status_code=304, headers=headers)
    return Response(found.body, media_type=MediaType.JSON, headers=headers)


@get("/objects/{object_name:str}", summary="Describe one kind of record", tags=TAGS)
async def get_object(caller: Scope, object_name: str) -> ObjectMeta:
    """As one entry of the list of all kinds of record."""
    return await descriptions.get_object(caller, object_name)


@post("/objects", summary="Add a kind of record", tags=TAGS)
async def create_object(caller: Scope, data: NewObject) -> Response[ObjectMeta]:
    """For administrators; at most 200 at a time. All users have it at once: lists, forms, search, imports, reports.

    Its name begins with `c_` and never changes. It begins with a name and an owner; other fields are added to it. Permission
    sets give it what they give to the objects that they do not name. The header `X-Change-Set` names the change, which can
    be undone; so it does where an object is changed, deleted or restored.
    """
    made, change_set_id = await custom_objects.create_object(caller, data)
    return Response(made, status_code=201, headers=_headers(change_set_id))


@patch("/objects/{object_name:str}", summary="Change or rename a kind of record", tags=TAGS)
async def change_object(caller: Scope, object_name: str, data: ObjectChange) -> Response[ObjectMeta]:
    """For administrators. Those that are part of Guanxi can be renamed and given another icon.

    A label given as one text is that of the caller's language; null gives back the one that the object came with.
    """
    changed, change_set_id = await custom_objects.change_object(caller, object_name, data)
    return Response(changed, headers=_headers(change_set_id))


@get("/objects/{object_name:str}/uses", summary="Show what uses a kind of record", tags=TAGS)
async def get_object_uses(caller: Scope, object_name: str) -> ObjectUses:
    """For administrators: what a deletion of this custom object would take out of sight."""
    return await custom_objects.uses_of(caller, object_name)


@delete("/objects/{object_name:str}", summary="Delete a kind of record", tags=TAGS)
async def delete_object(caller: Scope, object_name: str) -> Response[None]:
    """For administrators, custom objects only. Its records, and fields that refer to them, are out of sight until it is
    restored.
    """
    change_set_id = await custom_objects.delete_object(caller, object_name)
    return Response(None, status_code=204, headers=_headers(change_set_id))


@get("/deleted-objects", summary="List the deleted kinds of record", tags=TAGS)
async def list_deleted_objects(caller: Scope) -> DeletedObjects:
    """For administrators. The latest first; each can be restored with its records."""
    return DeletedObjects(await custom_objects.list_deleted(caller))


@post(
    "/objects/{object_name:str}/restore",
    status_code=200,
    summary="Restore a deleted kind of record",
    tags=TAGS,
)
async def restore_object(caller: Scope, object_name: str) -> Response[ObjectMeta]:
    """For administrators. With its records, its fields and the fields of other objects that refer to it."""
    restored, change_set_id = await custom_objects.restore_object(caller, object_name)
    return Response(restored, headers=_headers(change_set_id))


@post("/objects/{object_name:str}/fields", summary="Add a field", tags=TAGS)
async def create_field(caller: Scope, object_name: str, data: NewField) -> Response[FieldMeta]:
    """For administrators. Forms, lists, filters, imports, reports and search of all users know it at once.

    Its name begins with `c_` and never changes; its label may. A label given as one text is that of both languages. The
    header `X-Change-Set` names the change, which can be undone; so it does where a field is changed, deleted or restored.
    """
    made, change_set_id = await custom_fields.create_field(caller, object_name, data)
    return Response(made, status_code=201, headers=_headers(change_set_id))


@get("/objects/{object_name:str}/deleted-fields", summary="List the deleted fields", tags=TAGS)
async def list_deleted_fields(caller: Scope, object_name: str) -> DeletedFields:
    """For administrators. The latest first; each can be restored with its values."""
    return DeletedFields(await custom_fields.list_deleted(caller, object_name))


@patch("/objects/{object_name:str}/fields/{field_name:str}", summary="Change a field", tags=TAGS)
async def change_field(
    caller: Scope, object_name: str, field_name: str, data: FieldChange
) -> Response[FieldMeta]:
    """For administrators. Of a field that is part of Guanxi only options and label can be changed; name and type of none.

    A list of options replaces the one before; its order counts. An option that records use cannot be left out, but
    retired. A label given as one text is that of the caller's language. A field marked as indexed is filtered and sorted
    by index once a job has copied the values of older records.
    """
    changed, change_set_id = await fields.change_field(caller, object_name, field_name, data)
    return Response(changed, headers=_headers(change_set_id))


@post(
    "/objects/{object_name:str}/fields/{field_name:str}/conversion-preview",
    status_code=200,
    summary="Show what another type would do to a field",
    tags=TAGS,
)
async def preview_conversion(
    caller: Scope, object_name: str, field_name: str, data: Conversion
) -> ConversionPreview:
    """For administrators, custom fields only. Looks at the values of 5,000 records; `next` goes on with the others."""
    return await conversion.preview(caller, object_name, field_name, data)


@post(
    "/objects/{object_name:str}/fields/{field_name:str}/conversion",
    status_code=202,
    summary="Make a field one of another type",
    tags=TAGS,
)
async def convert_field(
    caller: Scope, object_name: str, field_name: str, data: Conversion
) -> Response[FieldMeta]:
    """For administrators, custom fields only. The field has the new type at once; a job carries over what records have.

    Values that the type cannot hold go out of sight. The change in `X-Change-Set` can be undone: the former values come back.
    The field is no longer unique, and its default and limits are given up.
    """
    converted, change_set_id = await conversion.start(caller, object_name, field_name, data)
    return Response(converted, status_code=202, headers=_headers(change_set_id))


@get("/objects/{object_name:str}/fields/{field_name:str}/uses", summary="Show what uses a field", tags=TAGS)
async def get_field_uses(caller: Scope, object_name: str, field_name: str) -> FieldUses:
    """For administrators: what a deletion of this custom field would touch."""
    return await custom_fields.uses_of(caller, object_name, field_name)


@delete("/objects/{object_name:str}/fields/{field_name:str}", summary="Delete a field", tags=TAGS)
async def delete_field(caller: Scope, object_name: str, field_name: str) -> Response[None]:
    """For administrators, custom fields only. Values stay out of sight until the field is restored."""
    change_set_id = await custom_fields.delete_field(caller, object_name, field_name)
    return Response(None, status_code=204, headers=_headers(change_set_id))


@post(
    "/objects/{object_name:str}/fields/{field_name:str}/restore",
    status_code=200,
    summary="Restore a deleted field",
    tags=TAGS,
)
async def restore_field(caller: Scope, object_name: str, field_name: str) -> Response[FieldMeta]:
    """For administrators. With the values that records had in it; an index has to be asked for again."""
    restored, change_set_id = await custom_fields.restore_field(caller, object_name, field_name)
    return Response(restored, headers=_headers(change_set_id))


@put("/objects/{object_name:str}/pipelines", summary="Replace the pipelines", tags=TAGS)
async def change_pipelines(caller: Scope, object_name: str, data: PipelinesChange) -> Response[Pipelines]:
    """For administrators. Each pipeline needs an open, a won and a lost stage; keys of stages are unique across all.

    A stage that records stand in can be renamed and moved within its pipeline, but neither left out nor made another kind.
    A stage may ask of records: conditions to enter it and to go on, fields that must have a value, the stages that follow;
    say what to do in it, and after how many days a record in it is stale. An object that has no pipelines yet gets the
    fields that they need. The header `X-Change-Set` names the change, which can be undone.
    """
    changed, change_set_id = await pipelines.change_pipelines(caller, object_name, data.pipelines)
    return Response(Pipelines(changed), headers=_headers(change_set_id))


def _headers(change_set_id: UUID | None) -> dict[str, str]:
    return {} if change_set_id is None else {CHANGE_SET: str(change_set_id)}


handlers = [
    list_objects,
    get_object,
    create_object,
    change_object,
    get_object_uses,
    delete_object,
    list_deleted_objects,
    restore_object,
    create_field,
    list_deleted_fields,
    change_field,
    preview_conversion,
    convert_field,
    get_field_uses,
    delete_field,
    restore_field,
    change_pipelines,
]
