"""The build of the interface, as far as it decides something itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "build_web.py"


@pytest.fixture
def build_web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_web", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "WEB", tmp_path / "web")
    monkeypatch.setattr(module, "PACKAGES", tmp_path / "web" / "node_modules")
    monkeypatch.setattr(module, "INSTALLED", tmp_path / "web" / "node_modules" / ".guanxi-lock")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package-lock.json").write_text("{}")
    return module


def test_nothing_is_installed_through_a_link(build_web: ModuleType, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "of_others").write_text("x")
    (tmp_path / "web" / "node_modules").symlink_to(elsewhere)

    with pytest.raises(SystemExit, match="is a symbolic link to .*elsewhere.*remove the link"):
        build_web.install()

    assert [each.name for each in elsewhere.iterdir()] == ["of_others"]
