"""What goes over the wire about somebody's day."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Record = dict[str, Any]


class CountOf(Struct):
    """`capped` counts stop at a limit: there are more."""

    value: int
    capped: bool


class Counts(Struct):
    overdue: CountOf
    today: CountOf
    upcoming: CountOf
    closing_deals: CountOf
    stale_deals: CountOf
    approvals: CountOf


class MyDay(Struct):
    """Activities of the caller that are not done, his or her open deals, and the approvals that wait for an answer; at most 50
    of each are listed.
    """

    overdue: list[Record]
    today: list[Record]
    upcoming: list[Record]
    closing_deals: list[Record]
    stale_deals: list[Record]
    approvals: list[Record]
    counts: Counts
