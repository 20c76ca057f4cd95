"""GET /health, /ready and /metrics, at the root of the site."""

from __future__ import annotations

from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from guanxi import __version__
from guanxi.edge.requests import AnyRequest, database_of
from guanxi.features.health import service
from guanxi.kernel.errors import Problem

OPEN = {"public": True, "unlimited": True}


@get("/health", opt=OPEN, include_in_schema=False)
async def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok", "version": __version__}


@get("/ready", opt=OPEN, include_in_schema=False)
async def ready(request: AnyRequest) -> dict[str, str]:
    """The database answers too; 503 otherwise."""
    if not await service.is_database_ready(database_of(request)):
        raise Problem("not_ready", status=503, headers={"Retry-After": "5"})
    return {"status": "ready", "version": __version__}


@get("/metrics", opt=OPEN, include_in_schema=False)
async def metrics() -> Response[bytes]:
    """Prometheus text. Holds no names and no tenants; a proxy should still keep it inside the house."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


handlers = [health, ready, metrics]
