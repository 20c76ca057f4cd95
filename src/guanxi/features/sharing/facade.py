"""What other features may ask about sharing."""

from __future__ import annotations

from guanxi.features.sharing.queries.rules import names_of_rules_of, set_default
from guanxi.features.sharing.service.recomputing import recompute

__all__ = ["names_of_rules_of", "recompute", "set_default"]
