"""What other features and the composition root may ask about API keys."""

from __future__ import annotations

from guanxi.features.api_keys.service import NewKey, count_keys, create_key, end_keys_of_users, find_caller

__all__ = ["NewKey", "count_keys", "create_key", "end_keys_of_users", "find_caller"]
