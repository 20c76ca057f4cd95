"""How a request for support access stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from guanxi.features.support.schemas import State

LAPSES_AFTER = timedelta(days=7)


def state_of(grant: Mapping[str, Any], now: datetime) -> State:
    if grant["approved"] is None:
        if grant["revoked_at"] is not None:
            return "ended"
        return "waiting" if now < grant["requested_at"] + LAPSES_AFTER else "lapsed"
    if not grant["approved"]:
        return "refused"
    if grant["revoked_at"] is not None:
        return "ended"
    return "active" if now < grant["expires_at"] else "expired"
