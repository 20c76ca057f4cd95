"""Packages on disk: a folder, a file, or one that comes with Guanxi."""

from __future__ import annotations

from pathlib import Path

from guanxi import packages
from guanxi.kernel.bundles import write_archive

_ENDINGS = (".yaml", ".yml")
_ARCHIVES = (".zip",)


class PackageNotFound(Exception):
    """There is nothing at that path, and no package of that name comes with Guanxi."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is neither a file nor a folder {name!r}, nor does a package of that name come with Guanxi: "
            f"{', '.join(bundled())} do."
        )


def bundled() -> list[str]:
    return sorted(each.parent.name for each in Path(packages.__file__).parent.glob("*/package.yaml"))


def pack(name: str) -> tuple[str, bytes]:
    """A file name and its content, as the API takes it. Raises PackageNotFound."""
    path = Path(name)
    if not path.exists() and name in bundled():
        path = Path(packages.__file__).parent / name
    if path.is_dir():
        files = [each for each in sorted(path.rglob("*")) if each.suffix in _ENDINGS and each.is_file()]
        return f"{path.name}.zip", write_archive(
            {str(each.relative_to(path)): each.read_bytes() for each in files}
        )
    if path.is_file() and path.suffix in (*_ENDINGS, *_ARCHIVES):
        return path.name, path.read_bytes()
    raise PackageNotFound(name)
