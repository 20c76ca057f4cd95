"""Every table says where it lies in a sharded database, and says it rightly."""

from __future__ import annotations

from guanxi.kernel.db import Database, Placement, place, placements
from tests.architecture.test_row_level_security import GLOBAL
from tests.architecture.test_schema_and_models import load_models

TABLES = """
SELECT c.relname, EXISTS (
  SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
    AND (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]) = 'tenant_id') AS by_company
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'guanxi' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""


async def test_every_table_has_a_declared_placement(database: Database) -> None:
    load_models()
    made = {row["relname"] for row in await database.pool.fetch(TABLES)}

    assert len(made) > 30
    assert made - placements().keys() == set()


async def test_nothing_is_declared_that_is_not_there(database: Database) -> None:
    load_models()
    made = {row["relname"] for row in await database.pool.fetch(TABLES)}

    assert placements().keys() - made == set()


async def test_tables_keyed_by_company_lie_with_the_company_and_no_others(database: Database) -> None:
    load_models()
    by_company = {row["relname"] for row in await database.pool.fetch(TABLES) if row["by_company"]}

    assert {name for name, where in placements().items() if where is Placement.COMPANY} == by_company
    assert {name for name, where in placements().items() if where is Placement.LOCAL} == GLOBAL


def test_a_table_has_one_placement() -> None:
    load_models()
    try:
        place("tenant", Placement.LOCAL)
    except ValueError as error:
        assert "tenant" in str(error)
    else:
        raise AssertionError("the second placement was taken")
