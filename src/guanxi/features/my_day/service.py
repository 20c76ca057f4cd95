"""What a salesperson has to do: tasks by their day, deals about to close, deals that nobody touched for long.

Days are those of the caller's time zone.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from guanxi.features.approvals.facade import MOST_COUNTED, count_waiting, list_waiting
from guanxi.kernel.query import FoundList, ListQuery, fetch_lists
from guanxi.kernel.tenancy import Scope

MOST_SHOWN = 50
CLOSING_DAYS = 14
UPCOMING_DAYS = 14
STALE_DAYS = 30

_NONE = FoundList(b"[]", b'{"value":0,"capped":false}')
_TASK_FIELDS = ("activity", ("owner", "done", "due_at"))
_NEEDED = {
    "overdue": _TASK_FIELDS,
    "today": _TASK_FIELDS,
    "upcoming": _TASK_FIELDS,
    "closing_deals": ("deal", ("owner", "status", "close_date")),
    "stale_deals": ("deal", ("owner", "status", "updated_at")),
}
_MY_OPEN_TASKS = "owner == me && done != true"
_MY_OPEN_DEALS = 'owner == me && status == "open"'


async def get_my_day(scope: Scope) -> bytes:
    """The lists as JSON, in one statement, and how many there are of each."""
    queries = _lists(scope)
    wanted = {name: query for name, query in queries.items() if _sees(scope, name)}
    found = dict.fromkeys(queries, _NONE)
    if wanted:
        found |= await fetch_lists(scope, wanted, limit=MOST_SHOWN)
    lists = b",".join(b'"%s":%s' % (name.encode(), each.records) for name, each in found.items())
    counts = b",".join(b'"%s":%s' % (name.encode(), each.count) for name, each in found.items())
    waiting, count = await _approvals(scope)
    return b'{%s,"approvals":%s,"counts":{%s,"approvals":%s}}' % (lists, waiting, counts, count)


async def _approvals(scope: Scope) -> tuple[bytes, bytes]:
    """Those that wait for the caller, the latest first, as lists of approvals show them."""
    count = await count_waiting(scope, MOST_COUNTED)
    waiting = await list_waiting(scope, MOST_SHOWN) if count else []
    counted = {"value": count, "capped": count == MOST_COUNTED}
    return msgspec.json.encode(waiting), msgspec.json.encode(counted)


def _lists(scope: Scope) -> dict[str, ListQuery]:
    midnight, next_midnight, horizon = _bounds(scope)
    overdue = f'{_MY_OPEN_TASKS} && due_at < timestamp("{midnight}")'
    today = f'{_MY_OPEN_TASKS} && due_at >= timestamp("{midnight}") && due_at < timestamp("{next_midnight}")'
    upcoming = (
        f'{_MY_OPEN_TASKS} && due_at >= timestamp("{next_midnight}") && due_at < timestamp("{horizon}")'
    )
    closing = f"{_MY_OPEN_DEALS} && close_date <= today() + days({CLOSING_DAYS})"
    stale = f"{_MY_OPEN_DEALS} && updated_at < now() - days({STALE_DAYS})"
    return {
        "overdue": ListQuery("activity", overdue, sort="due_at"),
        "today": ListQuery("activity", today, sort="due_at"),
        "upcoming": ListQuery("activity", upcoming, sort="due_at"),
        "closing_deals": ListQuery("deal", closing, sort="close_date"),
        "stale_deals": ListQuery("deal", stale, sort="updated_at"),
    }


def _sees(scope: Scope, name: str) -> bool:
    """A list that goes by a field hidden from the caller is empty for him; the others are not."""
    object_name, fields = _NEEDED[name]
    return all(scope.actor.rights.sees(object_name, field) for field in fields)


def _bounds(scope: Scope) -> tuple[str, str, str]:
    """Midnight before and after this moment, and the end of the days to come."""
    zone = ZoneInfo(scope.timezone)
    today = scope.now.astimezone(zone).date()
    days = (today, today + timedelta(days=1), today + timedelta(days=1 + UPCOMING_DAYS))
    first, second, third = (datetime.combine(day, time(), zone).astimezone(UTC) for day in days)
    return _instant(first), _instant(second), _instant(third)


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
