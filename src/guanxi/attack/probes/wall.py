"""The database by itself, as the application's roles: no table gives, takes or moves a row of another company.

Bypasses the program on purpose. Were there a statement without its company, or one that somebody injected, these policies
would be all that stands.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import asyncpg

from guanxi.attack.companies import Company
from guanxi.attack.findings import Ledger
from guanxi.attack.founding import World
from guanxi.attack.people import Person
from guanxi.attack.rows import TENANT_TABLES
from guanxi.kernel.tenancy import load_seed

FAMILY = "wall"

_TABLES = f"""
SELECT t.name, c.relrowsecurity AS is_walled,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns
FROM ({TENANT_TABLES}) t JOIN pg_class c ON c.oid = ('guanxi.' || quote_ident(t.name))::regclass ORDER BY 1
"""
_PARTITIONS = """
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'guanxi' AND c.relispartition AND c.relkind = 'r' ORDER BY 1
"""
_SHARED_SEARCHES = ("search", "search_narrow")
_SEARCHES = (*_SHARED_SEARCHES, "search_all")
_OBJECTS = "ARRAY[1,2,3,4,5,6,7]"


async def run(world: World, ledger: Ledger, only: Collection[str] = ()) -> None:
    """`only` names tables, for a short look."""
    for name in ("stranger_admin", "stranger"):
        await _attack(world, ledger, world.person(name), world.attacker, world.victim, only)
    for name in ("admin", "colleague"):
        await _attack(world, ledger, world.person(name), world.victim, world.attacker, only)
    await _share(world, ledger, world.person("colleague"))


async def _attack(
    world: World, ledger: Ledger, who: Person, own: Company, other: Company, only: Collection[str]
) -> None:
    ground = world.ground
    before = await ground.digests(world.tenants).take()
    for table in await ground.owner.fetch(_TABLES):
        walled, name, columns = table["is_walled"], table["name"], table["columns"]
        if only and name not in only:
            continue
        statements = {
            "select": f'SELECT count(*) FROM guanxi."{name}" WHERE tenant_id = {other.tenant_id}',
            "select all": f'SELECT count(*) FROM guanxi."{name}" WHERE tenant_id <> {own.tenant_id}',
            "update": _counted(
                f'UPDATE guanxi."{name}" SET tenant_id = tenant_id WHERE tenant_id = {other.tenant_id}'
            ),
            "delete": _counted(f'DELETE FROM guanxi."{name}" WHERE tenant_id = {other.tenant_id}'),
            "move": _counted(
                f'UPDATE guanxi."{name}" SET tenant_id = {other.tenant_id} WHERE tenant_id = {own.tenant_id}'
            ),
            "insert": _counted(
                f'INSERT INTO guanxi."{name}" SELECT (jsonb_populate_record(r, '
                f"jsonb_build_object('tenant_id', {other.tenant_id}){_new_id(columns)})).* "
                f'FROM guanxi."{name}" r WHERE tenant_id = {own.tenant_id} LIMIT 1'
            ),
        }
        for verb, statement in statements.items():
            ledger.count(FAMILY, f"{verb} {name}", who.name)
            if rows := await _rows(world, who, statement):
                what = "no policies" if not walled else "its policies let it"
                ledger.find(
                    "wall open",
                    FAMILY,
                    who.name,
                    f"{verb} {name}",
                    f"{rows} row(s) of another company: {what}",
                )
        ledger.count(FAMILY, f"truncate {name}", who.name)
        if await _succeeds(world, who, f'TRUNCATE guanxi."{name}"'):
            ledger.find("wall open", FAMILY, who.name, f"truncate {name}", "allowed, past all policies")
    for table in await ground.owner.fetch(_PARTITIONS):
        ledger.count(FAMILY, f"select {table['name']}", who.name)
        if rows := await _rows(world, who, f'SELECT count(*) FROM guanxi."{table["name"]}"'):
            ledger.find(
                "wall open", FAMILY, who.name, f"select {table['name']}", f"{rows} row(s) of a partition"
            )
    await _search(world, ledger, who, other)
    if await ground.digests(world.tenants).take() != before:
        ledger.find("left a trace", FAMILY, who.name, "statements that were all rolled back", "rows changed")


async def _search(world: World, ledger: Ledger, who: Person, other: Company) -> None:
    """The functions above the policies, with a query that names the other company's own mark."""
    for function in _SEARCHES:
        for query in (
            f"'t{other.tenant_id}'",
            f"'t{other.tenant_id}' | 'a':*",
            "'a':* | 'z':*",
            "!'nothing'",
        ):
            ledger.count(FAMILY, f"call {function}", who.name)
            quoted = query.replace("'", "''")
            statement = (
                f"SELECT count(*) FROM guanxi.{function}('{quoted}'::tsquery, 1000, {_OBJECTS}) f "
                f"WHERE f.record_id = ANY (ARRAY[{_listed(other)}]::uuid[])"
            )
            if rows := await _rows(world, who, statement):
                ledger.find(
                    "wall open", FAMILY, who.name, f"call {function}({query})", f"{rows} row(s) found"
                )


