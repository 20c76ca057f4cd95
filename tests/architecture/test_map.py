"""ARCHITECTURE.md names what there is: paths exist, dotted names can be imported, no package of the kernel is left out."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import product
from pathlib import Path

import guanxi

ROOT = Path(__file__).parents[2]
PACKAGE = Path(guanxi.__file__).parent
MAP = (ROOT / "ARCHITECTURE.md").read_text()
NAMED = re.findall(r"`([^`\s]+)`", MAP)
LINKED = re.findall(r"\b(?:docs|web|tests)/[\w/.-]*\w", MAP)


def alternatives(path: str) -> list[str]:
    """`a/{b,c}.py` is two paths; `<object>` stands for any folder."""
    parts = [part.split(",") for part in re.split(r"\{([^}]*)\}", path)]
    parts = [part if at % 2 else [",".join(part)] for at, part in enumerate(parts)]
    return [re.sub(r"<\w+>", "*", "".join(choice)).rstrip("/") for choice in product(*parts)]


def test_paths_exist() -> None:
    paths = [
        each for name in NAMED if "/" in name and not name.startswith("/") for each in alternatives(name)
    ]
    missing = [path for path in paths if not any(any(base.glob(path)) for base in (ROOT, PACKAGE))]

    assert len(paths) > 5
    assert missing == []


def test_links_exist() -> None:
    missing = [path for path in LINKED if not any(ROOT.glob(f"{path.rstrip('.')}*"))]

    assert LINKED
    assert missing == []


def test_dotted_names_can_be_imported() -> None:
    dotted = [name for name in NAMED if re.fullmatch(r"(kernel|edge|features)(\.\w+)+", name)]
    for name in dotted:
        module, _, attribute = name.rpartition(".")
        found = import_module(f"guanxi.{module}")
        assert hasattr(found, attribute) or import_module(f"guanxi.{name}"), name

    assert len(dotted) > 4


def test_every_package_of_the_kernel_is_named() -> None:
    packages = {path.parent.name for path in (PACKAGE / "kernel").glob("*/__init__.py")}

    assert {name for name in packages if not re.search(rf"\b{name}\b", MAP)} == set()
