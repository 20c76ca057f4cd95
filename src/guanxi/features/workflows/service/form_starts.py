"""Forms that start workflows: each sending that made or changed a record asks for a run."""

from __future__ import annotations

from guanxi.features.forms.facade import Submitted
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.service.asking import ask
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.kernel.definitions import definitions_of
from guanxi.kernel.tenancy import Scope


async def start_by_form(scope: Scope, submitted: Submitted) -> None:
    """In the transaction in which the record was written."""
    for workflow in await definitions_of(scope, WORKFLOW, submitted.object):
        trigger = workflow.body.trigger
        if isinstance(trigger, bodies.FormSubmitted) and trigger.form == submitted.form:
            await ask(scope, workflow, [(submitted.record_id, dict(submitted.sent))], "form_submitted")
