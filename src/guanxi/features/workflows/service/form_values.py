"""What a form that starts a workflow sends: `sent.<field>`, of the types of its fields."""

from __future__ import annotations

from guanxi.features.forms.facade import FORM
from guanxi.kernel.definitions import definitions_of, read_named
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Field, Registry
from guanxi.kernel.tenancy import Scope

PLACE = "body.trigger.form"


async def sent_by_form(
    scope: Scope, registry: Registry, object_name: str, form_name: str
) -> dict[str, ValueType]:
    """By field; money in the company's units. Raises `workflow_form_unknown` for a form of no, or of another, object."""
    form = await read_named(scope, FORM, form_name)
    if form is None or form.object != object_name:
        known = [each.name for each in await definitions_of(scope, FORM, object_name)]
        params = {"form": form_name[:80], "suggestion": closest(form_name, known)}
        raise Invalid("workflow_form_unknown", field=PLACE, params=params)
    definition, sees = registry.object(object_name), scope.actor.rights.sees
    fields = [definition.field(each.field) for each in form.body.fields]
    return {
        field.name: _type(ValueType(field.type.value_kind))
        for field in fields
        if field is not None and sees(object_name, field.name) and not _is_of_the_record_alone(field)
    }


def _type(kind: ValueType) -> ValueType:
    match kind:
        case ValueType.MONEY:
            return ValueType.DECIMAL
        case ValueType.CHOICE:
            return ValueType.TEXT
    return kind


def _is_of_the_record_alone(field: Field) -> bool:
    """Files and records that were chosen are in the record that was made: a text of what was sent would say nothing of them."""
    return field.type.holds_files or field.type.pointing
