"""The syntax tree of a condition: what the author wrote, before any field is looked up.

Every node knows the line and column (from 1) where it begins; both are left out of comparisons, so that two
spellings of the same condition are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

LiteralValue: TypeAlias = "str | int | Decimal | bool | None"


@dataclass(frozen=True, slots=True)
class Node:
    line: int = field(compare=False)
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: LiteralValue


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A field, or a field of a record that it looks up: ``amount``, ``account.industry``."""

    path: tuple[str, ...]

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary(Node):
    operator: str  # "!" or "-"
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Arithmetic and comparisons, ``in`` among them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logical(Node):
    """``&&`` or ``||`` of two or more operands; a chain of one operator is one node."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Method(Node):
    """``target.method(arguments)``, as in ``name.contains("Acme")``."""

    target: Node
    method: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed condition with its source."""

    source: str
    root: Node


def names_in(node: Node) -> Iterator[Name]:
    """Every name in it, whether it means anything or not."""
    match node:
        case Name():
            yield node
        case ListOf(items=parts) | Logical(operands=parts) | Call(arguments=parts):
            for part in parts:
                yield from names_in(part)
        case Unary(operand=operand):
            yield from names_in(operand)
        case Binary(left=left, right=right):
            yield from names_in(left)
            yield from names_in(right)
        case Conditional(test=test, then=then, otherwise=otherwise):
            for part in (test, then, otherwise):
                yield from names_in(part)
        case Method(target=target, arguments=arguments):
            for part in (target, *arguments):
                yield from names_in(part)


def conjuncts(expression: Expression) -> tuple[Node, ...]:
    """The parts that must all hold: the operands of a top-level ``&&``, else the whole."""
    root = expression.root
    if isinstance(root, Logical) and root.operator == "&&":
        return root.operands
    return (root,)
