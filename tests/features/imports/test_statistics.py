"""A table that an import fills is known to the planner while the import still runs."""

KNOWN = "SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'guanxi.account'::regclass"


async def test_statistics_follow_a_growing_table(run, execute_as_owner, worker):
    await execute_as_owner("DELETE FROM pg_statistic WHERE starelid = 'guanxi.account'::regclass")
    lines = "".join(f"Grown {n:05},{n}\n" for n in range(3_000))

    state = await run("account,employees\n" + lines, "account")

    assert state["result"]["created"] == 3_000
    known = await execute_as_owner(KNOWN)
    assert known[0]["rows"] >= 2_000
