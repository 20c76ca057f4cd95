"""Who sees which records: the principals that stand on each, and the rules that put them there.

What somebody may do with the records that he sees is `kernel.tenancy.rights`; the wall itself is the database's policy.
"""

from guanxi.kernel.permissions.acl import (
    Level,
    Sharing,
    default_sharing,
    grant,
    is_shareable,
    merged,
    stated_sharing,
)
from guanxi.kernel.permissions.conditions import compile_rule_condition, rule_environment
from guanxi.kernel.permissions.current import at_current_version, current_tenant
from guanxi.kernel.permissions.grants import Grant, GrantReason, Owner, grants_of, owners_of, shares_of
from guanxi.kernel.permissions.owned import Owned, columns_for, owned_from, read_by_grants
from guanxi.kernel.permissions.rules import SharingRule, read_rule, rules_of
from guanxi.kernel.permissions.tables import record_share, sharing_rule

__all__ = [
    "Grant",
    "GrantReason",
    "Level",
    "Owned",
    "Owner",
    "Sharing",
    "SharingRule",
    "at_current_version",
    "columns_for",
    "compile_rule_condition",
    "current_tenant",
    "default_sharing",
    "stated_sharing",
    "grant",
    "grants_of",
    "is_shareable",
    "merged",
    "owned_from",
    "owners_of",
    "read_by_grants",
    "read_rule",
    "record_share",
    "rule_environment",
    "rules_of",
    "shares_of",
    "sharing_rule",
]
