"""Checks ``"a" in tags``, ``tags.hasAny([…])`` and ``tags.hasAll([…])``."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.kernel.expressions.coercion import coerce_text, describe, is_text_literal
from guanxi.kernel.expressions.comparisons import linked_to
from guanxi.kernel.expressions.core import All, Any, Condition, Constant, Domain, Fixed, Holds, Value
from guanxi.kernel.expressions.nodes import ListOf, Node
from guanxi.kernel.expressions.problems import refuse

SET_TESTS = frozenset({"hasAny", "hasAll"})


def membership(item: Value, operand: Value, at: Node) -> Condition:
    """``item in operand`` where no list is written."""
    if operand.domain is Domain.IDS:
        return linked_to(item, operand, at)
    if operand.domain is not Domain.TEXTS:
        raise refuse("list_expected", at)
    return Holds(operand, (_text_of(item, operand, at),))


def listed_nodes(method: str, arguments: Sequence[Node], at: Node) -> Sequence[Node]:
    """The items of the one list that these methods take."""
    if len(arguments) != 1:
        raise refuse("argument_count", at, name=method, expected=1, found=len(arguments))
    if not isinstance(arguments[0], ListOf):
        raise refuse("list_expected", arguments[0])
    return arguments[0].items


def holds(method: str, operand: Value, items: Sequence[Value], at: Node) -> Condition:
    if operand.domain is Domain.IDS:
        tests = [linked_to(item, operand, at) for item in items]
        if not tests:
            return Fixed(False)
        return All(tuple(tests)) if method == "hasAll" else Any(tuple(tests))
    if operand.domain is not Domain.TEXTS:
        raise refuse("argument_type", at, name=method, expected="choices", found=describe(operand))
    values = tuple(dict.fromkeys(_text_of(item, operand, at) for item in items))
    if not values:
        return Fixed(False)
    return Holds(operand, values, method == "hasAll")


def _text_of(item: Value, operand: Value, at: Node) -> object:
    if not is_text_literal(item) or not isinstance(item, Constant):
        raise refuse("argument_literal", at, name="in")
    coerce_text(item, operand, at)  # refuses what is none of the options
    return item.value
