"""A cheap test of record sharing that goes before the policy's, for callers with many principals.

The policy decides, always; but it turns all principals of the caller from text into an array for each row. Where a walk
passes twenty rows of others for one of the caller's, this drops most of them first. PostgreSQL lets a condition before a
policy only if it cannot leak and costs little: so no `&&`, but the first entries of `acl` compared one by one, in an array
that the planner hashes. What has more entries is left to the policy.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.tenancy import Scope, reading_principals

HELD = "held"
ENTRIES = 4  # one more, and the planner would think the test too dear to go first
FEWEST = 5  # principals; an array of fewer is not hashed


def is_sifted(scope: Scope) -> bool:
    return not scope.sees_all and len(scope.actor.principals) >= FEWEST


def sieve(table: sa.FromClause) -> sa.ColumnElement[Any]:
    """Takes the parameter `held`."""
    held = sa.any_(sa.bindparam(HELD, type_=ARRAY(sa.BigInteger())))
    entries = [table.c.acl[place] == held for place in range(1, ENTRIES + 1)]
    return sa.or_(*entries, table.c.acl[ENTRIES + 1].is_not(sa.null()))


def held(scope: Scope) -> list[int]:
    return reading_principals(scope.actor.principals)
