"""One very large company, made by SQL: deals, accounts, contacts, their search documents, and five people who see
different shares of them.

Distributions are those of a company that has sold for eight years: six of seven deals are closed, one account has a
two-hundredth of them, a tenth of the amounts is missing, what is old was mostly changed long ago. Owner, stage, amount and
sharing are independent of each other, so that no index profits from luck.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from uuid import UUID

import asyncpg

from benchmarks.companies import found_company, new_identity
from benchmarks.machine import Machine
from guanxi.features.api_keys.facade import create_key
from guanxi.kernel.db import Database
from guanxi.kernel.search import document_tokens

NAME = "Large"
OWNERS = 1_000
CHUNK = 200_000
TABLES = ("deal", "account", "contact", "search_doc")

SYLLABLES = [
    "华",
    "盛",
    "联",
    "宏",
    "博",
    "瑞",
    "恒",
    "信",
    "泰",
    "金",
    "中",
    "天",
    "海",
    "东",
    "新",
    "亚",
    "科",
    "光",
    "明",
    "远",
    "达",
    "和",
    "康",
    "立",
    "众",
    "安",
    "创",
    "未",
    "云",
    "智",
]
SECTORS = ["软件", "科技", "医药", "汽车", "物流", "能源", "置业", "电子", "传媒", "食品", "建设", "化工"]
FIRST = [
    "Acme",
    "Globex",
    "Initech",
    "Umbrella",
    "Stark",
    "Wayne",
    "Hooli",
    "Vandelay",
    "Wonka",
    "Cyberdyne",
    "Soylent",
    "Tyrell",
]
SECOND = [
    "Systems",
    "Foods",
    "Motors",
    "Energy",
    "Medical",
    "Logistics",
    "Media",
    "Chemicals",
    "Software",
    "Holdings",
]
KINDS = [
    "续约",
    "renewal",
    "年度框架",
    "licences",
    "扩容",
    "support",
    "实施服务",
    "training",
    "硬件",
    "upgrade",
]

# A number as a uuid of version 7: ordered by creation as the program's own are, and computable from the number.
FUNCTIONS = """
CREATE FUNCTION pg_temp.h(n bigint, seed bigint, m bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$ SELECT (hashint8extended(n, seed) & 9223372036854775807) % m $$;
CREATE FUNCTION pg_temp.uid(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT (lpad(to_hex(1500000000000 + n * 50000), 12, '0') || '7' || substr(md5(kind || n), 1, 3) || '8'
    || substr(md5(kind || n), 4, 15))::uuid $$;
CREATE TEMP TABLE company_name (k int PRIMARY KEY, name text, tokens tsvector);
CREATE TEMP TABLE kind_name (k int PRIMARY KEY, name text, tokens tsvector);
CREATE TEMP TABLE owner (k int PRIMARY KEY, id uuid, principal bigint);
"""
PEOPLE = """
INSERT INTO guanxi.app_user (tenant_id, id, name, email, role, status, principal, manager_id, owner_id, acl, created_at, updated_at)
SELECT $1::bigint, pg_temp.uid('user', n), 'Seller ' || n, 'seller' || n || '@large.example', 'member', 'active',
  nextval('guanxi.principal_seq'), CASE
    WHEN n BETWEEN 1 AND 49 THEN pg_temp.uid('user', 0)
    WHEN n BETWEEN 500 AND 508 THEN pg_temp.uid('user', 509)
    WHEN n BETWEEN 510 AND 998 THEN pg_temp.uid('user', 500 + n % 9) END,
  $2::uuid, ARRAY[$3::bigint], now(), now()
FROM generate_series(0, $4::int) n
"""
OWNERS_SQL = """
INSERT INTO owner SELECT n, u.id, u.principal FROM generate_series(0, $2::int - 1) n
JOIN guanxi.app_user u ON u.tenant_id = $1::bigint AND u.id = pg_temp.uid('user', n)
"""
ACCOUNTS = """
INSERT INTO guanxi.account (tenant_id, id, name, industry, country, annual_revenue, employees, owner_id, acl, created_at, updated_at)
SELECT $1::bigint, pg_temp.uid('account', n), c.name || ' ' || n,
  (ARRAY['retail','software','finance','medical','logistics','services'])[1 + pg_temp.h(n, 21, 6)],
  (ARRAY['China','Germany','USA','Japan','France'])[1 + pg_temp.h(n, 22, 5)],
  CASE WHEN pg_temp.h(n, 23, 3) > 0 THEN pg_temp.h(n, 24, 1000000000) END, pg_temp.h(n, 25, 20000)::int,
  o.id, ARRAY[o.principal] || CASE WHEN pg_temp.h(n, 26, 2) = 0 THEN ARRAY[-$2::bigint] ELSE '{}' END,
  now() - (($5::int - n)::float8 / $5::int) * interval '8 years',
  now() - (($5::int - n)::float8 / $5::int) * interval '8 years' * (pg_temp.h(n, 27, 1000) / 1000.0)
FROM generate_series($3::int, $4::int) n
JOIN company_name c ON c.k = pg_temp.h(n, 28, (SELECT count(*) FROM company_name))
JOIN owner o ON o.k = pg_temp.h(n, 29, 1000)
"""
CONTACTS = """
INSERT INTO guanxi.contact (tenant_id, id, name, title, email, account_id, owner_id, acl, created_at, updated_at)
SELECT $1::bigint, pg_temp.uid('contact', n), (ARRAY['王','李','张','刘','陈','杨','赵','黄'])[1 + pg_temp.h(n, 31, 8)]
  || (ARRAY['伟','芳','娜','敏','静','强','磊','洋','勇','艳'])[1 + pg_temp.h(n, 32, 10)] || ' ' || n,
  (ARRAY['CEO','CTO','Buyer','采购经理'])[1 + pg_temp.h(n, 33, 4)],
  CASE WHEN pg_temp.h(n, 34, 5) > 0 THEN 'contact' || n || '@example.com' END,
  pg_temp.uid('account', 1 + pg_temp.h(n, 35, $5::int)),
  o.id, ARRAY[o.principal] || CASE WHEN pg_temp.h(n, 36, 2) = 0 THEN ARRAY[-$2::bigint] ELSE '{}' END,
  now() - (($5::int - n)::float8 / $5::int) * interval '8 years',
  now() - (($5::int - n)::float8 / $5::int) * interval '8 years' * (pg_temp.h(n, 37, 1000) / 1000.0)
FROM generate_series($3::int, $4::int) n JOIN owner o ON o.k = pg_temp.h(n, 39, 1000)
"""
DEALS = """
INSERT INTO guanxi.deal (tenant_id, id, name, external_id, account_id, contact_id, pipeline, stage, status, amount,
  currency, probability, engage_date, close_date, owner_id, acl, created_at, updated_at, created_by, updated_by)
SELECT $1::bigint, pg_temp.uid('deal', n), c.name || ' ' || k.name || ' ' || n, 'X' || n,
  CASE WHEN pg_temp.h(n, 1, 200) = 0 THEN pg_temp.uid('account', 7) ELSE pg_temp.uid('account', 1 + pg_temp.h(n, 2, $5::int)) END,
  CASE WHEN pg_temp.h(n, 3, 2) = 0 THEN pg_temp.uid('contact', 1 + pg_temp.h(n, 4, $5::int)) END, 'sales', s.stage,
  CASE s.stage WHEN 'won' THEN 'won' WHEN 'lost' THEN 'lost' ELSE 'open' END,
  CASE WHEN pg_temp.h(n, 5, 10) > 0 THEN pg_temp.h(n, 6, 100000000) END, 'USD', s.probability,
  (now() - s.age * interval '8 years')::date,
  CASE WHEN s.probability IN (0, 100) OR pg_temp.h(n, 7, 3) = 0
    THEN (now() - s.age * interval '8 years' + pg_temp.h(n, 8, 200) * interval '1 day')::date END,
  o.id, ARRAY[o.principal] || CASE WHEN pg_temp.h(n, 9, 2) = 0 THEN ARRAY[-$2::bigint] ELSE '{}' END,
  now() - s.age * interval '8 years', now() - s.age * interval '8 years' * (pg_temp.h(n, 10, 1000) / 1000.0), o.id, o.id
FROM generate_series($3::int, $4::int) n
JOIN company_name c ON c.k = pg_temp.h(n, 11, (SELECT count(*) FROM company_name))
JOIN kind_name k ON k.k = pg_temp.h(n, 12, (SELECT count(*) FROM kind_name))
JOIN owner o ON o.k = pg_temp.h(n, 13, 1000),
LATERAL (SELECT ($6::int - n)::float8 / $6::int AS age, CASE
  WHEN r < 3 THEN 'prospecting' WHEN r < 7 THEN 'engaging' WHEN r < 11 THEN 'proposal' WHEN r < 14 THEN 'negotiation'
  WHEN r < 55 THEN 'won' ELSE 'lost' END AS stage, CASE
  WHEN r < 3 THEN 10 WHEN r < 7 THEN 40 WHEN r < 11 THEN 60 WHEN r < 14 THEN 80 WHEN r < 55 THEN 100 ELSE 0 END AS probability
  FROM (SELECT pg_temp.h(n, 14, 100) AS r) x) s
"""
# The words of a title, of which only the number is not in the vocabulary; a deal's external id besides.
DOCUMENTS = {
    "deal": """
INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)
SELECT d.tenant_id, 4, d.id, d.name, d.acl, d.updated_at,
  ('''t' || d.tenant_id || ''' ''' || n || ''':1A ''x' || n || ''':2')::tsvector || c.tokens || k.tokens
FROM generate_series($2::int, $3::int) n
JOIN guanxi.deal d ON d.tenant_id = $1::bigint AND d.id = pg_temp.uid('deal', n)
JOIN company_name c ON c.k = pg_temp.h(n, 11, (SELECT count(*) FROM company_name))
JOIN kind_name k ON k.k = pg_temp.h(n, 12, (SELECT count(*) FROM kind_name))
""",
    "account": """
INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)
SELECT d.tenant_id, 1, d.id, d.name, d.acl, d.updated_at,
  ('''t' || d.tenant_id || ''' ''' || n || ''':1A')::tsvector || c.tokens
FROM generate_series($2::int, $3::int) n
JOIN guanxi.account d ON d.tenant_id = $1::bigint AND d.id = pg_temp.uid('account', n)
JOIN company_name c ON c.k = pg_temp.h(n, 28, (SELECT count(*) FROM company_name))
""",
    "contact": """
INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)
SELECT d.tenant_id, 2, d.id, d.name, d.acl, d.updated_at,
  ('''t' || d.tenant_id || ''' ''' || n || ''':1A '''
    || substr(d.name, 1, 1) || ''':1A ''' || substr(d.name, 2, 1) || ''':1A ''' || substr(d.name, 1, 2) || ''':1A')::tsvector
FROM generate_series($2::int, $3::int) n
JOIN guanxi.contact d ON d.tenant_id = $1::bigint AND d.id = pg_temp.uid('contact', n)
""",
}
INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT i.indisprimary
"""
KNOWN = """
SELECT t.tenant_id, t.everyone, (SELECT m.principal FROM guanxi.team m WHERE m.tenant_id = t.tenant_id) AS team
FROM guanxi.tenant t WHERE t.name = $1
"""


@dataclass(frozen=True)
class Person:
    """`share` says what he sees of the records."""

    share: str
    user_id: UUID
    token: str


@dataclass(frozen=True)
class LargeCompany:
    tenant_id: int
    deals: int
    people: tuple[Person, ...]
    account_id: UUID  # has a two-hundredth of the deals
    owners: tuple[UUID, ...]


async def large_company(machine: Machine, database: Database, deals: int) -> LargeCompany:
    """Found in the folder, or built there: about a quarter of an hour and 1.6 kB of disk a deal."""
    owner = await asyncpg.connect(machine.owner_url, command_timeout=None)
    try:
        await owner.execute(FUNCTIONS)
        if await owner.fetchrow(KNOWN, NAME) is None:
            await _build(owner, database, deals)
        return await _known(owner, database)
    finally:
        await owner.close()


async def _known(owner: asyncpg.Connection, database: Database) -> LargeCompany:
    tenant_id = await owner.fetchval("SELECT tenant_id FROM guanxi.tenant WHERE name = $1", NAME)
    deals = await owner.fetchval(
        "SELECT sum(n)::bigint FROM guanxi.object_count WHERE tenant_id = $1 AND object_id = 4", tenant_id
    )
    sellers = [await owner.fetchval("SELECT pg_temp.uid('user', $1)", n) for n in range(50)]
    members = {"0.1 %": 60, "5 %": 0, "50 %": OWNERS, "50 % by tree": 509}
    admin = await owner.fetchval(
        "SELECT id FROM guanxi.app_user WHERE tenant_id = $1 AND role = 'admin'", tenant_id
    )
    people = {"all": admin} | {
        share: await owner.fetchval("SELECT pg_temp.uid('user', $1)", n) for share, n in members.items()
    }
    # Keys are shown once; each run makes its own and forgets those of the runs before.
    await owner.execute("DELETE FROM guanxi.api_key WHERE tenant_id = $1 AND name = 'Benchmark'", tenant_id)
    keyed = []
    for share, user_id in people.items():
        async with database.auth() as tx:
            keyed.append(
                Person(share, user_id, (await create_key(tx, tenant_id, user_id, "Benchmark")).token)
            )
    account_id = await owner.fetchval("SELECT pg_temp.uid('account', 7)")
    return LargeCompany(tenant_id, deals, tuple(keyed), account_id, tuple(sellers))


async def _build(owner: asyncpg.Connection, database: Database, deals: int) -> None:
    company = await found_company(database, await new_identity(database), f"{NAME}, being built")
    tenant, accounts = company.tenant_id, max(10, deals // 5)
    await owner.execute(
        "SET synchronous_commit = off; SET maintenance_work_mem = '2GB'; SET work_mem = '256MB'"
    )
    everyone = await owner.fetchval("SELECT everyone FROM guanxi.tenant WHERE tenant_id = $1", tenant)
    await owner.execute(PEOPLE, tenant, company.user_id, everyone, OWNERS)
    await owner.execute(OWNERS_SQL, tenant, OWNERS)
    team = await _share_half(owner, tenant)
    for table, names in (("company_name", _company_names()), ("kind_name", iter(KINDS))):
        await owner.executemany(
            f"INSERT INTO {table} VALUES ($1, $2, $3::text::tsvector)", _vocabulary(names)
        )
    await owner.execute("ANALYZE company_name; ANALYZE kind_name; ANALYZE owner")

    # Building indexes afterwards takes a third of the time of filling them row by row.
    indexes = await owner.fetch(INDEXES, [f"guanxi.{table}" for table in TABLES])
    for index in indexes:
        await owner.execute(f"DROP INDEX {index['name']}")
    for statement, count in ((ACCOUNTS, accounts), (CONTACTS, accounts)):
        for first, last in _chunks(count):
            await owner.execute(statement, tenant, team, first, last, accounts)
    for first, last in _chunks(deals):
        await owner.execute(DEALS, tenant, team, first, last, accounts, deals)
        _say(f"{last:,} deals")
    for table, count in (("account", accounts), ("contact", accounts), ("deal", deals)):
        for first, last in _chunks(count):
            await owner.execute(DOCUMENTS[table], tenant, first, last)
        _say(f"search documents of {table}")
    for index in indexes:
        await owner.execute(index["definition"])
        _say(index["name"])
    for number, count in ((1, accounts), (2, accounts), (4, deals)):
        await owner.execute(
            "INSERT INTO guanxi.object_count VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING",
            tenant,
            number,
            count,
        )
    await owner.execute("VACUUM ANALYZE")
    await owner.execute("UPDATE guanxi.tenant SET name = $2 WHERE tenant_id = $1", tenant, NAME)


async def _share_half(owner: asyncpg.Connection, tenant: int) -> int:
    """A team with one member, to which a rule shares half of everything; nothing else is shared with all."""
    objects = ("deal", "account", "contact")
    await owner.execute(
        "UPDATE guanxi.tenant SET settings = jsonb_set(settings, '{sharing}', $2) WHERE tenant_id = $1",
        tenant,
        '{"deal": "private", "account": "private", "contact": "private"}',
    )
    principal = await owner.fetchval("SELECT nextval('guanxi.principal_seq')")
    await owner.execute(
        "INSERT INTO guanxi.team (tenant_id, id, name, kind, principal, created_at, updated_at) "
        "VALUES ($1, pg_temp.uid('team', 1), 'East', 'territory', $2, now(), now())",
        tenant,
        principal,
    )
    await owner.execute(
        "INSERT INTO guanxi.team_member VALUES ($1, pg_temp.uid('team', 1), pg_temp.uid('user', $2), now())",
        tenant,
        OWNERS,
    )
    for number, name in enumerate(objects):
        await owner.execute(
            "INSERT INTO guanxi.sharing_rule (tenant_id, id, object, name, principal, level, created_at, updated_at) "
            "VALUES ($1, pg_temp.uid('rule', $2), $3, 'East', $4, 'read', now(), now())",
            tenant,
            number,
            name,
            principal,
        )
    return int(principal)


def _company_names() -> Iterator[str]:
    for first, second, sector in product(SYLLABLES, SYLLABLES[:5], SECTORS):
        yield f"{first}{second}{sector}"
    for word, other in product(FIRST, SECOND):
        yield f"{word} {other}"


def _vocabulary(names: Iterator[str]) -> Iterator[tuple[int, str, str]]:
    for number, name in enumerate(names):
        _, *tokens = document_tokens(0, name, []).split(" ")
        yield number, name, " ".join(tokens)


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    for first in range(1, count + 1, CHUNK):
        yield first, min(count, first + CHUNK - 1)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)
