"""Syntax tree to checked form: names are found, types agreed, literals coerced, sugar removed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeVar

from guanxi.kernel.expressions.arithmetic import combine, negate
from guanxi.kernel.expressions.bounds import MAX_COST, Scales
from guanxi.kernel.expressions.coercion import NUMERIC, coerce_text, describe, is_null
from guanxi.kernel.expressions.comparisons import among, compare, to_decimal
from guanxi.kernel.expressions.core import (
    All,
    Any,
    Branch,
    Choose,
    Condition,
    Constant,
    ContextValue,
    Domain,
    FieldValue,
    Fixed,
    Not,
    Outcome,
    Truth,
    Typed,
    TypedValue,
    Value,
)
from guanxi.kernel.expressions.functions import TEXT_MATCHES, call, method_condition, method_value
from guanxi.kernel.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    ListOf,
    Literal,
    Logical,
    Method,
    Name,
    Node,
    Unary,
)
from guanxi.kernel.expressions.problems import closest, refuse
from guanxi.kernel.expressions.sets import SET_TESTS, holds, listed_nodes, membership
from guanxi.kernel.expressions.types import Environment, Reference, ValueType

_DOMAINS: Final = {
    ValueType.TEXT: Domain.TEXT,
    ValueType.CHOICE: Domain.TEXT,
    ValueType.CHOICES: Domain.TEXTS,
    ValueType.INTEGER: Domain.INTEGER,
    ValueType.NUMBER: Domain.FLOAT,
    ValueType.DECIMAL: Domain.DECIMAL,
    ValueType.MONEY: Domain.INTEGER,
    ValueType.DATE: Domain.DATE,
    ValueType.DATETIME: Domain.DATETIME,
    ValueType.BOOLEAN: Domain.BOOLEAN,
    ValueType.LOOKUP: Domain.ID,
    ValueType.LINKS: Domain.IDS,
}
Part = TypeVar("Part", Condition, Value)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})


def check(expression: Expression, environment: Environment) -> Typed:
    """Raises ``expression_…`` problems that name the line and column."""
    checker = _Checker(environment)
    condition = checker.condition(expression.root)
    return Typed(condition, frozenset(checker.references))


def check_number(expression: Expression, environment: Environment) -> TypedValue:
    """Checks an expression for its number, as an exact decimal; money counts in major units."""
    checker = _Checker(environment)
    value = checker.value(expression.root)
    if value.domain not in NUMERIC or is_null(value):
        raise refuse("not_number", expression.root, found=describe(value))
    return TypedValue(to_decimal(value), frozenset(checker.references))


def check_value(expression: Expression, environment: Environment) -> TypedValue:
    """Checks an expression for its value, of whatever type; numbers are exact decimals, money counts in major units."""
    checker = _Checker(environment)
    value = checker.value(expression.root)
    if value.domain in NUMERIC and not is_null(value):
        value = to_decimal(value)
    return TypedValue(value, frozenset(checker.references))


class _Checker:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._scales = Scales()
        self.references: set[Reference] = set()

    def condition(self, node: Node) -> Condition:
        return self._weighed(self._condition(node), node)

    def value(self, node: Node) -> Value:
        return self._weighed(self._value(node), node)

    def _weighed(self, part: Part, node: Node) -> Part:
        if self._scales.cost_of(part) > MAX_COST:
            raise refuse("too_costly", node, limit=MAX_COST)
        return part

    def _condition(self, node: Node) -> Condition:
        match node:
            case Literal(value=bool(truth)):
                return Fixed(truth)
            case Logical(operator=operator, operands=operands):
                parts = tuple(self.condition(operand) for operand in operands)
                return All(parts) if operator == "&&" else Any(parts)
            case Unary(operator="!", operand=operand):
                return Not(self.condition(operand))
            case Binary(operator=operator) if operator in _COMPARISONS:
                return self._comparison(node)
            case Method(target=target, method=method, arguments=arguments) if method in TEXT_MATCHES:
                return method_condition(method, self.value(target), self._values(arguments), node)
            case Method(target=target, method=method, arguments=arguments) if method in SET_TESTS:
                items = self._values(listed_nodes(method, arguments, node))
                return holds(method, self.value(target), items, node)
            case Conditional(test=test, then=then, otherwise=otherwise):
                return Branch(self.condition(test), self.condition(then), self.condition(otherwise))
        value = self.value(node)
        if value.domain is not Domain.BOOLEAN:
            raise refuse("not_condition", node, found=describe(value))
        return Truth(value)

    def _value(self, node: Node) -> Value:
        match node:
            case Literal(value=None):
                return Constant(None, Domain.TEXT)
            case Literal(value=bool(value)):
                return Constant(value, Domain.BOOLEAN)
            case Literal(value=str(value)):
                return Constant(value, Domain.TEXT)
            case Literal(value=(int() | Decimal()) as number):
                return Constant(Decimal(number), Domain.DECIMAL)
            case Name():
                return self._name(node)
            case Unary(operator="-", operand=operand):
                return negate(self.value(operand), node)
            case Binary(operator=operator, left=left, right=right) if operator not in _COMPARISONS:
                return combine(operator, self.value(left), self.value(right), node)
            case Conditional():
                return self._choice(node)
            case Call(function=function, arguments=arguments):
                return call(function, self._values(arguments), node)
            case Method(target=target, method=method, arguments=arguments) if (
                method not in TEXT_MATCHES | SET_TESTS
            ):
                return method_value(method, self.value(target), self._values(arguments), node)
            case ListOf():
                raise refuse("list_misplaced", node)
        return Outcome(self.condition(node))

    def _comparison(self, node: Binary) -> Condition:
        if node.operator == "in":
            if not isinstance(node.right, ListOf):
                return membership(self.value(node.left), self.value(node.right), node.right)
            items = [(self.value(item), item) for item in node.right.items]
            return among(self.value(node.left), items, node)
        left, right = self.value(node.left), self.value(node.right)
        if node.operator == "!=":
            return Not(compare("==", left, right, node))
        return compare(node.operator, left, right, node)

    def _name(self, node: Name) -> Value:
        if node.path == ("me",):
            return ContextValue("me", Domain.ID)
        reference = self._environment.resolve(node.path)
        if reference is None:
            suggestion = closest(node.dotted, self._environment.names())
            raise refuse("unknown_field", node, name=node.dotted[:120], suggestion=suggestion)
        self.references.add(reference)
        scale = self._environment.money_exponent if reference.type is ValueType.MONEY else 0
        return FieldValue(reference, _DOMAINS[reference.type], scale)

    def _choice(self, node: Conditional) -> Value:
        test = self.condition(node.test)
        then, otherwise = self.value(node.then), self.value(node.otherwise)
        if is_null(then) and not is_null(otherwise):
            then = Constant(None, otherwise.domain, otherwise.scale)
        elif is_null(otherwise):
            otherwise = Constant(None, then.domain, then.scale)
        then, otherwise = (
            coerce_text(then, otherwise, node.then),
            coerce_text(otherwise, then, node.otherwise),
        )
        if then.domain in NUMERIC and otherwise.domain in NUMERIC:
            then, otherwise = _as_decimal(then), _as_decimal(otherwise)
        if then.domain is not otherwise.domain:
            raise refuse("type_mismatch", node, left=describe(then), right=describe(otherwise), operator="?:")
        return Choose(test, then, otherwise, then.domain)

    def _values(self, nodes: Sequence[Node]) -> list[Value]:
        return [self.value(node) for node in nodes]


def _as_decimal(value: Value) -> Value:
    return Constant(None, Domain.DECIMAL) if is_null(value) else to_decimal(value)
