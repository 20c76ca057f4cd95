"""Conditions of sharing rules. They speak of the record's own fields and of nothing that changes by itself."""

from __future__ import annotations

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import (
    Derived,
    FieldEnvironment,
    Program,
    Reference,
    ValueType,
    check,
    parse,
    to_program,
)
from guanxi.kernel.metadata import Conventions, Field, ObjectDef
from guanxi.kernel.metadata.field_types.mixed_lookup import OBJECT

_CHANGES_BY_ITSELF = frozenset({"updated_at", "updated_by"})


def rule_environment(definition: ObjectDef, conventions: Conventions) -> FieldEnvironment:
    """Formulas over the record's own fields are among them; what lies in other records changes without this one."""
    references: dict[str, Reference] = {}
    environment = FieldEnvironment(
        references,
        conventions.money_exponent,
        conventions.fiscal_month,
        conventions.work_calendar,
        conventions.currency,
    )
    for field in definition.field_list:
        if (
            not field.filterable
            or field.name in _CHANGES_BY_ITSELF
            or field.rollup is not None
            or field.type.apart
        ):
            continue
        formula = field.formula
        references[field.name] = Reference(
            (field.name,),
            ValueType(field.type.value_kind),
            options=field.option_of if field.options and not field.open_options else None,
            labels={each.value: each.label.in_locale(conventions.locale) for each in field.options},
            derived=None
            if formula is None
            else Derived(f"{definition.name}.{field.name}", parse(formula.text), environment),
            parts=_parts(field),
        )
        references |= {each.dotted: each for each in references[field.name].parts.values()}
        if field.type.many_targets:
            path = (field.name, OBJECT)
            references[".".join(path)] = Reference(path, ValueType.TEXT, is_part=True)
    return environment


def _parts(field: Field) -> dict[str, Reference]:
    return {
        name: Reference((field.name, name), ValueType(part.type.value_kind), is_part=True)
        for name, part in field.parts.items()
    }


def compile_rule_condition(
    text: str, definition: ObjectDef, conventions: Conventions
) -> tuple[Program, frozenset[str]]:
    """The program and the fields it reads. Raises ExpressionRefused, and `rule_depends_on_time` for now() and me."""
    typed = check(parse(text), rule_environment(definition, conventions))
    program = to_program(typed)
    try:
        program.evaluate([])
    except LookupError:
        raise Invalid("rule_depends_on_reader", field="condition") from None
    return program, frozenset(reference.path[0] for reference in typed.references)
