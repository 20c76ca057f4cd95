"""The file `postmaster.pid`: who runs the server of a data directory, and whether that process still lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    port: int
    status: str

    @property
    def is_ready(self) -> bool:
        return self.status == "ready"


def read_postmaster(data: Path) -> Postmaster | None:
    """What the file says, or None when there is none or it is still being written."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), int(lines[3]), lines[7].strip() if len(lines) > 7 else "")
    except (OSError, ValueError, IndexError):
        return None


def running_postmaster(data: Path) -> Postmaster | None:
    """The server of this data directory if its process lives.

    After a crash the number in the file may belong to another process by now, so the program and its folder
    are compared too.
    """
    postmaster = read_postmaster(data)
    if postmaster is None or not _is_server_of(data, postmaster.pid):
        return None
    return postmaster


def forget_dead_postmaster(data: Path) -> None:
    """Removes the file of a server that is gone, because a reused process number would stop the next start."""
    if running_postmaster(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)


def _is_server_of(data: Path, pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
            return False
        return Path(process.cwd()) == data.resolve()  # A postmaster works in its data directory.
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
