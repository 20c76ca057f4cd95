"""A table that an import fills is known to the planner while the import still runs; where companies are sharded, their shard is."""

from contextlib import closing

import psycopg

# Of the table, or of its shards: they have its name and a number.
KNOWN = """
SELECT max(reltuples)::int FROM pg_class
WHERE relnamespace = to_regnamespace('guanxi') AND relkind = 'r' AND relname ~ '^account(_[0-9]+)?$'
"""


async def test_statistics_follow_a_growing_table(run, worker, server, database_name):
    lines = "".join(f"Grown {n:05},{n}\n" for n in range(3_000))

    state = await run("account,employees\n" + lines, "account")

    assert state["result"]["created"] == 3_000
    assert max(rows_known(url) for url in server.urls_of_nodes(database_name)) >= 2_000


def rows_known(url: str) -> int:
    with closing(psycopg.connect(url)) as connection:
        connection.execute(
            "SET citus.override_table_visibility = off"
        )  # which hides shards in the catalogues
        (rows,) = connection.execute(KNOWN).fetchone() or (None,)
        return rows or 0
