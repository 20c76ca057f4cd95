"""Processes in force, by their names."""

from __future__ import annotations

from guanxi.features.approvals.schemas.body import Process
from guanxi.features.approvals.service.kinds import APPROVAL
from guanxi.kernel.definitions import Definition, definitions_of
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import Scope


async def processes_of(scope: Scope, object_name: str) -> tuple[Definition[Process], ...]:
    return await definitions_of(scope, APPROVAL, object_name)


async def process_named(scope: Scope, object_name: str, name: str) -> Definition[Process]:
    """Raises 404 for one that is not in force for this object."""
    for each in await processes_of(scope, object_name):
        if each.name == name:
            return each
    raise NotFound("approval_process_unknown", params={"name": name[:80]})
