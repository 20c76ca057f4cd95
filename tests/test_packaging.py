"""What the wheel holds: the whole package, statements, sentences, sample data and built interface included."""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "guanxi"
KINDS = {".py", ".sql", ".json", ".csv", ".mako"}  # those without which it would not run


def packed() -> set[str]:
    """As the builder would collect them, without building."""
    return {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}


def test_holds_every_file_of_the_package() -> None:
    there = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert there - packed() == set()
    assert {Path(name).suffix for name in packed()} >= KINDS
    assert "guanxi/migrations/revision_0001/around.sql" in packed()


def test_holds_nothing_else() -> None:
    assert [name for name in packed() if not name.startswith("guanxi/") or "__pycache__" in name] == []


def test_takes_the_built_interface_although_git_ignores_it(tmp_path: Path) -> None:
    """Holds on a checkout, too, in which nothing was built."""
    root = tmp_path / "checkout"
    (root / "src" / "guanxi" / "static").mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / "src" / "guanxi" / "__init__.py").write_text('__version__ = "0"\n')
    (root / "src" / "guanxi" / "static" / "index.html").write_text("<!doctype html>")
    built = {file.distribution_path for file in WheelBuilder(str(root)).recurse_included_files()}

    assert "guanxi/static/index.html" in built
