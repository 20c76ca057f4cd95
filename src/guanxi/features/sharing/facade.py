"""What other features may ask about sharing."""

from __future__ import annotations

from guanxi.features.sharing.queries.rules import names_of_rules_of, set_default
from guanxi.features.sharing.schemas import Kind as PrincipalKind
from guanxi.features.sharing.schemas import Level, PrincipalRef
from guanxi.features.sharing.service.checks import MANAGE
from guanxi.features.sharing.service.declaring import (
    RuleByReference,
    declare_rule,
    declared_rules,
    remove_declared_rules,
)
from guanxi.features.sharing.service.defaults import declare_default, declared_defaults
from guanxi.features.sharing.service.recomputing import recompute

__all__ = [
    "MANAGE",
    "Level",
    "PrincipalKind",
    "PrincipalRef",
    "RuleByReference",
    "declare_default",
    "declare_rule",
    "declared_defaults",
    "declared_rules",
    "names_of_rules_of",
    "recompute",
    "remove_declared_rules",
    "set_default",
]
