"""Names by which packages know sharing rules, within their object: given when they are made, kept when they are called otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxi.kernel.search.api_names import api_name


def rules_by_name(rows: Sequence[Any]) -> dict[tuple[str, str], Any]:
    """By object and name. Rules from before there were names get theirs by their age."""
    found = {(row["object"], row["api_name"]): row for row in rows if row["api_name"] is not None}
    for row in rows:
        if row["api_name"] is None:
            taken = {name for object_name, name in found if object_name == row["object"]}
            found[row["object"], api_name(row["name"], taken, "rule")] = row
    return found


def name_for_rule(called: str, rows: Sequence[Any]) -> str:
    """For a new rule beside these of the same object."""
    return api_name(called, {name for _, name in rules_by_name(rows)}, "rule")
