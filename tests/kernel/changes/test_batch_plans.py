"""A batch of records is found by its ids or unique values, one by one, also in a company that the statistics do not know.

They would promise that it has next to no records, so that reading all of them looks as good as any index.
"""

from __future__ import annotations

import pytest

from guanxi import catalogue
from guanxi.features.imports.queries.names import _exactly, find_exactly
from guanxi.kernel.changes.checks import _holders, _present
from guanxi.kernel.changes.reading import _select
from guanxi.kernel.metadata import registry_of, standard_registry
from guanxi.kernel.tenancy import open_scope

catalogue.load()
DEALS = standard_registry().object("deal").records

OTHERS, EACH, OURS = 200, 20, 20_000
FILL = """
INSERT INTO guanxi.deal (tenant_id, id, name, external_id, owner_id, acl, created_at, updated_at)
SELECT $1::bigint + t, uuidv7(), 'Deal ' || n, 'X' || lpad(n::text, 6, '0'), $2::uuid, $3::bigint[], now(), now()
FROM generate_series(0, $4::int - 1) t, generate_series(1, $5::int) n
"""


@pytest.fixture
async def unknown(execute_as_owner, admin):
    """The ids and numbers of a thousand deals of a company that came after the statistics."""
    (row,) = await execute_as_owner(
        "SELECT everyone FROM guanxi.tenant WHERE tenant_id = $1", admin.tenant_id
    )
    acl = [row["everyone"]]
    await execute_as_owner("DELETE FROM guanxi.deal")
    await execute_as_owner(FILL, admin.tenant_id + 1_000_000, admin.user_id, acl, OTHERS, EACH)
    await execute_as_owner("ANALYZE guanxi.deal")
    await execute_as_owner(FILL, admin.tenant_id, admin.user_id, acl, 1, OURS)
    found = await execute_as_owner(
        "SELECT id, external_id FROM guanxi.deal WHERE tenant_id = $1 ORDER BY id LIMIT 1000", admin.tenant_id
    )
    return [row["id"] for row in found], [row["external_id"] for row in found]


@pytest.mark.parametrize("role", ["admin", "member"])
@pytest.mark.parametrize("statement", ["locked", "present", "holders"])
async def test_reads_the_batch_and_no_more(database, request, unknown, statement, role):
    ids, numbers = unknown
    person = request.getfixturevalue(role)
    prepared = {
        "locked": _select(DEALS, True), "present": _present(DEALS), "holders": _holders(DEALS, "external_id"),
    }[statement]  # fmt: skip

    async with open_scope(database, person.tenant_id, person.user_id, source="api") as scope:
        given = {"tenant_id": scope.tenant.id, "ids": ids, "values": numbers}
        explain = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) {prepared.sql}"
        plan = await scope.tx.connection.fetch(explain, *prepared.arguments(given))
    text = "\n".join(row[0] for row in plan)

    assert "Rows Removed" not in text, text


async def test_names_in_a_file_likewise(database, admin, unknown, execute_as_owner):
    async with open_scope(database, admin.tenant_id, admin.user_id, source="api") as scope:
        deals = (await registry_of(scope)).object("deal")
        found = await find_exactly(scope, deals, "external_id", unknown[1])
    # In a transaction of its own: Citus explains nothing where it has read.
    async with open_scope(database, admin.tenant_id, admin.user_id, source="api") as scope:
        prepared = _exactly(deals.records, "external_id")
        given = {"tenant_id": scope.tenant.id, "wanted": unknown[1]}
        plan = await scope.tx.connection.fetch(
            f"EXPLAIN (ANALYZE, TIMING OFF) {prepared.sql}", *prepared.arguments(given)
        )
    text = "\n".join(row[0] for row in plan)

    assert sorted(row["id"] for row in found) == unknown[0]
    assert "Rows Removed" not in text, text
