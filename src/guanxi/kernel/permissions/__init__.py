"""Who sees which records: the principals that stand on each, and the rules that put them there.

What somebody may do with the records that he sees is `kernel.tenancy.rights`; the wall itself is the database's policy.
"""

from guanxi.kernel.permissions.acl import Level, Sharing, default_sharing, grant, is_shareable, merged
from guanxi.kernel.permissions.conditions import compile_rule_condition, rule_environment
from guanxi.kernel.permissions.current import at_current_version
from guanxi.kernel.permissions.grants import Grant, GrantReason, Owned, grants_of, owners_of, shares_of
from guanxi.kernel.permissions.rules import SharingRule, read_rule, rules_of
from guanxi.kernel.permissions.tables import record_share, sharing_rule

__all__ = [
    "Grant",
    "GrantReason",
    "Level",
    "Owned",
    "Sharing",
    "SharingRule",
    "at_current_version",
    "compile_rule_condition",
    "default_sharing",
    "grant",
    "grants_of",
    "is_shareable",
    "merged",
    "owners_of",
    "read_rule",
    "record_share",
    "rule_environment",
    "rules_of",
    "shares_of",
    "sharing_rule",
]
