"""What the database offers: version, schema, roles, row-level security, workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg

from guanxi.cli.doctor.checks import Check, Verdict, bad, good, warning
from guanxi.cli.doctor.replica import check_replica
from guanxi.cli.opened import Addresses, embedded_cluster, opened_database
from guanxi.kernel.db.cluster import ClusterInUse, ClusterNotStarted
from guanxi.kernel.db.migrate import head_revision, revisions
from guanxi.settings import Settings

ROLES = ("guanxi_app", "guanxi_member", "guanxi_auth", "guanxi_login")
# Tables that hold no tenant's data; only guanxi_auth, or nobody, may touch them.
EXPOSED = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  AND (has_table_privilege('guanxi_app', c.oid, 'SELECT') OR has_table_privilege('guanxi_member', c.oid, 'SELECT'))
ORDER BY 1
"""
PRIVILEGED = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls)"
MIGRATE = "Run: guanxi migrate"


def check_database(settings: Settings) -> Iterator[Check]:
    if not settings.database_url and not embedded_cluster(settings).exists:
        yield good("Database", "our own, made at the first start")
        return
    try:
        with (
            opened_database(settings) as addresses,
            closing(psycopg.connect(addresses.owner, autocommit=True)) as owner,
        ):
            yield from _look(owner, addresses, settings)
    except (ClusterInUse, ClusterNotStarted) as problem:
        yield bad("Database", str(problem), f"See {embedded_cluster(settings).places.log}.")
    except psycopg.OperationalError as problem:
        yield bad(
            "Database",
            f"cannot be reached: {str(problem).strip()}",
            "Check GUANXI_DATABASE_URL and that the server runs.",
        )


def _look(owner: psycopg.Connection[Any], addresses: Addresses, settings: Settings) -> Iterator[Check]:
    yield _version(owner, addresses)
    yield _letters(owner)
    schema = _schema(owner)
    yield schema
    if schema.verdict is Verdict.BAD:
        return
    yield _roles(owner)
    yield _sign_in(addresses)
    yield _row_level_security(owner)
    yield _workers(owner)
    if settings.replica_url:
        yield check_replica(settings.replica_url, owner)


def _version(owner: psycopg.Connection[Any], addresses: Addresses) -> Check:
    number, words = _row(
        owner, "SELECT current_setting('server_version_num')::int, current_setting('server_version')"
    )
    whose = "our own" if addresses.embedded else "given"
    if number < 160000:
        return bad(
            "Database", f"PostgreSQL {words}", "Use PostgreSQL 16 or newer, or unset GUANXI_DATABASE_URL."
        )
    return good("Database", f"PostgreSQL {words} ({whose})")


def _letters(owner: psycopg.Connection[Any]) -> Check:
    """Conditions compare text without case by the database's `lower`, which a C locale stops at A to Z."""
    encoding = _row(owner, "SELECT current_setting('server_encoding')")[0]
    mend = "Create it with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    if encoding != "UTF8":
        return bad("Letters", f"the database is encoded in {encoding}", mend)
    if not _row(owner, "SELECT lower(U&'\\00C4\\0416') = U&'\\00E4\\0436'")[0]:
        return warning("Letters", "Ä and ä are different letters to this database", mend)
    return good("Letters", "UTF-8, every script in both cases")


def _schema(owner: psycopg.Connection[Any]) -> Check:
    exists = _row(owner, "SELECT to_regclass('guanxi.alembic_version') IS NOT NULL")[0]
    current = _row(owner, "SELECT max(version_num) FROM guanxi.alembic_version")[0] if exists else None
    head = head_revision()
    if current == head:
        return good("Schema", f"current ({head})")
    if current and current not in revisions():
        return warning(
            "Schema", f"{current}, newer than this release ({head})", "Install the newer release here too."
        )
    return bad("Schema", f"{current or 'none'}, this release needs {head}", MIGRATE)


def _roles(owner: psycopg.Connection[Any]) -> Check:
    found = {
        row[0] for row in owner.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
    }
    if missing := sorted(set(ROLES) - found):
        return bad("Roles", f"missing: {', '.join(missing)}", MIGRATE)
    privileged = [row[0] for row in owner.execute(PRIVILEGED, [list(ROLES)])]
    if privileged:
        mend = "; ".join(f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS" for role in privileged)
        return bad(
            "Roles", f"{', '.join(privileged)} may bypass row-level security", f"Run in the database: {mend}"
        )
    return good("Roles", ", ".join(ROLES))


def _sign_in(addresses: Addresses) -> Check:
    try:
        with psycopg.connect(addresses.login) as connection:
            for role in ROLES[:3]:
                connection.execute(f"SET LOCAL ROLE {role}")
    except psycopg.Error as problem:
        return bad(
            "Application account", str(problem).strip(), f"{MIGRATE} with GUANXI_ADMIN_DATABASE_URL set."
        )
    return good("Application account", "may act in every role it needs")


def _row_level_security(owner: psycopg.Connection[Any]) -> Check:
    exposed = [row[0] for row in owner.execute(EXPOSED)]
    if exposed:
        mend = "; ".join(
            f"ALTER TABLE guanxi.{table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
            for table in exposed
        )
        return bad("Row-level security", f"off for {', '.join(exposed)}", f"Run in the database: {mend}")
    return good("Row-level security", "on for every table of a company")


def _workers(owner: psycopg.Connection[Any]) -> Check:
    alive = "SELECT count(*), extract(epoch FROM now() - max(last_heartbeat))::int FROM jobs.procrastinate_workers"
    workers, silence = _row(owner, alive)
    waiting = _row(owner, "SELECT count(*) FROM jobs.procrastinate_jobs WHERE status = 'todo'")[0]
    if workers and silence is not None and silence < 60:
        return good("Job worker", f"{workers} running, last heard {silence} s ago, {waiting} job(s) waiting")
    return warning(
        "Job worker",
        f"none is running, {waiting} job(s) waiting",
        "Run: guanxi worker (demo and serve run one themselves)",
    )


def _row(connection: psycopg.Connection[Any], statement: str) -> Any:
    return connection.execute(statement).fetchone()
