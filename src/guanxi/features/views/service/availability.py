"""What of a view its reader may have. A shared view may filter by, sort by or show fields that are hidden from him.

What he may not see is left out and never named; a filter cannot be left out, or he would see other records than meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guanxi.features.views.schemas import ViewPart
from guanxi.kernel.errors import Forbidden, NotFound
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.query import ALWAYS, Opened, fields_sorted_by, open_object, read_filter
from guanxi.kernel.tenancy import Scope

_UNKNOWN = "expression_unknown_field"


@dataclass(frozen=True, slots=True)
class Available:
    filter: str | None
    sort: str | None
    columns: list[str]
    group_by: str | None
    unavailable: list[ViewPart]


async def open_readable(scope: Scope, names: Iterable[str]) -> dict[str, Opened]:
    """Those of the objects that the caller may read; views of the others are none for him."""
    found: dict[str, Opened] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = await open_object(scope, name)
        except (Forbidden, NotFound):
            continue
    return found


def available(
    opened: Opened, filter_: str | None, sort: str | None, columns: list[str], group_by: str | None
) -> Available:
    shown = [name for name in columns if _is_seen(opened, name)]
    is_sorted = all(_is_seen(opened, name) for name in fields_sorted_by(sort or ""))
    is_grouped = group_by is None or _is_seen(opened, group_by)
    is_filtered = _is_filter_seen(opened, filter_)
    unavailable: list[ViewPart] = []
    unavailable += [] if is_filtered else ["filter"]
    unavailable += [] if is_sorted else ["sort"]
    unavailable += [] if len(shown) == len(columns) else ["columns"]
    unavailable += [] if is_grouped else ["group_by"]
    return Available(
        filter_ if is_filtered else None,
        sort if is_sorted else None,
        shown,
        group_by if is_grouped else None,
        unavailable,
    )


def _is_seen(opened: Opened, name: str) -> bool:
    return name in ALWAYS or opened.fields.find(name) is not None


def _is_filter_seen(opened: Opened, text: str | None) -> bool:
    """What is wrong with it otherwise is said when it is used."""
    try:
        read_filter(opened, text or "")
    except ExpressionRefused as refused:
        return refused.code != _UNKNOWN
    return True
