"""What would come if a record were submitted: the steps, with the people by name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.approvals.schemas.api import ApprovalPreview, PersonRead, StepAhead
from guanxi.features.approvals.schemas.body import Step
from guanxi.features.approvals.service.application import as_application
from guanxi.features.approvals.service.desk import Desk
from guanxi.features.approvals.service.processes import process_named
from guanxi.features.approvals.service.states import Request
from guanxi.features.approvals.service.submitting import draft, require_submittable
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope


async def preview(scope: Scope, object_name: str, name: str, record_id: UUID) -> ApprovalPreview:
    """Raises as submitting does, apart from a request that is open already."""
    process = await process_named(scope, object_name, name)
    await require_submittable(scope, object_name, process, record_id)
    async with as_application(scope) as own:
        desk = Desk(own, await registry_of(own))
        request = draft(desk, object_name, process, record_id, scope.actor.user_id)
        steps = await _ahead(desk, request, request.body.steps)
    return ApprovalPreview(process.name, process.label.in_locale(scope.locale), steps)


async def _ahead(desk: Desk, request: Request, steps: Sequence[Step]) -> list[StepAhead]:
    found = []
    for step in steps:
        skipped = not await desk.holds(request, step.condition)
        people: list[UUID] = []
        nobody = None
        if not skipped and not step.parallel:
            people, nobody = await desk.people_of_step(request, step)
            away = await desk.people.in_place_of(people, request.process)
            people = list(dict.fromkeys(away.get(user, user) for user in people))
        found.append(
            StepAhead(
                step.name,
                request.label_of(step.name, desk.scope.locale),
                skipped,
                step.mode,
                step.join if step.parallel else None,
                [PersonRead(user, known.name) for user in people if (known := await desk.people.known(user))],
                nobody,  # type: ignore[arg-type]
                [await _ahead(desk, request, branch) for branch in step.parallel],
            )
        )
    return found
