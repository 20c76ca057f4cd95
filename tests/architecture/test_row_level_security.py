"""Reads the catalogue: no table of a company without its wall, however it came to be."""

from __future__ import annotations

from guanxi.kernel.db import Database
from tests.fixtures.databases import TestServer

# Tables that belong to no company; only guanxi_auth reaches them.
GLOBAL = {"identity", "membership", "session", "api_key", "invitation", "sign_in_attempt", "alembic_version"}

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relispartition
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p')
"""
KEYS = """
SELECT c.relname, i.indexrelid::regclass::text AS index, a.attname AS first
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE n.nspname = 'guanxi' AND i.indisunique AND NOT c.relispartition
"""
FOREIGN_KEYS = """
SELECT r.conname, c.relname, array_length(r.conkey, 1) AS columns, a.attname AS first
FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = r.conkey[1]
WHERE n.nspname = 'guanxi' AND r.contype = 'f'
"""
GRANTS = """
SELECT c.relname AS table_name, coalesce(r.rolname, 'PUBLIC') AS grantee, a.privilege_type
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
  AND (a.grantee = 0 OR r.rolname IN ('guanxi_app', 'guanxi_member', 'guanxi_auth'))
"""
# Rights to single columns count as rights to their table.
RIGHTS_OF_FUNCTION_OWNERS = """
SELECT c.relname AS table_name, r.rolname AS grantee, a.privilege_type
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE n.nspname = 'guanxi' AND r.rolname IN ('guanxi_definer', 'guanxi_keeper')
UNION
SELECT c.relname, r.rolname, a.privilege_type
FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
  aclexplode(t.attacl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE n.nspname = 'guanxi' AND r.rolname IN ('guanxi_definer', 'guanxi_keeper')
"""
DEFINER_FUNCTIONS = """
SELECT p.proname, r.rolcanlogin, r.rolsuper, r.rolbypassrls,
  EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0) AS is_public,
  array_to_string(p.proconfig, ',') LIKE 'search_path=guanxi, pg_temp%' AS has_path
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner
WHERE n.nspname = 'guanxi' AND p.prosecdef
"""
POLICIES = """
SELECT tablename, policyname, roles::text[] AS roles, qual, with_check FROM pg_policies WHERE schemaname = 'guanxi'
"""

# What says who somebody is, what he may do and whose records he sees; and where words are found.
READ_TO_LET_IN = (
    "app_user", "org_role", "permission_assignment", "permission_set", "search_doc", "support_grant", "team", "team_member", "tenant",
)  # fmt: skip

RECORDS = (
    "account",
    "activity",
    "app_user",
    "contact",
    "custom_record",
    "deal",
    "lead",
    "product",
    "search_doc",
)


async def test_every_table_of_a_company_forces_row_level_security(database: Database) -> None:
    tables = await database.pool.fetch(TABLES)
    open_ones = [
        row["relname"]
        for row in tables
        if row["relname"] not in GLOBAL and not (row["relrowsecurity"] and row["relforcerowsecurity"])
    ]
    assert len(tables) > 20
    assert open_ones == []


async def test_every_unique_key_begins_with_the_company(database: Database) -> None:
    keys = await database.pool.fetch(KEYS)
    assert [
        row["index"] for row in keys if row["relname"] not in GLOBAL and row["first"] != "tenant_id"
    ] == []


async def test_every_foreign_key_begins_with_the_company(database: Database) -> None:
    keys = await database.pool.fetch(FOREIGN_KEYS)
    assert [
        row["conname"] for row in keys if row["relname"] not in GLOBAL and row["first"] != "tenant_id"
    ] == []


async def test_every_policy_names_the_company_and_has_no_sub_query(database: Database) -> None:
    policies = await database.pool.fetch(POLICIES)
    wrong = []
    for row in policies:
        conditions = [text for text in (row["qual"], row["with_check"]) if text is not None]
        if any("select" in text.lower() for text in conditions) or (
            row["roles"] not in (["guanxi_definer"], ["guanxi_keeper"])
            and any("app.tenant_id" not in text and text != "false" for text in conditions)
        ):
            wrong.append(row["policyname"])
    assert len(policies) > 30
    assert wrong == []


async def test_roles_reach_only_what_is_theirs(database: Database) -> None:
    grants = await database.pool.fetch(GRANTS)
    kinds = {(row["grantee"], row["privilege_type"]) for row in grants}
    outside = [
        (row["table_name"], row["grantee"])
        for row in grants
        if (row["table_name"] in GLOBAL) != (row["grantee"] == "guanxi_auth")
    ]
    assert ("guanxi_app", "SELECT") in kinds
    assert not {privilege for _, privilege in kinds} & {"TRUNCATE", "REFERENCES", "TRIGGER"}
    assert outside == []


async def test_owners_of_functions_reach_only_what_these_need(database: Database) -> None:
    rights = await database.pool.fetch(RIGHTS_OF_FUNCTION_OWNERS)
    found = {(row["grantee"], row["table_name"], row["privilege_type"]) for row in rights}
    found -= {("guanxi_definer", table, "MAINTAIN") for table in RECORDS}  # to ANALYZE them
    assert found == {
        *(("guanxi_definer", table, "SELECT") for table in READ_TO_LET_IN),
        *(("guanxi_keeper", "outbox", right) for right in ("SELECT", "UPDATE", "DELETE")),
        *(("guanxi_keeper", "import", right) for right in ("SELECT", "UPDATE")),
        *(("guanxi_keeper", "import_issue", right) for right in ("SELECT", "DELETE")),
        *(
            ("guanxi_keeper", table, right)
            for table in ("mail_message", "notification")
            for right in ("SELECT", "UPDATE", "DELETE")
        ),
        *(("guanxi_keeper", table, "SELECT") for table in ("job", "field_def", "app_user")),
    }


async def test_functions_above_the_policies_belong_to_owners_who_cannot_sign_in(
    database: Database, server: TestServer
) -> None:
    """In a sharded database the nodes sign in to each other as them, without a password."""
    functions = await database.pool.fetch(DEFINER_FUNCTIONS)
    assert len(functions) >= 7
    assert [
        row["proname"]
        for row in functions
        if (row["rolcanlogin"] and not server.is_sharded)
        or row["rolsuper"]
        or row["rolbypassrls"]
        or row["is_public"]
        or not row["has_path"]
    ] == []


async def test_partitions_are_reached_only_through_their_parent(database: Database) -> None:
    partitions = {row["relname"] for row in await database.pool.fetch(TABLES) if row["relispartition"]}
    granted = {row["table_name"] for row in await database.pool.fetch(GRANTS)}
    assert partitions
    assert partitions & granted == set()
