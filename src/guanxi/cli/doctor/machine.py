"""What the machine offers: Python, the data directory, disk, the port, the built interface."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from guanxi.cli.doctor.checks import Check, bad, good, warning
from guanxi.encryption import FILE, use_encryption
from guanxi.kernel.sealing import keyring
from guanxi.serving import PortTaken, refuse_taken_port
from guanxi.settings import Settings

STATIC = Path(__file__).parents[2] / "static"
LEAST_FREE_BYTES = 1_000_000_000


def check_machine(settings: Settings) -> Iterator[Check]:
    yield _python()
    yield _data_dir(settings.data_dir)
    yield _disk(settings.data_dir)
    yield _secret(settings)
    yield _encryption(settings)
    yield _port(settings)
    yield _interface()


def _python() -> Check:
    return good("Python", f"{'.'.join(map(str, sys.version_info[:3]))} in {sys.prefix}")


def _data_dir(folder: Path) -> Check:
    place = _nearest(folder)
    if not os.access(place, os.W_OK | os.X_OK):
        return bad(
            "Data directory",
            f"{folder} cannot be written",
            f"Run: chown -R {_me()} {place}, or set GUANXI_DATA_DIR.",
        )
    if not folder.exists():
        return good("Data directory", f"{folder} (made at the first start)")
    return good("Data directory", str(folder))


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(_nearest(folder)).free
    found = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return bad(
            "Disk", found, "Free at least 1 GB where GUANXI_DATA_DIR lies; a full disk stops the database."
        )
    return good("Disk", found)


def _secret(settings: Settings) -> Check:
    key = settings.data_dir / "secret.key"
    if settings.secret:
        return good("Secret key", "from GUANXI_SECRET_KEY")
    if key.exists() and key.stat().st_mode & 0o077:
        return bad("Secret key", f"{key} can be read by others", f"Run: chmod 600 {key}")
    return good("Secret key", str(key) if key.exists() else "made at the first start")


def _encryption(settings: Settings) -> Check:
    kept = settings.data_dir / FILE
    if settings.encryption_keys:
        use_encryption(settings)
        return good("Encryption key", f"“{keyring().current}” from GUANXI_ENCRYPTION_KEYS")
    if kept.exists():
        return good("Encryption key", f"{kept}, for the demo")
    return good("Encryption key", "none: encrypted fields cannot be used (GUANXI_ENCRYPTION_KEYS)")


def _port(settings: Settings) -> Check:
    try:
        refuse_taken_port(settings)
    except PortTaken as taken:
        if _answers(settings):
            return good("Port", f"Guanxi answers on {settings.host}:{settings.port}")
        return bad("Port", str(taken).split(". ")[0], "Stop what uses it, or set PORT.")
    return good("Port", f"{settings.host}:{settings.port} is free")


def _answers(settings: Settings) -> bool:
    try:
        with urlopen(f"http://{settings.host}:{settings.port}/health", timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, HTTPError, ValueError):
        return False


def _interface() -> Check:
    if (STATIC / "index.html").exists():
        return good("Web interface", "built")
    return warning(
        "Web interface", "not built: only the API is served", "Run `make web`, or install the package again."
    )


def _nearest(folder: Path) -> Path:
    """The folder, or the closest one above it that exists."""
    return next(place for place in [folder, *folder.parents] if place.exists())


def _me() -> str:
    return os.environ.get("USER") or str(os.geteuid())
