"""What a company declared, as a package: from a sandbox to production, or to share with others."""

from __future__ import annotations

from typing import Any

from guanxi.features.packages.schemas import ExportRequest
from guanxi.features.packages.service.format import Manifest
from guanxi.features.packages.service.installing import MANAGE
from guanxi.features.packages.service.parts import TYPES
from guanxi.features.packages.service.parts.part import Misplaced, converted
from guanxi.kernel.bundles import write_archive, write_document
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_WHOLE = ("positions", "teams", "permission_sets")


async def export_package(scope: Scope, asked: ExportRequest) -> bytes:
    """A ZIP archive: the manifest, a file for each object and one for each kind of definition.

    Raises 403, 404 for an unknown object, 422 `package_manifest`.
    """
    scope.require(MANAGE)
    registry = await registry_of(scope)
    chosen = None if asked.objects is None else {registry.object(name).name for name in asked.objects}
    content: dict[str, Any] = {}
    for type_ in TYPES:
        for key, body in (await type_.everything(scope, chosen)).items():
            type_.placed(key, body, content)
    label = Label.from_json(asked.label or asked.name)
    manifest = {"name": asked.name, "version": asked.version, "label": label.as_json()}
    try:
        converted(manifest, Manifest, ("package",))
    except Misplaced as found:
        field = str(found.path[-1])
        raise Invalid("package_manifest", field=field, params={"reason": found.reason}) from None
    return write_archive({path: write_document(value) for path, value in _files(manifest, content).items()})


def _files(manifest: dict[str, Any], content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {"package.yaml": {"package": manifest}}
    for name, declared in content.get("objects", {}).items():
        files[f"objects/{name}.yaml"] = {"objects": {name: declared}}
    for top in _WHOLE:
        if top in content:
            files[f"{top}.yaml"] = {top: content[top]}
    for kind, declared in content.get("definitions", {}).items():
        files[f"definitions/{kind}.yaml"] = {"definitions": {kind: declared}}
    return files
