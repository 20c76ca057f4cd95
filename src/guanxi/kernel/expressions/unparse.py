"""Syntax tree to canonical text: the same tree always reads the same, and reads back as itself."""

from __future__ import annotations

from decimal import Decimal

from guanxi.kernel.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    ListOf,
    Literal,
    LiteralValue,
    Logical,
    Method,
    Name,
    Node,
    Unary,
    conjuncts,
)
from guanxi.kernel.expressions.parser import parse

_CONDITIONAL, _OR, _AND, _RELATION, _ADDITION, _MULTIPLICATION, _UNARY, _MEMBER = range(8)
_PRECEDENCE = {
    "||": _OR,
    "&&": _AND,
    "+": _ADDITION,
    "-": _ADDITION,
    "*": _MULTIPLICATION,
    "/": _MULTIPLICATION,
}
_PRECEDENCE |= {"%": _MULTIPLICATION}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def unparse(part: Expression | Node) -> str:
    return _write(part.root if isinstance(part, Expression) else part, _CONDITIONAL)


def conjoin(*sources: str) -> str:
    """The condition that holds where all of them hold; empty ones are left out.

    Joins what was read rather than the texts, so that no bracket or comment of one can reach into another.
    """
    parts = [part for source in sources if source.strip() for part in conjuncts(parse(source))]
    if not parts:
        return ""
    return unparse(parts[0] if len(parts) == 1 else Logical(1, 1, "&&", tuple(parts)))


def quote(text: str) -> str:
    """A string literal; for code that composes conditions, such as a report's drill-down filter."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def _write(node: Node, outer: int) -> str:
    own, text = _render(node)
    return f"({text})" if own < outer else text


def _render(node: Node) -> tuple[int, str]:
    match node:
        case Literal(value=value):
            negative = isinstance(value, int | Decimal) and not isinstance(value, bool) and value < 0
            return (_UNARY if negative else _MEMBER), _literal(value)
        case Name():
            return _MEMBER, node.dotted
        case ListOf(items=items):
            return _MEMBER, f"[{_list(items)}]"
        case Unary(operator=operator, operand=operand):
            inner = _write(operand, _UNARY)
            # A minus sign straight before a number would be read back as part of the number.
            guard = operator == "-" and inner[0] in "-.0123456789"
            return _UNARY, f"{operator}({inner})" if guard else operator + inner
        case Binary(operator=operator, left=left, right=right):
            own = _PRECEDENCE.get(operator, _RELATION)
            return own, f"{_write(left, own)} {operator} {_write(right, own + 1)}"
        case Logical(operator=operator, operands=operands):
            own = _PRECEDENCE[operator]
            return own, f" {operator} ".join(_write(operand, own + 1) for operand in operands)
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (
                _CONDITIONAL,
                f"{_write(test, _OR)} ? {_write(then, _OR)} : {_write(otherwise, _CONDITIONAL)}",
            )
        case Call(function=function, arguments=arguments):
            return _MEMBER, f"{function}({_list(arguments)})"
        case Method(target=target, method=method, arguments=arguments):
            return _MEMBER, f"{_write(target, _MEMBER)}.{method}({_list(arguments)})"
    raise TypeError(node)


def _list(items: tuple[Node, ...]) -> str:
    return ", ".join(_write(item, _CONDITIONAL) for item in items)


def _literal(value: LiteralValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quote(value)
        case Decimal():
            text = f"{value:f}"
            return text if "." in text else text + ".0"
    return str(value)
