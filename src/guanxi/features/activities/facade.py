"""What other features may use of activities."""

from __future__ import annotations

from guanxi.features.activities.models import activity

__all__ = ["activity"]
