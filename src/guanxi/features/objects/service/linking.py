"""Lookups that are older than the links kept beside them: jobs write the links of the values that records have."""

from __future__ import annotations

from guanxi.features.objects import queries
from guanxi.features.objects.service.indexing import JOB
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import open_scope

MOST_AT_ONCE = 500  # companies


async def link_older_fields(database: Database) -> int:
    """Queues one field of each company, of `MOST_AT_ONCE` companies. Returns how many; the next run goes on."""
    async with database.auth() as tx:
        fields = await queries.unlinked_fields(tx, MOST_AT_ONCE)
    for row in fields:
        async with open_scope(database, row["tenant_id"], row["user_id"], source="job") as scope:
            definition = (await registry_of(scope)).by_number(row["object_id"])
            args = {"object": definition.name, "field": row["name"], "number": row["field_id"]}
            await enqueue(scope, JOB, args)
    return len(fields)
