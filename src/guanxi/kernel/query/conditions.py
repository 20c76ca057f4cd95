"""Filter text to a WHERE condition over a source."""

from __future__ import annotations

from uuid import UUID

from guanxi.kernel.expressions import SqlCondition, Typed, check, conjuncts, parse, to_sql, unparse
from guanxi.kernel.expressions.nodes import Binary, Literal, Logical, Name
from guanxi.kernel.query.fields import FieldEnvironment, Fields
from guanxi.kernel.query.source import Source


def compile_filter(
    text: str, fields: Fields, source: Source, money_exponent: int, *, prefix: str = "f"
) -> SqlCondition | None:
    """None for an empty filter. Joins to `source` what the condition looks up; raises `expression_…` problems."""
    if not text.strip():
        return None
    return to_sql(check_filter(text, fields, money_exponent), source.column_of, prefix=prefix)


def narrow(text: str, field: str, value: str | bool | UUID | None) -> str:
    """The filter of one column or bar of a chart: what the caller asked for, and `field == value`."""
    literal = str(value) if isinstance(value, UUID) else value
    test = Binary(1, 1, "==", Name(1, 1, tuple(field.split("."))), Literal(1, 1, literal))
    if not text.strip():
        return unparse(test)
    expression = parse(text)
    return unparse(Logical(1, 1, "&&", (*conjuncts(expression), test)))


def check_filter(text: str, fields: Fields, money_exponent: int) -> Typed:
    return check(parse(text), FieldEnvironment(fields, money_exponent))


def present_fields(text: str, fields: Fields, money_exponent: int) -> frozenset[str]:
    """Names of fields that no matching record leaves empty; a sort by one of them needs no branch for nulls."""
    if not text.strip():
        return frozenset()
    return frozenset(reference.dotted for reference in check_filter(text, fields, money_exponent).present)
