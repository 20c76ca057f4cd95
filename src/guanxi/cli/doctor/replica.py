"""The replica, if one is set: whether it is a copy of this database, may be read, and keeps up."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg

from guanxi.cli.doctor.checks import Check, bad, good, warning

MOST_SECONDS_BEHIND = 10
WRITTEN = "SELECT system_identifier, pg_current_wal_insert_lsn() FROM pg_control_system()"
# A copy that has replayed all it was sent is as far as the primary is, however long ago that wrote anything.
STATE = """
SELECT system_identifier, pg_is_in_recovery(), greatest(0, %s::pg_lsn - pg_last_wal_replay_lsn())::bigint,
  coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)::int
FROM pg_control_system()
"""


def check_replica(url: str, owner: psycopg.Connection[Any]) -> Check:
    system, written = _row(owner, WRITTEN)
    try:
        with closing(psycopg.connect(url, autocommit=True, connect_timeout=5)) as replica:
            found, follows, bytes_behind, seconds = _row(replica, STATE, written)
            for role in ("guanxi_app", "guanxi_member"):
                replica.execute(f"SET ROLE {role}")
    except psycopg.OperationalError as problem:
        return warning(
            "Replica",
            f"cannot be reached, so that everything is read from the primary: {str(problem).strip()}",
            "Check GUANXI_REPLICA_URL and that the server runs.",
        )
    except psycopg.Error as problem:
        return bad("Replica", str(problem).strip(), "Sign in there with the account of GUANXI_DATABASE_URL.")
    if found != system or not follows:
        what = "is a copy of another server" if found != system else "follows no other server"
        return bad(
            "Replica",
            f"{what}; it is not read",
            "Set GUANXI_REPLICA_URL to a streaming replica, or unset it.",
        )
    if bytes_behind and seconds > MOST_SECONDS_BEHIND:
        return warning(
            "Replica",
            f"{seconds} s and {bytes_behind:,} bytes behind, so that mostly the primary is read",
            "See pg_stat_replication at the primary and the log of the replica.",
        )
    return good("Replica", f"follows, {bytes_behind:,} bytes behind")


def _row(connection: psycopg.Connection[Any], statement: str, *values: Any) -> Any:
    return connection.execute(statement, values).fetchone()
