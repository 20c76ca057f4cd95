"""/sharing-rules."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import Parameter

from guanxi.features.sharing.schemas import (
    Preview,
    PreviewRequest,
    Queued,
    Rule,
    RuleCreate,
    RulePage,
    RuleUpdate,
)
from guanxi.features.sharing.service import previewing, rules
from guanxi.kernel.tenancy import Scope

TAGS = ["Access"]


@get("/sharing-rules", summary="List sharing rules", tags=TAGS)
async def list_rules(
    caller: Scope,
    object_name: Annotated[
        str | None, Parameter(query="object", max_length=60, description="Only rules of this object")
    ] = None,
    cursor: Annotated[
        UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")
    ] = None,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=100)] = 50,
) -> RulePage:
    """Needs `sharing.manage`, as everything about rules does. The oldest first."""
    return await rules.list_rules(caller, object_name, cursor, limit)


@post("/sharing-rules", summary="Create a sharing rule", tags=TAGS)
async def create_rule(caller: Scope, data: RuleCreate) -> Rule:
    """Records written from now on follow it at once, those there are by the job `job_id`.

    The condition speaks of the record's own fields, not of the time or of the reader.
    """
    return await rules.create_rule(caller, data)


@post("/sharing-rules/preview", status_code=200, summary="What would change", tags=TAGS)
async def preview(caller: Scope, data: PreviewRequest) -> Preview:
    """Of another default, a rule or its removal: how many records more people would see or change, how many fewer."""
    return await previewing.preview(caller, data)


@get("/sharing-rules/{rule_id:uuid}", summary="Read a sharing rule", tags=TAGS)
async def get_rule(caller: Scope, rule_id: UUID) -> Rule:
    return await rules.get_rule(caller, rule_id)


@patch("/sharing-rules/{rule_id:uuid}", summary="Change a sharing rule", tags=TAGS)
async def update_rule(caller: Scope, rule_id: UUID, data: RuleUpdate) -> Rule:
    return await rules.update_rule(caller, rule_id, data)


@delete("/sharing-rules/{rule_id:uuid}", status_code=200, summary="Delete a sharing rule", tags=TAGS)
async def delete_rule(caller: Scope, rule_id: UUID) -> Queued:
    """The job takes back what it gave."""
    return await rules.delete_rule(caller, rule_id)


handlers = [list_rules, create_rule, preview, get_rule, update_rule, delete_rule]
