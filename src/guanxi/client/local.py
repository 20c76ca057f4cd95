"""The API of this installation, called inside this process: no server need run, no port is used."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from guanxi.client.api import Api
from guanxi.edge.settings import EdgeSettings
from guanxi.main import create_app
from guanxi.settings import Settings


@asynccontextmanager
async def local_api(
    settings: Settings, *, key: str | None = None, language: str = "en", edge: EdgeSettings | None = None
) -> AsyncIterator[Api]:
    """`settings.database_url` must be set. Jobs that calls start need a worker elsewhere."""
    headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {key}"} if key else {})
    app = create_app(settings, edge=edge)
    failure: BaseException | None = None
    async with app.lifespan():
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1", headers=headers, timeout=None
        ) as http:
            try:
                yield Api(http)
            except BaseException as problem:
                failure = problem  # Raised in here, the application's lifespan would wrap it in a group.
    if failure:
        raise failure
