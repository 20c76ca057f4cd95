"""A folder of files, one sub-folder per company. A key never holds anything that a client sent."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from guanxi.kernel.errors import NotFound, TooLarge
from guanxi.kernel.ids import new_id

_KEY = re.compile(r"\d{1,19}/[0-9a-f]{2}/[0-9a-f]{32}")


class FileStore:
    """Keys read `<tenant>/<2 hex digits>/<32 hex digits>`. `limit` is the largest file in bytes."""

    def __init__(self, root: Path, limit: int = 200 << 20) -> None:
        self._root = root
        self.limit = limit

    def open_writer(self, tenant_id: int, *, limit: int | None = None) -> FileWriter:
        """A writer to use as a context manager; without its clean end nothing is kept."""
        name = new_id().hex
        # The last digits of a time-ordered id are random, so folders fill evenly.
        key = f"{int(tenant_id)}/{name[-2:]}/{name}"
        path = self._root / key
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return FileWriter(key, path, limit or self.limit)

    def open_reader(self, key: str) -> BinaryIO:
        """Raises NotFound when the file is gone."""
        try:
            return self.path(key).open("rb")
        except FileNotFoundError:
            raise NotFound("file_missing") from None

    def path(self, key: str) -> Path:
        """For readers that need random access or a name."""
        if not _KEY.fullmatch(key):
            raise ValueError("That is not a key of this store.")
        return self._root / key

    def size(self, key: str) -> int:
        try:
            return self.path(key).stat().st_size
        except FileNotFoundError:
            raise NotFound("file_missing") from None

    def delete(self, key: str) -> None:
        """Deleting what is gone is no error."""
        self.path(key).unlink(missing_ok=True)


class FileWriter:
    """Written beside its place and moved there at the end, so that a reader never sees half a file."""

    def __init__(self, key: str, path: Path, limit: int) -> None:
        self.key = key
        self.size = 0
        self._path = path
        self._partial = path.with_suffix(".partial")
        self._limit = limit
        self._stream = open(  # noqa: SIM115 (closed in __exit__)
            os.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", 1 << 18
        )

    def write(self, data: bytes) -> int:
        """Raises TooLarge (`file_too_large`) beyond the limit; what was written is then dropped."""
        self.size += len(data)
        if self.size > self._limit:
            raise TooLarge("file_too_large", params={"limit": self._limit >> 20})
        return self._stream.write(data)

    def __enter__(self) -> FileWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._stream.close()
            self._partial.unlink(missing_ok=True)
            return
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._partial.replace(self._path)
