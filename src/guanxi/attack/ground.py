"""Where the attack takes place: the application, the database as its owner sees it, and what there is to try."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg
import httpx

from guanxi.attack.digests import Digests
from guanxi.attack.operations import Operation, operations_of
from guanxi.attack.sending import InProcess, NoCookies, OverHttp, Sender
from guanxi.encryption import with_kept_keys
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chores
from guanxi.kernel.jobs.runner import JobRunner
from guanxi.main import create_app, edge_settings_from
from guanxi.settings import Settings

ROUNDS_OF_JOBS = 5

_QUEUED = """
SELECT tenant_id, created_by, id FROM guanxi.job WHERE tenant_id = ANY ($1::bigint[]) AND state = 'queued' ORDER BY id
"""


@dataclass
class Ground:
    """`is_private` says that nobody else uses the database, so that all of it may be read and compared."""

    app: Any
    sender: Sender
    owner: asyncpg.Connection
    database: Database
    settings: Settings
    operations: Sequence[Operation]
    is_private: bool
    schemas: Mapping[str, Any] = field(default_factory=dict)

    def digests(self, tenants: Iterable[int]) -> Digests:
        return Digests(self.owner, self.settings.files_dir, None if self.is_private else tenants)

    async def forget(self, tenant_id: int) -> None:
        """What processes remember of this company's people is dropped, as after any change of rights."""
        await self.owner.execute("SELECT pg_notify('guanxi_invalidate', $1)", f'{{"tenant": {tenant_id}}}')
        self.app.state.identities.forget(tenant_id)
        if isinstance(self.sender, OverHttp):
            await asyncio.sleep(1)

    async def run_jobs(self, tenants: Iterable[int]) -> None:
        """Those that wait, beside each other, and those that they queue; a worker elsewhere may take them first."""
        runner = JobRunner(self.database)
        for _ in range(ROUNDS_OF_JOBS):
            waiting = await self.owner.fetch(_QUEUED, list(tenants))
            if not waiting:
                return
            await asyncio.gather(
                *(runner.run(row["tenant_id"], row["created_by"], row["id"]) for row in waiting)
            )

    async def run_chore(self, tenant_id: int, name: str) -> None:
        """Once, and again while it stopped only to let others have their turn."""
        chore = chores()[name]
        for _ in range(ROUNDS_OF_JOBS):
            if await chore.run(self.database, self.settings, tenant_id) != 0:
                return


@asynccontextmanager
async def opened_ground(
    settings: Settings, owner_url: str, *, is_private: bool, server: str | None = None
) -> AsyncIterator[Ground]:
    """`settings.database_url` is the application's own way in. With `server` probes go there over HTTP."""
    unlimited = replace(
        edge_settings_from(settings), tenant_rate="off", address_rate="off", sign_up_rate="off"
    )
    settings = with_kept_keys(settings)
    app = create_app(settings, edge=unlimited)
    async with AsyncExitStack() as stack:
        stack.enter_context(_quiet())
        await stack.enter_async_context(_living(app))
        owner = await asyncpg.connect(owner_url, statement_cache_size=0)
        stack.push_async_callback(owner.close)
        database = Database(settings.database_url or "", largest=4)
        await database.start()
        stack.push_async_callback(database.stop)
        sender: Sender = InProcess(app)
        if server:
            client = httpx.AsyncClient(
                base_url=server.rstrip("/"),
                timeout=60,
                headers={"Accept-Language": "en"},
                cookies=NoCookies(),
            )
            sender = OverHttp(await stack.enter_async_context(client))
        operations = operations_of(app)
        schemas = next((each.schemas for each in operations if each.schemas), {})
        yield Ground(app, sender, owner, database, settings, operations, is_private, schemas)


@contextmanager
def _quiet() -> Iterator[None]:
    """Thousands of refusals, and jobs that fail, are the purpose here."""
    log = logging.getLogger("guanxi")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


@asynccontextmanager
async def _living(app: Any) -> AsyncIterator[None]:
    """In a task of its own, because the lifespan's task group has to be left by the task that entered it."""
    started, stop = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await stop.wait()

    life = asyncio.create_task(live())
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait([life, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if life.done():
        life.result()
    try:
        yield
    finally:
        stop.set()
        await life
