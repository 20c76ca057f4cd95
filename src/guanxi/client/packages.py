"""Packages on disk: a folder, a file, or one that comes with Guanxi."""

from __future__ import annotations

from pathlib import Path

from guanxi.features.packages.facade import archive_of, archive_of_folder, bundled_names

_FILES = (".yaml", ".yml", ".zip")


class PackageNotFound(Exception):
    """There is nothing at that path, and no package of that name comes with Guanxi."""

    def __init__(self, name: str) -> None:
        known = ", ".join(bundled_names())
        super().__init__(
            f"There is neither a file nor a folder {name!r}, nor does a package of that name come with Guanxi: {known} do."
        )


def pack(name: str) -> tuple[str, bytes]:
    """A file name and its content, as the API takes it. Raises PackageNotFound."""
    path = Path(name)
    if not path.exists() and name in bundled_names():
        return f"{name}.zip", archive_of(name)
    if path.is_dir():
        return f"{path.name}.zip", archive_of_folder(path)
    if path.is_file() and path.suffix in _FILES:
        return path.name, path.read_bytes()
    raise PackageNotFound(name)
