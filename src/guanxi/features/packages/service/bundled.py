"""Packages that come with Guanxi: folders of YAML in `guanxi.packages`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guanxi import packages
from guanxi.features.packages.schemas import BundledPackage, PackageUpload
from guanxi.features.packages.service.installing import MANAGE
from guanxi.features.packages.service.reading import Package, require_package
from guanxi.kernel.bundles import write_archive
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

FOLDER = Path(packages.__file__).parent


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(each.parent.name for each in FOLDER.glob("*/package.yaml")))


@cache
def archive_of(name: str) -> bytes:
    """Raises 404 `package_unknown` for one that does not come with Guanxi."""
    if name not in names():
        raise NotFound("package_unknown", params={"name": name[:80]})
    return archive_of_folder(FOLDER / name)


def archive_of_folder(folder: Path) -> bytes:
    """Its YAML files as an archive; what else lies there is left out."""
    files = [
        each for each in sorted(folder.rglob("*")) if each.suffix in (".yaml", ".yml") and each.is_file()
    ]
    return write_archive({str(each.relative_to(folder)): each.read_bytes() for each in files})


def list_bundled(scope: Scope) -> list[BundledPackage]:
    scope.require(MANAGE)
    return [_read(scope, _package(name)) for name in names()]


async def sent(data: PackageUpload) -> tuple[str, bytes]:
    """The name and content of the file that was sent, or of the package that was named. Raises 422 `package_missing`."""
    if data.file is not None:
        return data.file.filename, await data.file.read()
    if data.bundled:
        return f"{data.bundled}.zip", archive_of(data.bundled)
    raise Invalid("package_missing", field="file")


@cache
def _package(name: str) -> Package:
    return require_package(f"{name}.zip", archive_of(name), "en")


def _read(scope: Scope, package: Package) -> BundledPackage:
    manifest = package.manifest
    label, description = (
        Label.from_json(each).in_locale(scope.locale) for each in (manifest.label, manifest.description)
    )
    samples = sum(len(each.records) for each in package.samples)
    return BundledPackage(manifest.name, manifest.version, label, description, samples)
