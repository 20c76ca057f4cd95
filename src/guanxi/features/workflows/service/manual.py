"""Starting a workflow by a button: for a record, for those chosen in a list, for all that meet a condition.

Who may change the records of an object may press its buttons; what the workflow then does, it does in the name of whoever
answers for it, as he meant when he offered the button.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.api import ActionInfo, Actions, RunsStarted, StartRuns
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.asking import ask
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.kernel.definitions import Definition, definitions_of
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import fetch_values, select_ids
from guanxi.kernel.tenancy import Scope

MOST_AT_ONCE = 1_000


async def list_actions(scope: Scope, object_name: str) -> Actions:
    """Those that the caller may press; none without the right to change records of the object."""
    (await registry_of(scope)).object(object_name)
    if not scope.may(f"{object_name}.update"):
        return Actions([])
    found = await definitions_of(scope, WORKFLOW, object_name)
    return Actions([
        ActionInfo(each.name, each.label.as_json(), list(each.body.trigger.places))
        for each in found
        if isinstance(each.body.trigger, bodies.Manual)
    ])  # fmt: skip


async def start_runs(scope: Scope, object_name: str, name: str, data: StartRuns) -> RunsStarted:
    """Raises 403, 404, 422. More than 1,000 records at a time are refused: narrow the condition."""
    workflow = await _manual(scope, object_name, name)
    if (data.ids is None) == (data.filter is None):
        raise Invalid("mass_update_target", field="ids")
    places = workflow.body.trigger.places if isinstance(workflow.body.trigger, bodies.Manual) else []
    if data.ids is None or len(data.ids) > 1:
        scope.require(f"{object_name}.mass_update")
        if "list" not in places:
            raise NotFound("definition_unknown", params={"name": name[:80]})
    ids = await _ids(scope, object_name, data)
    seen = list(await fetch_values(scope, object_name, ids, ())) if ids else []
    if data.ids is not None and len(data.ids) == 1 and not seen:
        raise NotFound()
    await ask(scope, workflow, [(each, None) for each in seen], "manual")
    return RunsStarted(len(seen), len(ids) - len(seen))


async def _manual(scope: Scope, object_name: str, name: str) -> Definition[Workflow]:
    (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.update")
    for each in await definitions_of(scope, WORKFLOW, object_name):
        if each.name == name and isinstance(each.body.trigger, bodies.Manual):
            return each
    raise NotFound("definition_unknown", params={"name": name[:80]})


async def _ids(scope: Scope, object_name: str, data: StartRuns) -> Sequence[UUID]:
    if data.ids is not None:
        return list(dict.fromkeys(data.ids))
    ids = await select_ids(scope, object_name, data.filter or "", limit=MOST_AT_ONCE + 1)
    if len(ids) > MOST_AT_ONCE:
        raise Invalid("workflow_list_too_long", field="filter", params={"limit": MOST_AT_ONCE})
    return ids
