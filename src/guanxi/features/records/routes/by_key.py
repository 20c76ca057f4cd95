"""Reading and writing records by the value of a unique field: another system's number instead of our id."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, patch, put
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version, version_of_if_match
from guanxi.edge.support import CHANGES
from guanxi.features.records.routes.answers import change_set_header, described_as, raw_json
from guanxi.features.records.routes.parameters import FieldsQuery, names_of
from guanxi.features.records.routes.writing import IfMatch
from guanxi.features.records.schemas import Keyed, Record
from guanxi.features.records.service import by_key
from guanxi.kernel.tenancy import Scope

TAGS = ["Records"]
PATH = "/objects/{object_name:str}/records/by/{key_name:str}/{key_value:path}"
KeyName = Annotated[str, Parameter(max_length=120, description="A unique field, such as `c_sap_number`")]
KeyValue = Annotated[str, Parameter(max_length=2_000, description="Its value, percent-encoded")]


@get(
    PATH,
    summary="Read a record by a unique field",
    description="As reading by id. Absent and invisible are the same 404.",
    tags=TAGS,
    responses=described_as(Record, "The record"),
)
async def get_record_by_key(
    caller: Scope, object_name: str, key_name: KeyName, key_value: KeyValue, fields: FieldsQuery = ""
) -> Response[bytes]:
    found = await by_key.get_by_key(caller, object_name, key_name, _plain(key_value), tuple(names_of(fields)))
    return raw_json(found.body, {"ETag": etag_of_version(found.version)})


@put(
    PATH,
    opt=CHANGES,
    summary="Create or change a record by a unique field",
    description=(
        "Changes the fields sent of the record that has this value, or creates one with it: 201 then, else 200. Sent "
        "twice, the second changes nothing. `X-Change-Set` names the change, which can be undone."
    ),
    tags=TAGS,
)
async def put_record_by_key(
    caller: Scope,
    object_name: str,
    key_name: KeyName,
    key_value: KeyValue,
    data: dict[str, Any],
    if_match: IfMatch = None,
) -> Response[Keyed]:
    version = version_of_if_match(if_match)
    done = await by_key.put_by_key(
        caller, object_name, key_name, _plain(key_value), data, version, create=True
    )
    return _answer(done)


@patch(
    PATH,
    opt=CHANGES,
    summary="Change a record by a unique field",
    description="Only the fields sent are changed; 404 where no record has this value. `X-Change-Set` names the change.",
    tags=TAGS,
)
async def update_record_by_key(
    caller: Scope,
    object_name: str,
    key_name: KeyName,
    key_value: KeyValue,
    data: dict[str, Any],
    if_match: IfMatch = None,
) -> Response[Keyed]:
    version = version_of_if_match(if_match)
    done = await by_key.put_by_key(
        caller, object_name, key_name, _plain(key_value), data, version, create=False
    )
    return _answer(done)


def _plain(path: str) -> str:
    """A value may hold slashes itself; the one before it is the path's."""
    return path.removeprefix("/")


def _answer(done: by_key.Put) -> Response[Keyed]:
    headers = {"ETag": etag_of_version(done.version), **change_set_header(done.change_set_id)}
    status = 201 if done.created else 200
    return Response(Keyed(done.id, done.version, done.created), status_code=status, headers=headers)


handlers = [get_record_by_key, put_record_by_key, update_record_by_key]
