"""The kind of definition that a validation rule is: what may be declared, and what it uses."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi.features.validation.schemas import ValidationRule
from guanxi.kernel.changes.conditions import compile_condition, fields_named
from guanxi.kernel.definitions import Declared, Kind, Use
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.metadata import Conventions, Label, Registry
from guanxi.kernel.tenancy import Scope


async def check_rule(scope: Scope, registry: Registry, declared: Declared[ValidationRule]) -> None:
    """Raises `expression_…`, `field_unknown` and `required` with the place in the body."""
    rule, definition = declared.body, registry.object(declared.object or "")
    sees = scope.actor.rights.sees
    try:
        compile_condition(registry, definition, rule.error_when, Conventions.of(scope.tenant), sees)
    except ExpressionRefused as refused:
        refused.field = "body.error_when"
        raise
    if rule.message.is_blank:
        raise Invalid("required", field="body.message", params={"field": "message"})
    places = [("body.field", rule.field)] if rule.field else []
    for place, name in [*places, *(("body.when_changed", each) for each in rule.when_changed)]:
        if definition.field(name) is None or not sees(definition.name, name):
            raise Invalid("field_unknown", field=place, params={"name": name, "suggestion": ""})


def uses_of_rule(registry: Registry, declared: Declared[ValidationRule]) -> Iterable[Use]:
    rule, definition = declared.body, registry.object(declared.object or "")
    named = fields_named(registry, definition, rule.error_when)
    own = {(definition.name, name) for name in (rule.field, *rule.when_changed) if name}
    return [Use(*each) for each in sorted(named | own)]


VALIDATION_RULE = Kind(
    "validation_rule",
    Label("validation rule", "校验规则"),
    Label("validation rules", "校验规则"),
    ValidationRule,
    check=check_rule,
    uses=uses_of_rule,
)
