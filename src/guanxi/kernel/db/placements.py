"""Where a table lies once the database is sharded. Declared beside each model; plain PostgreSQL takes no notice.

There is no reference table on purpose: a write to one needs every node, so nobody could sign in while one is away.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Placement(StrEnum):
    COMPANY = "company"  # sharded by tenant_id, all of a company on one node
    LOCAL = "local"  # one copy on the coordinator: what is asked before the company is known


_declared: dict[str, Placement] = {}


def place(name: str, placement: Placement) -> str:
    """Declares a table of the schema guanxi and returns its name; models are declared by the functions that make them."""
    if _declared.setdefault(name, placement) is not placement:
        raise ValueError(f"The table {name!r} has two placements.")
    return name


def placements() -> Mapping[str, Placement]:
    """By the name of the table; of everything that was imported by now."""
    return MappingProxyType(_declared)
