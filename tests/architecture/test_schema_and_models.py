"""The tables that the code declares are those that the migrations make: columns, types, nullability, keys."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import PrimaryKeyConstraint, create_engine
from sqlalchemy.pool import NullPool

import guanxi
from guanxi import main
from guanxi.kernel.db import metadata

PACKAGE = Path(guanxi.__file__).parent
# Named in texts of statements only; the last two hold custom objects, which are to come.
WITHOUT_MODEL = {"alembic_version", "job", "tenant", "custom_record"}
KEYS = """
SELECT c.relname AS name, array_agg(a.attname::text ORDER BY k.place) AS columns
FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
  unnest(r.conkey) WITH ORDINALITY k (number, place), pg_attribute a
WHERE n.nspname = 'guanxi' AND r.contype = 'p' AND NOT c.relispartition AND a.attrelid = c.oid AND a.attnum = k.number
GROUP BY 1
"""


def load_models() -> None:
    main.load_features()
    for path in PACKAGE.glob("**/*.py"):
        if path.name in ("models.py", "tables.py"):
            import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))


def differences(url: str) -> list[str]:
    load_models()
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    options: dict[str, Any] = {
        "include_schemas": True,
        "compare_type": True,
        "include_name": lambda name, kind, _: kind != "schema" or name == "guanxi",
        "include_object": _is_compared,
    }
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    return [str(each) for each in found]


def _is_compared(thing: Any, name: str, kind: str, reflected: bool, other: Any) -> bool:
    """Indexes and keys are the migrations' business, and so are partitions."""
    if kind == "table":
        return name not in WITHOUT_MODEL and not name.startswith("audit_log_")
    return kind == "column"


def test_tables_and_columns(owner_url: str) -> None:
    assert differences(owner_url) == []


def test_primary_keys(owner_url: str) -> None:
    load_models()
    with psycopg.connect(owner_url) as connection:
        made = dict(connection.execute(KEYS).fetchall())
    declared = {table.name: _key_of(table.primary_key) for table in metadata.tables.values()}

    assert len(declared) > 15
    assert {name: key for name, key in declared.items() if made[name] != key} == {}


def _key_of(key: PrimaryKeyConstraint) -> list[str]:
    return [column.name for column in key.columns]


def test_a_difference_is_seen(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        connection.execute("ALTER TABLE guanxi.file ADD COLUMN astray text, ALTER COLUMN name DROP NOT NULL")
        connection.execute("ALTER TABLE guanxi.file ALTER COLUMN size TYPE integer")
    try:
        found = " ".join(differences(owner_url))
    finally:
        with psycopg.connect(owner_url) as connection:
            connection.execute("ALTER TABLE guanxi.file DROP COLUMN astray, ALTER COLUMN name SET NOT NULL")
            connection.execute("ALTER TABLE guanxi.file ALTER COLUMN size TYPE bigint")

    assert all(word in found for word in ("astray", "modify_nullable", "modify_type"))
