"""What other features may ask about rights."""

from __future__ import annotations

from guanxi.features.permissions.service.ceilings import require_may_make, require_within_own

__all__ = ["require_may_make", "require_within_own"]
