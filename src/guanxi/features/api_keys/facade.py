"""What other features and the composition root may ask about API keys."""

from __future__ import annotations

from guanxi.features.api_keys.service import NewKey, create_key, find_caller

__all__ = ["NewKey", "create_key", "find_caller"]
