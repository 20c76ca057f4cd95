"""What only the owner of a database can see: which companies there are, and how large everything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

# guanxi_definer may read across companies; the owner of the database holds it, also where the owner is no superuser.
AS_DEFINER = "SET LOCAL ROLE guanxi_definer"
COUNT = "SELECT count(*) FROM guanxi.tenant WHERE starts_with(name, $1)"
OTHERS = "SELECT count(*) FROM guanxi.tenant WHERE NOT starts_with(name, $1)"
SOME = """
SELECT t.tenant_id, u.id AS user_id FROM guanxi.tenant t
JOIN LATERAL (SELECT id FROM guanxi.app_user u WHERE u.tenant_id = t.tenant_id ORDER BY id LIMIT 1) u ON true
WHERE starts_with(t.name, $1) ORDER BY hashint8(t.tenant_id) LIMIT $2
"""
SIZES = """
SELECT n.nspname || '.' || coalesce(parent.relname, c.relname) AS name, sum(pg_total_relation_size(c.oid))::bigint AS bytes
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class parent ON parent.oid = i.inhparent
WHERE c.relkind = 'r' AND n.nspname IN ('guanxi', 'jobs') GROUP BY 1 ORDER BY 2 DESC
"""


class OthersAreThere(RuntimeError):
    """The database holds companies that people may work in."""


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of the whole database, and of its tables with their indexes, the largest first."""

    whole: int
    tables: dict[str, int]


async def count_companies(owner_url: str, name: str) -> int:
    """Whose name begins so."""
    return int((await _ask(owner_url, COUNT, name))[0][0])


async def count_others(owner_url: str, name: str) -> int:
    return int((await _ask(owner_url, OTHERS, name))[0][0])


async def some_companies(owner_url: str, name: str, most: int) -> list[tuple[int, UUID]]:
    """Company and first person, in an order that has nothing to do with their founding."""
    return [(row["tenant_id"], row["user_id"]) for row in await _ask(owner_url, SOME, name, most)]


async def tidy(owner_url: str) -> None:
    """As autovacuum does after a while."""
    connection = await asyncpg.connect(owner_url)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def size_of(owner_url: str) -> Size:
    connection = await asyncpg.connect(owner_url)
    try:
        whole = await connection.fetchval("SELECT pg_database_size(current_database())")
        tables = {row["name"]: row["bytes"] for row in await connection.fetch(SIZES)}
    finally:
        await connection.close()
    return Size(whole, tables)


async def _ask(owner_url: str, sql: str, *arguments: object) -> Sequence[asyncpg.Record]:
    connection = await asyncpg.connect(owner_url)
    try:
        async with connection.transaction():
            await connection.execute(AS_DEFINER)
            return list(await connection.fetch(sql, *arguments))
    finally:
        await connection.close()
