"""Conditions of sharing rules. They speak of the record's own fields and of nothing that changes by itself."""

from __future__ import annotations

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import (
    FieldEnvironment,
    Program,
    Reference,
    ValueType,
    check,
    parse,
    to_program,
)
from guanxi.kernel.metadata import ObjectDef

_CHANGES_BY_ITSELF = frozenset({"updated_at", "updated_by"})


def rule_environment(definition: ObjectDef, money_exponent: int) -> FieldEnvironment:
    references = {
        field.name: Reference(
            (field.name,),
            ValueType(field.type.value_kind),
            options=field.option_of if field.options and not field.open_options else None,
        )
        for field in definition.field_list
        if field.filterable and field.name not in _CHANGES_BY_ITSELF and not field.type.apart
    }
    return FieldEnvironment(references, money_exponent)


def compile_rule_condition(
    text: str, definition: ObjectDef, money_exponent: int
) -> tuple[Program, frozenset[str]]:
    """The program and the fields it reads. Raises ExpressionRefused, and `rule_depends_on_time` for now() and me."""
    typed = check(parse(text), rule_environment(definition, money_exponent))
    program = to_program(typed)
    try:
        program.evaluate([])
    except LookupError:
        raise Invalid("rule_depends_on_reader", field="condition") from None
    return program, frozenset(reference.dotted for reference in typed.references)
