"""Tables of the job queue (Procrastinate), in their own schema `jobs`, installed and upgraded by `migrate`.

The application never writes to them: it calls `jobs.enqueue` and `jobs.call_chore`, which run as the owner and take the
tenant from the transaction's settings, so that no caller can queue work in another tenant's name. Only `guanxi_login`, as which workers
sign in, may fetch and finish.

Each company has a queue of its own, by name, so that workers can take turns among them (`claim.sql`).
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import procrastinate.sql
from sqlalchemy import Connection, text

SQL = Path(procrastinate.sql.__file__).parent
CLAIM = Path(__file__).with_name("claim.sql")
HAS_FUNCTIONS = """
SELECT to_regprocedure('jobs.claim(bigint, text, integer, boolean)') IS NOT NULL
  AND to_regprocedure('jobs.call_chore(text, float8)') IS NOT NULL
"""

ENQUEUE = """
CREATE OR REPLACE FUNCTION jobs.enqueue(job_id uuid, user_id uuid, delay_seconds float8)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
  SELECT (procrastinate_defer_jobs_v1(ARRAY[ROW(
    'company:' || current_setting('app.tenant_id')::bigint, 'guanxi.run', 0, NULL, NULL,
    jsonb_build_object(
      'tenant_id', current_setting('app.tenant_id')::bigint, 'user_id', user_id, 'job_id', job_id),
    CASE WHEN delay_seconds > 0 THEN now() + make_interval(secs => delay_seconds) END
  )::procrastinate_job_to_defer_v1]))[1]
$$
"""

# Many calls of one chore become one run, see kernel/jobs/chores.py.
CALL_CHORE = """
CREATE OR REPLACE FUNCTION jobs.call_chore(chore text, delay_seconds float8)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
  SELECT (procrastinate_defer_jobs_v1(ARRAY[ROW(
    'company:' || current_setting('app.tenant_id')::bigint, 'guanxi.chore', 0, NULL, NULL,
    jsonb_build_object('tenant_id', current_setting('app.tenant_id')::bigint, 'chore', chore),
    CASE WHEN delay_seconds > 0 THEN now() + make_interval(secs => delay_seconds) END
  )::procrastinate_job_to_defer_v1]))[1]
$$
"""

RIGHTS = """
REVOKE ALL ON FUNCTION jobs.enqueue(uuid, uuid, float8), jobs.call_chore(text, float8) FROM PUBLIC;
GRANT USAGE ON SCHEMA jobs TO guanxi_app, guanxi_member, guanxi_login;
GRANT EXECUTE ON FUNCTION jobs.enqueue(uuid, uuid, float8), jobs.call_chore(text, float8) TO guanxi_app, guanxi_member;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO guanxi_login;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO guanxi_login;
"""


def install_queue(connection: Connection) -> None:
    """Creates the queue's tables, or applies the scripts that came with newer releases of Procrastinate."""
    installed = _installed_version(connection)
    release = version("procrastinate")
    if installed is None:
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS jobs"))
        _run(connection, [SQL / "schema.sql"])
        connection.execute(text("CREATE TABLE jobs.installed (version text NOT NULL)"))
        connection.execute(text("INSERT INTO jobs.installed VALUES (:version)"), {"version": release})
    elif installed != release:
        _run(connection, _scripts_after(installed))
        connection.execute(text("UPDATE jobs.installed SET version = :version"), {"version": release})
    connection.execute(text(ENQUEUE))
    connection.execute(text(CALL_CHORE))
    driver: Any = connection.connection.driver_connection
    driver.execute(CLAIM.read_text())
    driver.execute(RIGHTS)


def is_queue_current(connection: Connection) -> bool:
    is_installed = _installed_version(connection) == version("procrastinate")
    return is_installed and bool(connection.execute(text(HAS_FUNCTIONS)).scalar_one())


def _installed_version(connection: Connection) -> str | None:
    if not connection.execute(text("SELECT to_regclass('jobs.installed') IS NOT NULL")).scalar_one():
        return None
    return str(connection.execute(text("SELECT version FROM jobs.installed")).scalar_one())


def _scripts_after(installed: str) -> list[Path]:
    """Procrastinate names its scripts by release, as 03.02.00_01_pre_batch_defer_jobs.sql."""
    scripts = sorted((SQL / "migrations").glob("*.sql"))
    return [script for script in scripts if _numbers(script.name.split("_")[0]) > _numbers(installed)]


def _numbers(release: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", release)[:3]]


def _run(connection: Connection, scripts: list[Path]) -> None:
    """The scripts name their tables without a schema, hence the search path, for this transaction only.

    They go straight to psycopg, which sends several statements at once when there are no parameters.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("SET LOCAL search_path = jobs")
    for script in scripts:
        driver.execute(script.read_text())
    driver.execute("SET LOCAL search_path = DEFAULT")