async def _share(world: World, ledger: Ledger, who: Person) -> None:
    """Within a company: the policies alone keep a member from what is another's."""
    for table, ids in world.invisible(who).items():
        if table not in {each.table.name for each in world.victim.registry}:
            continue
        named = ", ".join(f"'{each}'" for each in ids)
        for verb, statement in {
            "read": f'SELECT count(*) FROM guanxi."{table}" WHERE id IN ({named})',
            "lock": f'SELECT count(*) FROM (SELECT FROM guanxi."{table}" WHERE id IN ({named}) FOR UPDATE) l',
            "change": _counted(f'UPDATE guanxi."{table}" SET version = version WHERE id IN ({named})'),
        }.items():
            ledger.count(FAMILY, f"{verb} {table}", who.name)
            if rows := await _rows(world, who, statement):
                ledger.find(
                    "wall open", FAMILY, who.name, f"{verb} {table}", f"{rows} private row(s) of a colleague"
                )
        for function in _SHARED_SEARCHES:
            ledger.count(FAMILY, f"call {function}", who.name)
            statement = (
                f"SELECT count(*) FROM guanxi.{function}('!''nothing'''::tsquery, 1000, {_OBJECTS}) f "
                f"WHERE f.record_id IN ({named})"
            )
            if rows := await _rows(world, who, statement):
                ledger.find(
                    "wall open", FAMILY, who.name, f"call {function}", f"{rows} private row(s) of a colleague"
                )
    read_only = ", ".join(f"'{each}'" for each in world.victim.own_ids("account"))
    ledger.count(FAMILY, "change account", who.name)
    statement = f"SELECT count(*) FROM (SELECT FROM guanxi.account WHERE id IN ({read_only}) FOR UPDATE) l"
    if rows := await _rows(world, who, statement):
        ledger.find("wall open", FAMILY, who.name, "lock account", f"{rows} row(s) that may only be read")


def _counted(statement: str) -> str:
    return f"WITH done AS ({statement} RETURNING 1) SELECT count(*) FROM done"


def _new_id(columns: list[str]) -> str:
    return " || jsonb_build_object('id', gen_random_uuid())" if "id" in columns else ""


def _listed(company: Company) -> str:
    ids = [each for table in company.made_by.values() for rows in table.values() for each in rows]
    return ", ".join(f"'{each}'" for each in ids)


async def _rows(world: World, who: Person, statement: str) -> int:
    """Rows that the statement reached, which is then undone; none where the database refuses it."""
    async with _as(world, who) as connection:
        try:
            return int(await connection.fetchval(statement) or 0)
        except asyncpg.PostgresError:
            return 0


async def _succeeds(world: World, who: Person, statement: str) -> bool:
    async with _as(world, who) as connection:
        try:
            await connection.execute(statement)
        except asyncpg.PostgresError:
            return False
        return True


@asynccontextmanager
async def _as(world: World, who: Person) -> AsyncIterator[asyncpg.Connection]:
    """The application's own connection, opened for this person as for any request of his."""
    database = world.ground.database
    assert who.user_id
    async with database.auth() as tx:
        seed = await load_seed(tx, world.tenant_of(who), who.user_id)
    assert seed is not None
    async with database.pool.acquire() as connection:
        await connection.execute(seed.preamble)
        try:
            yield connection  # type: ignore[misc]
        finally:
            await connection.execute("ROLLBACK")
