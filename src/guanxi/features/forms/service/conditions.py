"""When a field of a form is shown: a condition of the one language, small enough for a page to weigh it by itself.

The server decides with the language's own evaluator; the page gets the condition as a tree of comparisons, so a field
appears as soon as it should. Of files a condition knows how many there are, of a record that was chosen what it is called: its id
would mean nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.expressions import (
    FieldEnvironment,
    Node,
    Reference,
    ValueType,
    check,
    names_in,
    parse,
    to_program,
)
from guanxi.kernel.expressions.nodes import Binary, ListOf, Literal, Logical, Method, Name, Unary
from guanxi.kernel.metadata import Field

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_MATCHES = frozenset({"contains", "startsWith", "endsWith"})
UNFIT = frozenset({"datetime", "money"})
"""Kinds of control whose values a page writes otherwise than the language: a condition may not name them."""

Shown = Callable[[Mapping[str, Any]], bool]


def shown_when(text: str, fields: Mapping[str, Field], exponent: int, place: str) -> tuple[Shown, Any]:
    """A test over what `as_weighed` gives of fields further up, which are `fields`, and the tree. Raises 422 naming the place."""
    references = {
        name: Reference((name,), _kind(field), options=frozenset(field.option_of) or None)
        for name, field in fields.items()
        if field.type.asked_as not in UNFIT
    }
    try:
        expression = parse(text)
        program = to_program(check(expression, FieldEnvironment(references, money_exponent=exponent)))
        tree = _tree(expression.root)
    except Problem as problem:
        problem.field = place
        raise

    def is_shown(values: Mapping[str, Any]) -> bool:
        return program.evaluate([values])[0]

    return is_shown, tree


def as_weighed(field: Field, stored: Any, name: str | None) -> Any:
    """A stored value as conditions compare it; `name` is what a record that was chosen is called."""
    if field.type.asked_as in UNFIT:
        return None
    if field.type.holds_files:
        return len(stored) or None if stored is not None else None
    return name if field.type.pointing else stored


def _kind(field: Field) -> ValueType:
    return ValueType.TEXT if field.type.pointing else ValueType(field.type.value_kind)


def names_of(text: str) -> set[str]:
    """Whatever a condition names; nothing of one that cannot be read."""
    try:
        return {name.path[0] for name in names_in(parse(text).root)}
    except Problem:
        return set()


def _tree(node: Node) -> Any:
    match node:
        case Literal(value=value):
            return {"value": float(value) if isinstance(value, Decimal) else value}
        case Name(path=(name,)):
            return {"field": name}
        case ListOf(items=items):
            return {"list": [_tree(item) for item in items]}
        case Unary(operator="!", operand=operand):
            return {"not": _tree(operand)}
        case Unary(operator="-", operand=Literal(value=int() | Decimal() as value)):
            return {"value": float(-value)}
        case Binary(operator=symbol, left=left, right=right) if symbol in _COMPARISONS:
            return {"is": symbol, "left": _tree(left), "right": _tree(right)}
        case Method(target=target, method=method, arguments=(Literal() as literal,)) if method in _MATCHES:
            return {"text": method, "left": _tree(target), "right": _tree(literal)}
        case Logical(operator=symbol, operands=operands):
            return {"all" if symbol == "&&" else "any": [_tree(operand) for operand in operands]}
    raise Invalid("form_condition_too_rich")
