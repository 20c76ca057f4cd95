"""Record tables of revision 0001: one typed table per standard object, and one for all custom objects."""

HEAD_AND_OWN_COLUMNS = {
    "account": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    industry text,
    website text,
    phone text,
    email text,
    annual_revenue bigint,
    employees integer,
    year_established integer,
    country text,
    province text,
    city text,
    address text,
    registration_number text,
    parent_id uuid,
    description text,
""",
    "contact": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    title text,
    department text,
    email text,
    phone text,
    mobile text,
    wechat text,
    account_id uuid,
    description text,
""",
    "lead": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    company text,
    title text,
    email text,
    phone text,
    source text,
    status text,
    industry text,
    description text,
    converted_at timestamptz,
    converted_account_id uuid,
    converted_contact_id uuid,
    converted_deal_id uuid,
""",
    "deal": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    external_id text COLLATE "C",
    account_id uuid,
    contact_id uuid,
    product_id uuid,
    pipeline text,
    stage text,
    status text,
    amount bigint,
    currency text,
    probability double precision,
    engage_date date,
    close_date date,
    cycle_days integer,
    lost_reason text,
    next_step text,
    description text,
""",
    "product": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    code text COLLATE "C",
    series text,
    unit_price bigint,
    active boolean,
    description text,
""",
    "activity": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    type text,
    body text,
    due_at timestamptz,
    starts_at timestamptz,
    ends_at timestamptz,
    done boolean,
    completed_at timestamptz,
    priority text,
    account_id uuid,
    contact_id uuid,
    lead_id uuid,
    deal_id uuid,
""",
    "app_user": """
    tenant_id bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    email text,
    title text,
    role text DEFAULT 'member' NOT NULL,
    manager_id uuid,
    office text,
    status text DEFAULT 'inactive' NOT NULL,
    phone text,
    identity_id uuid,
    principal bigint NOT NULL,
    locale text,
    timezone text,
    theme text,
""",
    "custom_record": """
    tenant_id bigint NOT NULL,
    object_id integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
""",
}

TAIL = """
    owner_id uuid NOT NULL,
    acl bigint[] NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    updated_by uuid,
    version integer DEFAULT '1' NOT NULL,
    deleted_at timestamptz,
    custom jsonb DEFAULT '{}' NOT NULL,
    t1 text COLLATE "C", t2 text COLLATE "C", t3 text COLLATE "C", t4 text COLLATE "C",
    n1 float8, n2 float8, n3 float8, n4 float8,
    d1 timestamptz, d2 timestamptz,
    PRIMARY KEY (tenant_id, id)
"""

SLOTS = ("t1", "t2", "t3", "t4", "n1", "n2", "n3", "n4", "d1", "d2")

# Ordered walks that lists need. The columns of a nullable sort are indexed where not null: the compiler reads such a
# sort in two branches.
LISTED_BY = {
    "account": ("parent_id", "annual_revenue", "employees", "industry", "country"),
    "contact": ("account_id", "email"),
    "lead": ("status", "email"),
    "deal": ("account_id", "contact_id", "product_id", "amount", "close_date", "engage_date"),
    "product": ("series", "unit_price"),
    "activity": ("due_at", "account_id", "contact_id", "lead_id", "deal_id"),
    "app_user": ("manager_id", "office"),
    "custom_record": (),
}
# Board columns are read by their latest records.
GROUPED_BY = {"deal": ("stage", "status"), "lead": ("status",), "activity": ("type",)}
UNIQUE = {"deal": ("external_id",), "product": ("code",)}


def statements() -> list[str]:
    return [statement for table in HEAD_AND_OWN_COLUMNS for statement in _of_table(table)]


def _of_table(table: str) -> list[str]:
    key = "tenant_id, object_id" if table == "custom_record" else "tenant_id"
    plain = [
        _index(table, "updated", f"{key}, updated_at, id"),
        _index(table, "created", f"{key}, created_at, id"),
        _index(table, "name", f"{key}, name, id"),
        _index(table, "owner", f"{key}, owner_id, updated_at, id"),
    ]
    listed = [_partial(table, column, key) for column in (*LISTED_BY[table], *SLOTS)]
    grouped = [
        _index(table, f"{column}_updated", f"{key}, {column}, updated_at, id")
        for column in GROUPED_BY.get(table, ())
    ]
    unique = [
        f"CREATE UNIQUE INDEX {table}_{column}_key ON guanxi.{table} ({key}, {column})"
        f" WHERE {column} IS NOT NULL AND deleted_at IS NULL"
        for column in UNIQUE.get(table, ())
    ]
    return [
        f"CREATE TABLE guanxi.{table} ({HEAD_AND_OWN_COLUMNS[table]}{TAIL}) WITH (fillfactor = 90)",
        *plain,
        *listed,
        *grouped,
        *unique,
        f"CREATE INDEX {table}_deleted ON guanxi.{table} ({key}, deleted_at, id) WHERE deleted_at IS NOT NULL",
        f"CREATE INDEX {table}_acl ON guanxi.{table} USING gin (acl)",
    ]


def _index(table: str, name: str, columns: str) -> str:
    return f"CREATE INDEX {table}_{name} ON guanxi.{table} ({columns})"


def _partial(table: str, column: str, key: str) -> str:
    return f"CREATE INDEX {table}_{column} ON guanxi.{table} ({key}, {column}, id) WHERE {column} IS NOT NULL"
