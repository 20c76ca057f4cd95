"""What other features may ask about sharing."""

from __future__ import annotations

from guanxi.features.sharing.service.recomputing import recompute

__all__ = ["recompute"]
