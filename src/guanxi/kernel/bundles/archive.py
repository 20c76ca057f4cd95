"""The files of a bundle: of a ZIP archive, or a single one. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from guanxi.kernel.errors import Invalid

MOST_FILES = 500
MOST_BYTES = 16 * 1024 * 1024
"""Of all files together, unpacked."""

_MAGIC = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_CHUNK = 64 * 1024


def read_files(name: str, content: bytes) -> dict[str, bytes]:
    """The contents by path, a folder that holds everything left out of the paths.

    Raises `bundle_…` problems: unreadable, path_unsafe, too_many_files, too_large, encrypted.
    """
    if not content.startswith((_MAGIC, _EMPTY)):
        if len(content) > MOST_BYTES:
            raise Invalid("bundle_too_large", params={"limit": MOST_BYTES // 2**20})
        return {PurePosixPath(name.replace("\\", "/")).name or "package.yaml": content}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _without_common_folder(_unpacked(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise Invalid("bundle_unreadable") from None


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > MOST_FILES:
        raise Invalid("bundle_too_many_files", params={"limit": MOST_FILES})
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        path = _safe_path(entry)
        if entry.flag_bits & 1:
            raise Invalid("bundle_encrypted")
        if path in files:
            raise Invalid("bundle_file_twice", params={"file": path[:200]})
        files[path] = _read(archive, entry, left)
        left -= len(files[path])
    return files


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What the entry says of its size may be a lie: counted is what comes out."""
    content = bytearray()
    with archive.open(entry) as source:
        while chunk := source.read(_CHUNK):
            content += chunk
            if len(content) > most:
                raise Invalid("bundle_too_large", params={"limit": MOST_BYTES // 2**20})
    return bytes(content)


def _safe_path(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if (
        is_link
        or not path.parts
        or path.is_absolute()
        or ".." in path.parts
        or "\\" in name
        or "\0" in name
        or ":" in path.parts[0]
    ):
        raise Invalid("bundle_path_unsafe", params={"file": name[:200]})
    return str(path)


def _without_common_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    tops = {PurePosixPath(path).parts[0] for path in files}
    if len(tops) == 1 and all("/" in path for path in files):
        return {path.split("/", 1)[1]: content for path, content in files.items()}
    return files
