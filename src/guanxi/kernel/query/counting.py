"""How many records match: to a cap, exactly, or from the counters that every write keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.query.page import LIMIT
from guanxi.kernel.query.source import Element, tenant_parameter


def count_matches(from_clause: sa.FromClause, where: Sequence[Element], cap: int | None) -> Element:
    """A scalar sub-select; a capped count looks at no more than one match beyond the cap."""
    matches: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(from_clause).where(*where)
    if cap is not None:
        matches = matches.limit(sa.literal_column(str(cap + 1)))
    return sa.select(sa.func.count()).select_from(matches.subquery("matches")).scalar_subquery()


def count_all(number: int) -> Element:
    """All live records of an object, from the counters."""
    counters = sa.table(
        "object_count", sa.column("tenant_id"), sa.column("object_id"), sa.column("n"), schema="guanxi"
    )
    return (
        sa.select(sa.func.coalesce(sa.func.sum(counters.c.n), sa.literal_column("0")))
        .where(
            counters.c.tenant_id == tenant_parameter(), counters.c.object_id == sa.literal_column(str(number))
        )
        .scalar_subquery()
    )


def count_page_first(page: sa.CTE, counted: Element) -> Element:
    """When the first page holds everything, its rows are the count and nothing else is read."""
    rows = sa.select(sa.func.count()).select_from(page).scalar_subquery()
    limit: sa.BindParameter[Any] = sa.bindparam(LIMIT, type_=sa.Integer())
    return sa.case((rows < limit, rows), else_=counted)


def count_as_json(found: int | None, cap: int | None) -> bytes:
    if found is None:
        return b"null"
    if cap is not None and found > cap:
        return b'{"value":%d,"capped":true}' % cap
    return b'{"value":%d,"capped":false}' % found
