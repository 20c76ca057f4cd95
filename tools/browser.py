"""Makes sure that Chromium and a Chinese font are there for the tests that drive a browser.

As root on Debian or Ubuntu it installs them. Elsewhere it says what is missing; the browser tests are then skipped,
except in CI (`CI` set), where a skipped test would pass for a good one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = {"chromium": "chromium", "font": "fonts-noto-cjk"}


def main() -> int:
    missing = find_missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install([PACKAGES[part] for part in missing])
        missing = find_missing()
    if not missing:
        return 0
    packages = " ".join(PACKAGES[part] for part in missing)
    print(
        f"\n*** The browser tests need {packages}. On Debian or Ubuntu: apt-get install {packages}\n"
        "*** They are SKIPPED until then.\n",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") else 0


def find_missing() -> list[str]:
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    return missing if has_chinese_font() else [*missing, "font"]


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return sys.platform == "darwin"
    listing = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listing.stdout.strip())


def install(packages: list[str]) -> None:
    print(f"Installing {' and '.join(packages)} for the browser tests …", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
