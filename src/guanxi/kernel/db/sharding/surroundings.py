"""What a sharded database needs beside its tables: an address of the coordinator, roles that nodes let in, a setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from guanxi.kernel.db.sharding.errors import ShardingRefused
from guanxi.kernel.db.sharding.layout import Layout

# Nodes sign in to each other as whoever a statement runs as; in the functions above the policies that is their owner. It
# has no password: let it in between the nodes only.
ROLES_THAT_NODES_USE = (
    "guanxi_app",
    "guanxi_member",
    "guanxi_auth",
    "guanxi_login",
    "guanxi_definer",
    "guanxi_keeper",
)
# Without it the company and the principals of a transaction do not reach the shards, whose policies then refuse everything.
SETTINGS = {"citus.propagate_set_commands": "local"}

# Where shards lie on other servers, the coordinator reads and writes as the account that signed in, and the shards' servers
# take the role that decides (see guanxi.kernel.db.roles). What this account may do here, it may not do there.
_THROUGH = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relname = ANY(%s)
  AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'through')
"""
# What a company's transaction calls, this account calls there in its place: whatever is open to the roles that it takes.
_CLOSED = """
SELECT o.name, format('GRANT %%s %%s TO %%I', o.right_to, o.name, r.rolname)
FROM pg_roles r, LATERAL (
  SELECT p.oid::regprocedure::text AS name, 'EXECUTE ON FUNCTION' AS right_to FROM pg_proc p
  WHERE p.pronamespace IN ('guanxi'::regnamespace, to_regnamespace('jobs')) AND NOT has_function_privilege(r.oid, p.oid, 'EXECUTE')
    AND (has_function_privilege('guanxi_app', p.oid, 'EXECUTE') OR has_function_privilege('guanxi_member', p.oid, 'EXECUTE'))
  UNION ALL
  SELECT s.seqrelid::regclass::text, 'USAGE ON SEQUENCE' FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
  WHERE c.relnamespace = 'guanxi'::regnamespace AND NOT has_sequence_privilege(r.oid, s.seqrelid, 'USAGE')
    AND (has_sequence_privilege('guanxi_app', s.seqrelid, 'USAGE') OR has_sequence_privilege('guanxi_member', s.seqrelid, 'USAGE'))) o
WHERE r.rolname = %s ORDER BY 1
"""
# To follow a role that was passed on before, and to leave it again; none inherits what the other may do.
_FOLLOWING = """
GRANT guanxi_app, guanxi_member TO guanxi_auth, guanxi_definer, guanxi_keeper WITH INHERIT FALSE, SET TRUE
"""

# What a statement may call in the midst of a row has to be on the node where the row lies; functions that look into tables
# are called on the coordinator. Citus sees by itself to those that policies call, and to those made once there are nodes.
_FUNCTIONS_APART = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'guanxi'::regnamespace AND p.provolatile = 'i' AND NOT p.prosecdef
  AND NOT EXISTS (SELECT FROM pg_dist_object d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid)
ORDER BY p.oid
"""

# Hiding the shards in catalogues makes Citus look at every table for each row: what the driver asks of types on a new
# connection took more than 25 s with 32 shards, and 0.1 s without. So the application's account is shown them.
_UNLISTED = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolcanlogin ORDER BY 1"
_SEES_SHARDS = """
SELECT r.rolsuper OR coalesce((
  SELECT 'citus.override_table_visibility=off' = ANY (s.setconfig) FROM pg_db_role_setting s
  WHERE s.setrole = r.oid AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())), false)
FROM pg_roles r WHERE r.rolname = %s
"""
_HERE = "SELECT current_setting('citus.local_hostname'), current_setting('port')::int"


def prepare_surroundings(
    connection: psycopg.Connection[Any], layout: Layout, coordinator: str | None, login: str
) -> None:
    _name_coordinator(connection, layout, coordinator)
    for (role,) in connection.execute(_UNLISTED, [list(ROLES_THAT_NODES_USE)]).fetchall():
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN").format(sql.Identifier(role)))
    database = sql.Identifier(connection.info.dbname)
    for name, value in SETTINGS.items():
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET {} = {}").format(database, sql.Identifier(*name.split(".")), value)
        )
        connection.execute("SELECT set_config(%s, %s, false)", [name, value])
    connection.execute(show_shards_to(login, connection.info.dbname))


def show_shards_to(login: str, database: str) -> sql.Composed:
    """The statement by which `login` finds shards in the catalogues of that database."""
    return sql.SQL("ALTER ROLE {} IN DATABASE {} SET citus.override_table_visibility = off").format(
        sql.Identifier(login), sql.Identifier(database)
    )


def sees_shards(connection: psycopg.Connection[Any], login: str) -> bool:
    """What holds for the account in this database, however it was set; a superuser is not asked for it."""
    row = connection.execute(_SEES_SHARDS, [login]).fetchone()
    return row is None or bool(row[0])


def let_through(connection: psycopg.Connection[Any], names: Sequence[str], login: str) -> None:
    """Called again it does what is left to do."""
    connection.execute(_FOLLOWING)
    account = sql.Identifier(login)
    with connection.transaction():
        connection.execute("SET LOCAL citus.enable_ddl_propagation = off")
        open_to(connection, login)
        for (name,) in connection.execute(_THROUGH, [list(names)]).fetchall():
            table = sql.Identifier("guanxi", name)
            connection.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(table, account)
            )
            connection.execute(
                sql.SQL("CREATE POLICY through ON {} TO {} USING (true) WITH CHECK (true)").format(
                    table, account
                )
            )


def open_to(connection: psycopg.Connection[Any], login: str) -> None:
    """Lets the account use what `closed_to` names."""
    for _, statement in connection.execute(_CLOSED, [login]).fetchall():
        connection.execute(statement.encode())


def closed_to(connection: psycopg.Connection[Any], login: str) -> list[str]:
    """Functions and sequences that companies' roles may use and the account may not."""
    return [str(name) for name, _ in connection.execute(_CLOSED, [login]).fetchall()]


def share_functions(connection: psycopg.Connection[Any]) -> None:
    """Has every node, and those that join later, know the functions that are called for each row."""
    for name in functions_apart(connection):
        connection.execute("SELECT create_distributed_function(%s::regprocedure)", [name])


def functions_apart(connection: psycopg.Connection[Any]) -> list[str]:
    """Those that the coordinator alone knows."""
    return [str(name) for (name,) in connection.execute(_FUNCTIONS_APART).fetchall()]


def lacks_passage(connection: psycopg.Connection[Any], names: Sequence[str]) -> list[str]:
    return [str(name) for (name,) in connection.execute(_THROUGH, [list(names)]).fetchall()]


def _name_coordinator(connection: psycopg.Connection[Any], layout: Layout, given: str | None) -> None:
    """Alone, the coordinator holds the shards itself; beside workers it holds what belongs to no company."""
    if not any(node.is_coordinator for node in layout.nodes):
        host, port = _address(given) if given else connection.execute(_HERE).fetchone() or ("localhost", 5432)
        connection.execute("SELECT citus_set_coordinator_host(%s, %s)", [host, port])
        if not layout.workers:
            connection.execute(
                "SELECT citus_set_node_property(%s, %s, 'shouldhaveshards', true)", [host, port]
            )
    elif given and not any(node.is_coordinator and node.address == given for node in layout.nodes):
        raise ShardingRefused("The coordinator is known to its nodes by another address already.")


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise ShardingRefused(f"{text!r} is no address: give HOST:PORT.")
    return host.strip("[]"), int(port)
