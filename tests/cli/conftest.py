"""The command as a person calls it, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Guanxi = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(database_url, owner_url, tmp_path_factory):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GUANXI_")}
    return kept | {
        "GUANXI_DATABASE_URL": database_url,
        "GUANXI_ADMIN_DATABASE_URL": owner_url,
        "GUANXI_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "PORT": "8779",
    }


@pytest.fixture(scope="module")
def guanxi(environment) -> Guanxi:
    def run(*arguments: str, expect: int = 0, **changes: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "guanxi", *arguments]
        done = subprocess.run(command, env=environment | changes, capture_output=True, text=True, timeout=180)
        assert done.returncode == expect, done.stderr + done.stdout
        return done

    return run


@pytest.fixture(scope="module")
def answer_of(guanxi) -> Callable[..., Any]:
    return lambda *arguments, **options: json.loads(guanxi(*arguments, "--json", **options).stdout)
