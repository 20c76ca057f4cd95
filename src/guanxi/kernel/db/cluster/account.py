"""The operating-system account that the server runs as.

PostgreSQL refuses to run as root, so root hands it to an account without rights: `guanxi`, made once.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "guanxi"


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    switches: bool  # whether the current process has to become this account

    def popen_options(self) -> dict[str, Any]:
        if not self.switches:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.switches:
            os.chown(path, self.uid, self.gid)

    def can_reach(self, path: Path) -> bool:
        """Whether the account may enter every folder on the way to `path`."""
        return not self.switches or all(self._may_enter(folder) for folder in path.absolute().parents)

    def _may_enter(self, folder: Path) -> bool:
        if not folder.exists():
            return True
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def account_for_server() -> Account:
    """The current account, or for root one without rights."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switches=False)
    entry = _find(NAME) or _create() or pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid, switches=True)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd | None:
    """Makes the account with the tool that the system has (Debian and Red Hat, or BusyBox)."""
    shell = shutil.which("nologin") or "/bin/false"
    commands = [
        ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", shell, NAME],
        ["adduser", "-S", "-D", "-H", "-s", shell, NAME],
    ]
    for command in commands:
        if shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
            if entry := _find(NAME):
                return entry
    return None
