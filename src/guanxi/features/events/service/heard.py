"""When each company was last heard of: whoever read something and then begins to listen may have missed what came between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MOST_COMPANIES = 20_000
#: By how much the clocks of two servers may differ.
SKEW = timedelta(seconds=2)


class Heard:
    """Before `since`, and of companies that were forgotten, anything may have been announced."""

    def __init__(self, since: datetime, *, most: int = MOST_COMPANIES) -> None:
        self._known_from = since
        self._most = most
        self._last: dict[int, datetime] = {}  # who was heard of longest ago is first

    def note(self, tenant_id: int, at: datetime) -> None:
        self._last.pop(tenant_id, None)
        self._last[tenant_id] = at
        if len(self._last) > self._most:
            self._known_from = self._last.pop(next(iter(self._last)))

    def may_have_since(self, tenant_id: int, moment: datetime) -> bool:
        """Whether anything may have been announced to this company at that moment (without a zone: UTC) or later."""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment <= self._last.get(tenant_id, self._known_from) + SKEW
