"""Trying a condition on a record, with changes that are written nowhere."""

from __future__ import annotations

from typing import Any

from guanxi.features.validation.schemas import ConditionOutcome, ConditionTrial, ValueSeen
from guanxi.kernel import money
from guanxi.kernel.changes import Change, Draft, draft_changes
from guanxi.kernel.changes.conditions import OLD, Row, compile_condition, context_of, rows_of
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.metadata import Conventions, ObjectDef, registry_of
from guanxi.kernel.tenancy import Scope

_ABSENT = frozenset({"not_found", "record_not_editable"})


async def try_condition(scope: Scope, object_name: str, trial: ConditionTrial) -> ConditionOutcome:
    """As the caller sees fields and records. Raises 403, 404, 422 `expression_…`, `invalid_record`."""
    scope.require("company.manage")
    scope.require(f"{object_name}.read")
    registry = await registry_of(scope)
    definition = registry.object(object_name)
    sees = scope.actor.rights.sees
    try:
        condition = compile_condition(
            registry, definition, trial.condition, Conventions.of(scope.tenant), sees
        )
    except ExpressionRefused as refused:
        refused.field = "condition"
        raise
    draft = await _draft(scope, object_name, trial)
    (row,) = await rows_of(scope, [draft], [condition], as_caller=True)
    (holds,) = condition.holds([row], context_of(scope))
    names = [*sorted(condition.reads), *(f"{OLD}.{name}" for name in sorted(condition.reads_old))]
    return ConditionOutcome(holds, [_seen(scope, definition, row, name) for name in names])


async def _draft(scope: Scope, object_name: str, trial: ConditionTrial) -> Draft:
    """What validation rules would refuse is what is being tried; everything else must be sound."""
    change = Change("update" if trial.record_id else "create", object_name, trial.record_id, trial.changes)
    (draft,) = await draft_changes(scope, [change])
    errors = [each for each in draft.errors if each.field in trial.changes or each.code in _ABSENT]
    errors = [each for each in errors if each.code not in ("validation_rule", "field_required")]
    if errors:
        raise Invalid("invalid_record", errors=errors)
    return draft


def _seen(scope: Scope, definition: ObjectDef, row: Row, name: str) -> ValueSeen:
    field = definition.field(name.removeprefix(f"{OLD}."))
    value: Any = row.get(name)
    if field is None or value is None:
        return ValueSeen(name, None if value is None else str(value))
    if field.type.value_kind == "money":
        return ValueSeen(name, str(money.from_minor(value, scope.tenant.currency)))
    return ValueSeen(name, field.type.shown(value))
