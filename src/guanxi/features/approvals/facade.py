"""What other features may ask of approvals."""

from __future__ import annotations

from guanxi.features.approvals.service.listing import MOST_COUNTED, count_waiting, list_waiting

__all__ = ["MOST_COUNTED", "count_waiting", "list_waiting"]
