"""Roles, grants and row-level policies of revision 0001.

guanxi_app sees everything of one company; guanxi_member sees what is shared with its principals. Two roles, because
"sees all OR shares" in one policy was 460 times slower. No policy has a sub-query: a sharded cluster refuses them.
"""

RECORDS = ("account", "contact", "lead", "deal", "product", "activity", "app_user", "custom_record")
PLAIN = (
    "tenant",
    "object_def",
    "field_def",
    "record_link",
    "unique_value",
    "audit_log",
    "change_set",
    "outbox",
    "object_count",
    "job",
    "file",
    "saved_view",
    "idempotency_key",
    "import",
    "import_issue",
)
PARTITIONS = ("audit_log_2026_q4", "audit_log_2027_q1", "audit_log_2027_q2", "audit_log_default")
GLOBAL = ("identity", "session", "api_key", "invitation", "sign_in_attempt")
FUNCTIONS = {
    "users_of_identity(uuid)": "guanxi_auth",
    "actor(bigint, uuid)": "guanxi_auth",
    "search(tsquery, integer, integer[])": "guanxi_app, guanxi_member",
    "search_all(tsquery, integer, integer[])": "guanxi_app",
}

ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_app') THEN CREATE ROLE guanxi_app LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_member') THEN CREATE ROLE guanxi_member LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_auth') THEN CREATE ROLE guanxi_auth LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_definer') THEN CREATE ROLE guanxi_definer NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_login') THEN
    CREATE ROLE guanxi_login LOGIN NOINHERIT;
  END IF;
  GRANT guanxi_app, guanxi_member, guanxi_auth TO guanxi_login;
  EXECUTE format('GRANT guanxi_definer TO %I', current_user);
END $$;
GRANT USAGE ON SCHEMA guanxi TO guanxi_app, guanxi_member, guanxi_auth, guanxi_definer, guanxi_login;
GRANT USAGE ON SEQUENCE guanxi.tenant_seq, guanxi.principal_seq TO guanxi_app, guanxi_auth;
GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;
"""

TENANT = "tenant_id = current_setting('app.tenant_id')::bigint"


def statements() -> list[str]:
    return [
        ROLES,
        *(statement for table in PLAIN for statement in of_plain_table(table)),
        *(statement for table in RECORDS for statement in _shared(table)),
        *_searched(),
        *(_locked(table) for table in PARTITIONS),
        *(f"GRANT SELECT, INSERT, UPDATE, DELETE ON guanxi.{table} TO guanxi_auth" for table in GLOBAL),
        *(
            statement
            for table in ("app_user", "tenant", "search_doc")
            for statement in readable_to_definer(table)
        ),
        *(statement for function, roles in FUNCTIONS.items() for statement in _function(function, roles)),
        "REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer",
        "GRANT SELECT ON guanxi.alembic_version TO guanxi_login, guanxi_auth",
    ]


def _locked(table: str) -> str:
    return f'ALTER TABLE guanxi."{table}" ENABLE ROW LEVEL SECURITY; ALTER TABLE guanxi."{table}" FORCE ROW LEVEL SECURITY'


def _all_of_tenant(table: str, role: str) -> list[str]:
    return [
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON guanxi."{table}" TO {role}',
        f'CREATE POLICY tenant_{role} ON guanxi."{table}" FOR ALL TO {role} USING ({TENANT}) WITH CHECK ({TENANT})',
    ]


def of_plain_table(table: str) -> list[str]:
    return [_locked(table), *_all_of_tenant(table, "guanxi_app"), *_all_of_tenant(table, "guanxi_member")]


def _shared(table: str) -> list[str]:
    """Members read and lock what is shared with them; what they write, the application writes once it has checked."""
    return [
        _locked(table),
        *_all_of_tenant(table, "guanxi_app"),
        f"GRANT SELECT, UPDATE ON guanxi.{table} TO guanxi_member",
        f"CREATE POLICY shared_read ON guanxi.{table} FOR SELECT TO guanxi_member"
        f" USING ({TENANT} AND acl && current_setting('app.principals')::bigint[])",
        f"CREATE POLICY shared_write ON guanxi.{table} FOR UPDATE TO guanxi_member"
        f" USING ({TENANT} AND acl && current_setting('app.edit_principals')::bigint[]) WITH CHECK (false)",
    ]


def _searched() -> list[str]:
    """Members reach search documents only through the function."""
    return [_locked("search_doc"), *_all_of_tenant("search_doc", "guanxi_app")]


def readable_to_definer(table: str) -> list[str]:
    """`true` leaves the planner nothing to guard, so the functions' own conditions may use indexes."""
    return [
        f"GRANT SELECT ON guanxi.{table} TO guanxi_definer",
        f"CREATE POLICY definer_read ON guanxi.{table} FOR SELECT TO guanxi_definer USING (true)",
    ]


def _function(function: str, roles: str) -> list[str]:
    return [
        f"ALTER FUNCTION guanxi.{function} OWNER TO guanxi_definer",
        f"REVOKE ALL ON FUNCTION guanxi.{function} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION guanxi.{function} TO {roles}",
    ]
