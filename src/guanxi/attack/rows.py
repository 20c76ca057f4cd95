"""Rows as the owner of the database sees them: which there are, and one for each table that nobody filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from guanxi.attack.companies import Company
from guanxi.attack.secrets import SHARED, new_word
from guanxi.kernel.clock import utc_now
from guanxi.kernel.ids import new_id

# Every table with a company's rows: those under row-level security and the few global ones.
TENANT_TABLES = """
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
_WITH_IDS = """
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id'
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
_COLUMNS = """
SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS required, a.atthasdef AS has_default,
  (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
   WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS checked
FROM pg_attribute a WHERE a.attrelid = ('guanxi.' || quote_ident($1))::regclass AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""

ROWS_EACH = 2

# Tables of which no row can be made up: a wrong one would only be nonsense to the program.
LEFT_EMPTY: Mapping[str, str] = {
    "import_issue": "holds rows of an import, which the import is reached by",
}


async def ids_by_table(owner: asyncpg.Connection, tenant_id: int) -> dict[str, list[UUID]]:
    tables = [row["name"] for row in await owner.fetch(_WITH_IDS)]
    union = " UNION ALL ".join(
        f"SELECT '{name}' AS name, id FROM guanxi.\"{name}\" WHERE tenant_id = $1" for name in tables
    )
    found: dict[str, list[UUID]] = {}
    for row in await owner.fetch(f"{union} ORDER BY 1, 2", tenant_id):
        found.setdefault(row["name"], []).append(row["id"])
    return found


async def fill_empty_tables(owner: asyncpg.Connection, company: Company) -> dict[str, list[UUID]]:
    """A row made from the catalogue alone, where the API made none; the ids by table."""
    filled: dict[str, list[UUID]] = {}
    for name in sorted(company.tables - LEFT_EMPTY.keys()):
        statement = f'SELECT EXISTS (SELECT FROM guanxi."{name}" WHERE tenant_id = $1)'
        if await owner.fetchval(statement, company.tenant_id):
            continue
        columns = await owner.fetch(_COLUMNS, name)
        for _ in range(ROWS_EACH if any(column["name"] == "id" for column in columns) else 1):
            row = {
                column["name"]: _value(column, company)
                for column in columns
                if column["required"] and not column["has_default"]
            }
            names = ", ".join(f'"{each}"' for each in row)
            places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
            await owner.execute(f'INSERT INTO guanxi."{name}" ({names}) VALUES ({places})', *row.values())
            if isinstance(row.get("id"), UUID):
                filled.setdefault(name, []).append(row["id"])
    return filled


def _value(column: Any, company: Company) -> Any:
    name, kind = column["name"], column["type"]
    if name == "tenant_id":
        return company.tenant_id
    if allowed := re.search(r"'([^']*)'", column["checked"] or ""):
        return allowed[1]
    if kind == "uuid":
        own = [company.own_ids(each) for each in company.tables_named_like(name)] if name != "id" else []
        return next((ids[0] for ids in own if ids), new_id())
    if name == "object":
        return "deal"
    match kind:
        case "text" | "character":
            return new_word(company.letter + SHARED)[: 1 if kind == "character" else None]
        case "timestamp with time zone":
            return utc_now()
        case "boolean":
            return True
        case "jsonb":
            return "{}"
        case "bytea":
            return uuid4().bytes
        case "bigint" | "integer" | "smallint" | "double precision":
            return 30
    return [] if kind.endswith("[]") else None


async def id_columns(owner: asyncpg.Connection) -> list[tuple[str, list[str]]]:
    """Tables of companies with their columns that hold ids."""
    return [
        (row["name"], row["columns"])
        for row in await owner.fetch(
            "SELECT c.relname AS name, array_agg(quote_ident(a.attname)) AS columns "
            f"FROM ({TENANT_TABLES}) t JOIN pg_class c ON c.oid = ('guanxi.' || quote_ident(t.name))::regclass "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped "
            "GROUP BY 1 ORDER BY 1"
        )
    ]


async def stored_words(
    owner: asyncpg.Connection, companies: Iterable[Company]
) -> dict[str, dict[str, list[str]]]:
    """The marked words that records hold, by group and object."""
    found: dict[str, dict[str, list[str]]] = {}
    for company in companies:
        for definition in company.registry:
            rows = await owner.fetch(
                f'SELECT t::text AS row FROM guanxi."{definition.table.name}" t '
                f"WHERE tenant_id = $1{definition.records.condition('t')} AND deleted_at IS NULL ORDER BY id",
                company.tenant_id,
            )
            for row in rows:
                for mark in re.finditer(r"zq([a-z]{2})x[a-z]{8}", row["row"]):
                    found.setdefault(mark[1], {}).setdefault(definition.name, []).append(mark[0])
    return found


async def empty_tables(owner: asyncpg.Connection, company: Company) -> list[str]:
    """Those of which the company has no row to steal, though it should."""
    found = []
    for name in sorted(company.tables - LEFT_EMPTY.keys()):
        statement = f'SELECT EXISTS (SELECT FROM guanxi."{name}" WHERE tenant_id = $1)'
        if not await owner.fetchval(statement, company.tenant_id):
            found.append(name)
    return found


async def remove(owner: asyncpg.Connection, company: Company) -> None:
    """Everything of a throw-away company, in as many rounds as foreign keys need."""
    left = sorted(company.tables)
    identities = await owner.fetch(
        "SELECT identity_id FROM guanxi.app_user WHERE tenant_id = $1 AND identity_id IS NOT NULL",
        company.tenant_id,
    )
    while left:
        kept = []
        for name in left:
            try:
                await owner.execute(f'DELETE FROM guanxi."{name}" WHERE tenant_id = $1', company.tenant_id)
            except asyncpg.ForeignKeyViolationError:
                kept.append(name)
        if len(kept) == len(left):
            raise RuntimeError(f"These tables could not be emptied: {', '.join(kept)}")
        left = kept
    async with owner.transaction():
        await owner.execute("SET LOCAL search_path = jobs")  # the queue's triggers name its tables without it
        statement = "DELETE FROM procrastinate_jobs WHERE args ->> 'tenant_id' = $1"
        await owner.execute(statement, str(company.tenant_id))
    await owner.execute(
        "DELETE FROM guanxi.identity i WHERE id = ANY ($1::uuid[]) "
        "AND NOT EXISTS (SELECT FROM guanxi.app_user u WHERE u.identity_id = i.id)",  # of the other company
        [row["identity_id"] for row in identities],
    )
