"""Workers killed in the middle of workflows: no record is left out, none is gone through twice."""

from __future__ import annotations

import asyncio
import signal
from random import Random

from tests.fixtures.workers import LONGEST_PAUSE

from .conftest import create, update

KILLS = 3
RECORDS = 1_600
STEPS = 3
COUNT = "SELECT count(*)::int AS n FROM guanxi.workflow_step WHERE tenant_id = $1 AND state = 'done'"
LEFT = """
SELECT (SELECT count(*) FROM guanxi.workflow_run WHERE tenant_id = $1 AND state <> 'succeeded')
  + (SELECT count(*) FROM guanxi.outbox WHERE tenant_id = $1 AND 'workflows' = ANY (pending)) AS n
"""


async def test_every_record_goes_through_every_step_once(
    save, company, tenant_id, execute_as_owner, start_worker
):
    steps = [
        update("first", next_step="begun"),
        create("task", "activity", name={"template": "Call {{name}}"}, deal={"expression": "id"}),
        update("last", description={"template": "{{next_step}}, then done"}),
    ]
    await save(trigger={"type": "record_created"}, steps=steps)
    for start in range(0, RECORDS, 200):
        rows = [{"name": f"Deal {start + n}"} for n in range(200)]
        assert (await company.post("/objects/deal/records", json=rows)).status_code == 201
    chance = Random(7)

    async def done():
        return (await execute_as_owner(COUNT, tenant_id))[0]["n"]

    async def until(enough):
        async with asyncio.timeout(120):
            while not await enough():
                await asyncio.sleep(0.02)

    for _ in range(KILLS):
        worker, before = start_worker(), await done()

        async def got_further(before=before):
            return await done() > before or await done() == RECORDS * STEPS

        await until(got_further)
        await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    start_worker()

    async def finished():
        return await done() >= RECORDS * STEPS and not (await execute_as_owner(LEFT, tenant_id))[0]["n"]

    await until(finished)

    twice = """
    SELECT run_id, node FROM guanxi.workflow_step WHERE tenant_id = $1 GROUP BY 1, 2 HAVING count(*) <> 1
    """
    wrong = """
    SELECT d.id FROM guanxi.deal d WHERE tenant_id = $1 AND (version <> 3 OR description <> 'begun, then done'
      OR (SELECT count(*) FROM guanxi.activity a WHERE a.tenant_id = $1 AND a.deal_id = d.id) <> 1)
    """
    assert await done() == RECORDS * STEPS
    assert await execute_as_owner(twice, tenant_id) == []
    assert await execute_as_owner(wrong, tenant_id) == []
