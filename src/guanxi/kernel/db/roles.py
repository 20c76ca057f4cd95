"""Taking a role within a transaction, on one server and on several.

Where shards lie on other servers, the coordinator signs in there as whoever the role makes it, and refuses a transaction in
which that changes. So there it stays the account that signed in, while the shards' servers take the role, which a SET that
is passed on does (and set_config is not passed on); their policies are those that decide. See docs/decisions/0063.
"""

from __future__ import annotations

AUTH = "guanxi_auth"
_AS_SIGNED_IN = "SELECT set_config('role', 'none', true)"

IS_SPREAD = """
SELECT EXISTS (SELECT FROM pg_dist_node WHERE groupid <> 0 AND noderole = 'primary' AND isactive)
"""
IS_SHARDED = """
SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = to_regclass('guanxi.tenant'))
"""
HAS_CITUS = "SELECT to_regclass('pg_catalog.pg_dist_node') IS NOT NULL"


def taking(role: str, *, is_spread: bool) -> tuple[str, ...]:
    """The statements, each to be sent by itself: what is sent together is passed on together."""
    if not is_spread:
        return (f"SET LOCAL ROLE {role}",)
    if role == AUTH:  # Its tables lie here; functions sign in to the shards as their owners.
        return ("SET LOCAL ROLE NONE", f"SELECT set_config('role', '{AUTH}', true)")
    return (f"SET LOCAL ROLE {role}", _AS_SIGNED_IN)


def opening(preamble: str, *, is_spread: bool) -> tuple[str, ...]:
    """`preamble` is BEGIN, a company's role and its settings. BEGIN passed on would be warned of on every server."""
    if not is_spread:
        return (preamble,)
    begin, _, settings = preamble.partition("; ")
    return (begin, settings, _AS_SIGNED_IN)


def opening_auth(*, is_spread: bool) -> tuple[str, ...]:
    if is_spread:
        return ("BEGIN", f"SELECT set_config('role', '{AUTH}', true)")
    return (f"BEGIN; SET LOCAL ROLE {AUTH}",)
