"""What other features may ask of assignment."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.assignment.schemas import Assignee, AssigneeKind
from guanxi.features.assignment.service.assignees import Directory
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.tenancy import Scope


async def find_assignee(scope: Scope, kind: AssigneeKind, name: str) -> UUID | None:
    """Who a person, by email, or a queue, by name, is as an owner; None for nobody, and for people who cannot work."""
    to = Assignee(kind, name)
    async with elevated(scope):
        directory = await Directory.read(scope, [to])
    return next((member.user_id for member in directory.members_of(to)), None)


__all__ = ["find_assignee"]
