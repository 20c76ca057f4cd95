"""What the database spent on which statement, by pg_stat_statements: where to look before changing anything."""

from __future__ import annotations

import asyncpg

from benchmarks.machine import Machine

MOST = 25
SHOWN = 160
DEAREST = """
SELECT total_exec_time + total_plan_time AS ms, total_plan_time AS planning, calls, rows,
  shared_blks_hit + shared_blks_read AS blocks, wal_bytes, regexp_replace(query, '\\s+', ' ', 'g') AS query
FROM pg_stat_statements WHERE query !~ 'pg_stat_statements' ORDER BY 1 DESC LIMIT $1
"""


async def keep_statements(machine: Machine) -> None:
    owner = await asyncpg.connect(machine.owner_url)
    await owner.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    await owner.execute("SELECT pg_stat_statements_reset()")
    await owner.close()


async def statements_as_text(machine: Machine) -> str:
    """The dearest first: seconds with planning, seconds of planning, calls, rows, blocks touched, MiB of WAL."""
    owner = await asyncpg.connect(machine.owner_url)
    rows = await owner.fetch(DEAREST, MOST)
    await owner.close()
    return "\n".join(
        f"{row['ms'] / 1000:8.2f}{row['planning'] / 1000:7.2f}{row['calls']:8}{row['rows']:10}{row['blocks']:12}"
        f"{row['wal_bytes'] / 2**20:9.0f}  {row['query'][:SHOWN]}"
        for row in rows
    )
