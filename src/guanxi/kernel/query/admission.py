"""What is refused to objects that have grown too large for it, rather than being slow for everybody."""

from __future__ import annotations

import sqlalchemy as sa

from guanxi.kernel.errors import Invalid
from guanxi.kernel.query.counting import count_all
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def require_at_most(scope: Scope, opened: Opened, limit: int, sorted_by: str) -> None:
    """Raises `sort_too_large` when the company has more records of the object. Counters make the question cheap."""
    number = opened.fields.definition.number
    runnable = _statements.or_make(number, lambda: Runnable.of(sa.select(count_all(number).label("n"))))
    row = await runnable.row(scope, {})
    if row["n"] > limit:
        raise Invalid("sort_too_large", field="sort", params={"limit": limit, "name": sorted_by})
