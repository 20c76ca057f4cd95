"""Companies to measure in: founded by our own code, filled with deals by SQL in the database."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from guanxi.features.sessions.facade import Browser, create_identity
from guanxi.features.signups.service import Company, Founder, found
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database

ACCOUNTS_PER_DEAL = 20
CHUNK = 100_000  # deals a statement
TABLES = ("deal", "search_doc")

ACCOUNTS = """
INSERT INTO guanxi.account (tenant_id, id, name, industry, owner_id, acl, created_at, updated_at)
SELECT $1::bigint, gen_random_uuid(), 'Account ' || n, 'retail', $2::uuid, $3::bigint[], now(), now()
FROM generate_series(1, $4::int) n
"""
DEALS = """
INSERT INTO guanxi.deal (tenant_id, id, name, external_id, account_id, pipeline, stage, status, amount, currency,
  probability, engage_date, close_date, owner_id, acl, created_at, updated_at, created_by, updated_by)
SELECT $1::bigint, gen_random_uuid(), 'Deal ' || n || ' ' || (ARRAY['华信软件','Acme','盛宏','Globex'])[1 + n % 4],
  'X' || n, a.ids[1 + n % array_length(a.ids, 1)], 'sales', s.stage,
  CASE s.stage WHEN 'won' THEN 'won' WHEN 'lost' THEN 'lost' ELSE 'open' END,
  CASE WHEN n % 10 = 0 THEN NULL ELSE (n * 7919::bigint % 1000000) END, 'USD', 50,
  date '2016-01-01' + n % 700, date '2016-06-01' + n % 700, $2::uuid, $3::bigint[],
  now() - (n % 100000) * interval '1 minute', now() - (n % 90000) * interval '1 minute', $2::uuid, $2::uuid
FROM generate_series($4::int, $5::int) n,
  (SELECT array_agg(id) AS ids FROM guanxi.account WHERE tenant_id = $1::bigint) a,
  LATERAL (SELECT (ARRAY['prospecting','engaging','proposal','negotiation','won','lost'])[1 + n % 6] AS stage) s
"""
DOCUMENTS = """
INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)
SELECT d.tenant_id, 4, d.id, d.name, d.acl, d.updated_at,
  ('''t' || d.tenant_id || ''' ''deal'' ''' || lower(d.external_id) || ''' ' || CASE
    WHEN d.name LIKE '%华信软件' THEN '''华'' ''信'' ''华信'' ''信软'' ''软件''' ELSE '''acme''' END)::tsvector
FROM guanxi.deal d WHERE d.tenant_id = $1::bigint
"""
COUNT = "INSERT INTO guanxi.object_count VALUES ($1, 4, 0, $2) ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class BenchCompany:
    tenant_id: int
    user_id: UUID
    token: str  # an API key


@dataclass(frozen=True)
class Founding:
    """How long founding companies took, in milliseconds each; hashing the password is not part of it."""

    p50_ms: float
    p95_ms: float


async def found_company(database: Database, identity_id: UUID, name: str) -> BenchCompany:
    company = Company(name, currency="USD", timezone="UTC", locale="en")
    async with database.auth() as tx:
        founded = await found(
            tx, company, Founder("Ada", f"{identity_id}@bench.example", identity_id), Browser()
        )
    return BenchCompany(founded.tenant_id, founded.user_id, founded.api_token)


async def found_small_companies(owner_url: str, database: Database, count: int) -> Founding:
    """Each gets a hundred deals: they are what a shared index is shared with."""
    identity_id = await new_identity(database)
    companies, times = [], []
    for number in range(count):
        start = time.perf_counter()
        companies.append(await found_company(database, identity_id, f"Small {number}"))
        times.append(time.perf_counter() - start)
    owner = await asyncpg.connect(owner_url)
    for company in companies:
        await _fill(owner, company, accounts=5, deals=100)
    await owner.close()
    times.sort()
    return Founding(*(round(1000 * times[int(count * share)], 2) for share in (0.5, 0.95)))


async def fill_company(owner_url: str, company: BenchCompany, deals: int) -> dict[str, int]:
    """Returns the bytes that each deal takes, by table, with indexes."""
    owner = await asyncpg.connect(owner_url)
    before = await _sizes(owner)
    await _fill(owner, company, accounts=max(10, deals // ACCOUNTS_PER_DEAL), deals=deals)
    after = await _sizes(owner)
    await owner.execute("VACUUM ANALYZE")
    await owner.close()
    return {table: round((now - was) / deals) for table, was, now in zip(TABLES, before, after, strict=True)}


async def new_identity(database: Database) -> UUID:
    async with database.auth() as tx:
        return await create_identity(tx, f"ada{time.time_ns()}@bench.example", "no password", utc_now())


async def _fill(owner: asyncpg.Connection, company: BenchCompany, *, accounts: int, deals: int) -> None:
    tenant, user = company.tenant_id, company.user_id
    acl = [await owner.fetchval("SELECT everyone FROM guanxi.tenant WHERE tenant_id = $1", tenant)]
    await owner.execute(ACCOUNTS, tenant, user, acl, accounts)
    for first in range(1, deals + 1, CHUNK):
        await owner.execute(DEALS, tenant, user, acl, first, min(deals, first + CHUNK - 1))
    await owner.execute(DOCUMENTS, tenant)
    await owner.execute(COUNT, tenant, deals)


async def _sizes(owner: asyncpg.Connection) -> Sequence[int]:
    return [await owner.fetchval("SELECT pg_total_relation_size($1)", f"guanxi.{table}") for table in TABLES]
