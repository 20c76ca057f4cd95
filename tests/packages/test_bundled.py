"""Packages that come with Guanxi pass their own tests, as their authors run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from guanxi.client.packages import PackageNotFound, pack
from guanxi.features.packages.facade import bundled_names


@pytest.mark.parametrize("name", bundled_names())
@pytest.mark.timeout(600)
def test_passes_its_own_tests(name, tmp_path):
    environment = {**os.environ, "GUANXI_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "guanxi", "package", "test", name, "--json"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    outcome = json.loads(done.stdout)
    assert outcome["tests"], "a package without tests"
    assert [each for each in outcome["tests"] if not each["passed"]] == []
    assert done.returncode == 0


@pytest.mark.parametrize("name", bundled_names())
def test_holds_declarations_only(name):
    file, content = pack(name)
    assert (file, content[:2]) == (f"{name}.zip", b"PK")


def test_there_is_one_to_learn_from():
    assert "events" in bundled_names()


def test_nothing_is_told_as_nothing():
    with pytest.raises(PackageNotFound, match="events do"):
        pack("no such package")
