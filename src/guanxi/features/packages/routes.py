"""/packages: checking, comparing, installing, taking away and exporting."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Response, delete, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from guanxi.features.packages.schemas import (
    BundledPackages,
    ExportRequest,
    Installed,
    PackagePage,
    PackageUpload,
    Plan,
    PlannedParts,
    Uninstalled,
    Validated,
)
from guanxi.features.packages.service import bundled, exporting, installing, listing, uninstalling
from guanxi.features.packages.service.schema import package_schema
from guanxi.kernel.tenancy import Scope

TAGS = ["Packages"]
Upload = Annotated[PackageUpload, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/packages", summary="List the installed packages", tags=TAGS)
async def list_packages(caller: Scope) -> PackagePage:
    """For administrators. `changed_here` counts the parts that the company changed since they were installed."""
    return PackagePage(await listing.list_packages(caller))


@get("/packages/bundled", summary="List the packages that come with Guanxi", tags=TAGS)
async def list_bundled(caller: Scope) -> BundledPackages:
    """For administrators. Each is installed by its name: the form field `bundled` in place of a file."""
    return BundledPackages(bundled.list_bundled(caller))


@get("/packages/{name:str}/parts", summary="Show what a package brought", tags=TAGS)
async def get_parts(caller: Scope, name: str) -> PlannedParts:
    """For administrators. `before` is as it was installed, `after` as it is now; `keep` marks what the company changed."""
    return PlannedParts(await listing.get_parts(caller, name))


@get("/packages/schema", summary="Describe what a package's files look like", tags=TAGS)
async def get_schema(caller: Scope) -> dict[str, Any]:
    """For administrators. JSON Schema (draft 2020-12) of one file, for editors that check and complete YAML by it."""
    return package_schema(caller)


@post("/packages/validate", status_code=200, summary="Check a package's files", tags=TAGS)
async def validate(caller: Scope, data: Upload) -> Validated:
    """For administrators. A YAML file or a ZIP archive; every problem with file, line and column. Nothing is kept."""
    return listing.validate(caller, *await bundled.sent(data))


@post("/packages/plan", status_code=200, summary="Show what an installation would do", tags=TAGS)
async def plan(caller: Scope, data: Upload) -> Plan:
    """For administrators. Part by part, against what the company has and what an earlier version brought. Nothing is kept."""
    return await installing.preview(caller, *await bundled.sent(data), data.take)


@post("/packages", status_code=200, summary="Install or upgrade a package", tags=TAGS)
async def install(caller: Scope, data: Upload) -> Installed:
    """For administrators. One change-set, so it can be undone. What the company changed stays; where the package changed the
    same, `take` decides. `samples` brings the sample records too.
    """
    return await installing.install(caller, *await bundled.sent(data), data.take, samples=data.samples)


@delete("/packages/{name:str}", status_code=200, summary="Take a package away", tags=TAGS)
async def uninstall(
    caller: Scope,
    name: str,
    take: Annotated[
        Literal["mine", "package"],
        Parameter(description="`package` takes away also what the company changed since."),
    ] = "mine",
) -> Uninstalled:
    """For administrators. One change-set: undone, fields and objects come back with their values. Records are exported before by
    the export of each object.
    """
    return await uninstalling.uninstall(caller, name, take)


@post(
    "/packages/export",
    status_code=200,
    media_type="application/octet-stream",
    summary="Export what was declared as a package",
    tags=TAGS,
)
async def export(caller: Scope, data: ExportRequest) -> Response[bytes]:
    """For administrators. A ZIP archive that `POST /packages` takes, here or in another company."""
    archive = await exporting.export_package(caller, data)
    headers = {"Content-Disposition": f'attachment; filename="{data.name}-{data.version}.zip"'}
    return Response(archive, media_type="application/zip", headers=headers)


handlers = [list_packages, list_bundled, get_parts, get_schema, validate, plan, install, uninstall, export]
