"""A large undo walks an index, chunk after chunk, whatever the statistics know of its change-set."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from guanxi.kernel.changes.undo import FIRST, NEXT_ROWS
from guanxi.kernel.tenancy import open_scope

ROWS = 20_000
WRITE = """
INSERT INTO guanxi.audit_log (tenant_id, at, id, object_id, record_id, source, change_set_id, op, version, diff)
SELECT $1, now(), uuidv7(), 1, gen_random_uuid(), 'api', $2, 'U', 2, '{}' FROM generate_series(1, $3::int)
"""


@pytest.fixture
def write(execute_as_owner, admin):
    """History of one change-set."""

    async def write(change_set_id: UUID, rows: int = ROWS) -> None:
        await execute_as_owner(WRITE, admin.tenant_id, change_set_id, rows)

    return write


async def analysed_before(write, execute_as_owner, change_set_id):
    """As while it is being undone right after it was made: the statistics know many others, but not this one."""
    for _ in range(20):
        await write(uuid4(), 1_000)
    await execute_as_owner("ANALYZE guanxi.audit_log")
    await write(change_set_id)


async def never_analysed(write, execute_as_owner, change_set_id):
    await write(change_set_id)


async def analysed_after(write, execute_as_owner, change_set_id):
    """As the largest one of all."""
    await write(change_set_id)
    await execute_as_owner("ANALYZE guanxi.audit_log")


async def analysed_when_empty(write, execute_as_owner, change_set_id):
    await execute_as_owner("ANALYZE guanxi.audit_log")
    await write(change_set_id)


@pytest.mark.parametrize("role", ["admin", "member"])
@pytest.mark.parametrize("statistics", [analysed_before, never_analysed, analysed_after, analysed_when_empty])
async def test_walks_the_index(database, request, write, execute_as_owner, statistics, role):
    person, change_set_id = request.getfixturevalue(role), uuid4()
    await statistics(write, execute_as_owner, change_set_id)

    async with open_scope(database, person.tenant_id, person.user_id, source="undo") as scope:
        day = timedelta(days=1)
        given = {
            "tenant_id": scope.tenant.id, "change_set_id": change_set_id, "since": scope.now - day,
            "until": scope.now + day, "after": FIRST, "most": 1_000,
        }  # fmt: skip
        async with scope.tx.walking():
            explain = f"EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF) {NEXT_ROWS.sql}"
            plan = await scope.tx.connection.fetch(explain, *NEXT_ROWS.arguments(given))
    text = "\n".join(row[0] for row in plan)

    assert "change_set_record" in text, text
    assert "Sort" not in text.replace("Sort Key", "") and "Rows Removed" not in text, text
