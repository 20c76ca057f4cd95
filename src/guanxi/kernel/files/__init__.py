"""Files that people upload, kept outside the database under keys of our own making.

Knows nothing of what they hold or who may read them. The program that starts (web, worker, command line, test) says once
where they lie with `use_file_store`.
"""

from guanxi.kernel.files.store import FileStore, FileWriter

__all__ = ["FileStore", "FileWriter", "file_store", "use_file_store"]

_current: FileStore | None = None


def use_file_store(store: FileStore) -> None:
    global _current
    _current = store


def file_store() -> FileStore:
    if _current is None:
        raise RuntimeError("No file store was chosen; call use_file_store first.")
    return _current
