"""What other features may do with notifications."""

from __future__ import annotations

from guanxi.features.notifications.service import Notice, notify

__all__ = ["Notice", "notify"]
