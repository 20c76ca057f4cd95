"""What registers itself when imported is imported: a job that only its own test knows would fail where people work."""

from __future__ import annotations

from pathlib import Path

import pytest

import guanxi
from guanxi import catalogue

FEATURES = Path(guanxi.__file__).parent / "features"


@pytest.mark.parametrize(
    ("module", "listed"),
    [("objects", catalogue._OBJECTS), ("subscribers", catalogue._SUBSCRIBERS), ("tasks", catalogue._TASKS)],
)
def test_every_module_is_listed(module: str, listed: tuple[str, ...]) -> None:
    assert {path.parent.name for path in FEATURES.glob(f"*/{module}.py")} == set(listed)
