"""What other features may ask about sharing."""

from __future__ import annotations

from guanxi.features.sharing.queries.rules import names_of_rules_of, set_default
from guanxi.features.sharing.service.checks import MANAGE
from guanxi.features.sharing.service.defaults import declare_default, declared_defaults
from guanxi.features.sharing.service.recomputing import recompute

__all__ = ["MANAGE", "declare_default", "declared_defaults", "names_of_rules_of", "recompute", "set_default"]
