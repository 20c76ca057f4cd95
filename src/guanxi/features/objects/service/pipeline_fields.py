"""The fields that an object gets with its first pipeline: custom ones, whose roles tell them from others."""

from __future__ import annotations

from typing import Any

from guanxi.features.objects import queries
from guanxi.features.objects.service.custom_fields import MOST_FIELDS, put_custom_fields
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import Field, Label, ObjectDef, Option
from guanxi.kernel.metadata.custom_fields import custom_field, option_as_json
from guanxi.kernel.metadata.objects import MORE_SECTION
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, LOST, OPEN, PIPELINE, STAGE, STATUS, WON
from guanxi.kernel.metadata.places import CustomPlace
from guanxi.kernel.tenancy import Scope

_STATUSES = (
    Option(OPEN, Label("Open", "进行中"), "blue"),
    Option(WON, Label("Won", "成功"), "green"),
    Option(LOST, Label("Lost", "失败"), "red"),
)
# role → name, type, label
_FIELDS: tuple[tuple[str, str, str, Label], ...] = (
    (PIPELINE, "c_pipeline", "choice", Label("Pipeline", "流程")),
    (STAGE, "c_stage", "stage", Label("Stage", "阶段")),
    (STATUS, "c_stage_status", "choice", Label("Status", "状态")),
    (ENTERED_AT, "c_stage_entered_at", "datetime", Label("In stage since", "进入当前阶段时间")),
    (DUE_AT, "c_stage_due_at", "datetime", Label("Stale from", "停滞起始时间")),
)


async def add_pipeline_fields(scope: Scope, definition: ObjectDef) -> Scope:
    """The scope that sees them.

    Raises 409 `fields_too_many`.
    """
    if len(definition.custom_fields) + len(_FIELDS) > MOST_FIELDS:
        raise Conflict("fields_too_many", params={"limit": MOST_FIELDS})
    known = await queries.custom_fields_ever(scope, definition)
    taken = {*definition.fields, *(row["api_name"] for row in known)}
    number = 1 + max((row["field_id"] for row in known), default=0)
    section = definition.layouts.form[0].key if definition.layouts.form else MORE_SECTION
    fields: list[Field] = []
    for role, name, type_name, label in _FIELDS:
        kept: dict[str, Any] = {"label": label.as_json(), "role": role, "section": MORE_SECTION}
        if role in (STAGE, PIPELINE):
            kept["section"] = section
        if role == STATUS:
            kept["options"] = [option_as_json(each) for each in _STATUSES]
        free = _free(name, taken)
        taken.add(free)
        fields.append(custom_field(free, type_name, CustomPlace(number), kept))
        number += 1
    scope, _ = await put_custom_fields(scope, definition, [*definition.custom_fields, *fields], fresh=True)
    return scope


def _free(name: str, taken: set[str]) -> str:
    return next(each for number in range(1, 1_000) if (each := _numbered(name, number)) not in taken)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"
