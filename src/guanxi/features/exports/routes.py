"""GET and POST /objects/{object}/export."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote

from litestar import get, post
from litestar.params import Parameter
from litestar.response import Stream

from guanxi.edge.requests import AnyRequest
from guanxi.edge.transactions import open_scope
from guanxi.edge.work import REPORT
from guanxi.features.exports.schemas import ExportRequest
from guanxi.features.exports.service.formats import as_csv, as_xlsx
from guanxi.features.exports.service.pages import Export, begin_export
from guanxi.kernel.errors import Invalid
from guanxi.kernel.query import ListQuery
from guanxi.kernel.tenancy import Scope

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@get(
    "/objects/{object_name:str}/export",
    opt=REPORT,
    media_type="application/octet-stream",
    summary="Export a list as a file",
    tags=["Records"],
)
async def export_records(
    request: AnyRequest,
    caller: Scope,
    object_name: str,
    filter: Annotated[str, Parameter(max_length=4000, description="A condition in CEL")] = "",
    q: Annotated[str, Parameter(max_length=200)] = "",
    sort: Annotated[str, Parameter(max_length=400)] = "",
    fields: Annotated[
        str, Parameter(max_length=4000, description="Names, separated by commas; all without it")
    ] = "",
    format: Literal["csv", "xlsx"] = "csv",
) -> Stream:
    """All records of a list, in pages of a steady order; text that a spreadsheet would run as a formula is defused."""
    names = tuple(name.strip() for name in fields.split(",") if name.strip())
    query = ListQuery(object_name, filter=filter, q=q, sort=sort, fields=names)
    return _file(request, caller, await begin_export(caller, object_name, query), format)


@post(
    "/objects/{object_name:str}/export",
    opt=REPORT,
    status_code=200,
    media_type="application/octet-stream",
    summary="Export chosen records as a file",
    tags=["Records"],
)
async def export_chosen_records(
    request: AnyRequest, caller: Scope, object_name: str, data: ExportRequest
) -> Stream:
    """As the export of a list, for records that are named one by one, or for a condition too long for an address."""
    if data.ids is not None and (data.filter or data.q or data.sort):
        raise Invalid("export_target", field="ids")
    query = ListQuery(object_name, filter=data.filter, q=data.q, sort=data.sort, fields=tuple(data.fields))
    return _file(request, caller, await begin_export(caller, object_name, query, data.ids), data.format)


def _file(request: AnyRequest, caller: Scope, export: Export, format: Literal["csv", "xlsx"]) -> Stream:
    write = as_xlsx if format == "xlsx" else as_csv
    name = quote(f"{export.title} {caller.now.date().isoformat()}.{format}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
        "Content-Type": _TYPES[format],
    }
    return Stream(write(export, partial(open_scope, request)), headers=headers)


handlers = [export_records, export_chosen_records]
