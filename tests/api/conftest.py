"""Names for generated tests."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Schemathesis tells the operation in a test's name only; of tests that share an id pytest-xdist runs one."""
    for item in items:
        if hasattr(item, "operation_label") and not item.nodeid.endswith(item.name):
            item._id = type(item._id).parse(f"{item.nodeid}[{item.operation_label}]")
