"""Syntax tree to checked form: names are found, types agreed, literals coerced, sugar removed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeVar

from guanxi.kernel.expressions.arithmetic import combine, negate
from guanxi.kernel.expressions.bounds import MAX_COST, MOST_FORMULAS_DEEP, MOST_LOOKUPS, Scales
from guanxi.kernel.expressions.catalogue import CONDITIONS, CallSite, build_call
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
    Function,
    Not,
    Outcome,
    Truth,
    Typed,
    TypedValue,
    Value,
)
from guanxi.kernel.expressions.formulas import at_company
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
from guanxi.kernel.expressions.problems import ExpressionRefused, closest, refuse
from guanxi.kernel.expressions.results import as_result, kind_of
from guanxi.kernel.expressions.sets import SET_TESTS, holds, listed_nodes, membership
from guanxi.kernel.expressions.types import IN_PARTS, Environment, Reference, ValueType

_DOMAINS: Final = {
    ValueType.TEXT: Domain.TEXT,
    ValueType.CHOICE: Domain.TEXT,
    ValueType.CHOICES: Domain.TEXTS,
    ValueType.DURATION: Domain.DURATION,
    ValueType.INTEGER: Domain.INTEGER,
    ValueType.NUMBER: Domain.FLOAT,
    ValueType.DECIMAL: Domain.DECIMAL,
    ValueType.MONEY: Domain.INTEGER,
    ValueType.DATE: Domain.DATE,
    ValueType.DATETIME: Domain.DATETIME,
    ValueType.BOOLEAN: Domain.BOOLEAN,
    ValueType.LOOKUP: Domain.ID,
    ValueType.LINKS: Domain.IDS,
    **dict.fromkeys(IN_PARTS, Domain.PARTS),
}
Part = TypeVar("Part", Condition, Value)
_TOLD_AS_THEY_ARE = frozenset(
    f"expression_{code}"
    for code in ("circular", "formulas_too_deep", "too_far", "too_costly", "formula_broken")
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})


def check(expression: Expression, environment: Environment, *, in_memory: bool = False) -> Typed:
    """Raises ``expression_…`` problems that name the line and column.

    `in_memory`: what only a program computes may be used; the condition has no SQL then.
    """
    checker = _Checker(environment, in_memory=in_memory)
    condition = checker.condition(expression.root)
    return Typed(condition, frozenset(checker.references))


def check_number(expression: Expression, environment: Environment) -> TypedValue:
    """Checks an expression for its number, as an exact decimal; money counts in major units."""
    checker = _Checker(environment)
    value = checker.value(expression.root)
    if value.domain not in NUMERIC or is_null(value):
        raise refuse("not_number", expression.root, found=describe(value))
    return TypedValue(to_decimal(value), frozenset(checker.references))


def check_result(
    expression: Expression,
    environment: Environment,
    *,
    in_memory: bool = False,
    as_formula: str | None = None,
    most: int = MAX_COST,
) -> TypedValue:
    """Checks an expression for its value, of the type that it turns out to have, as a field of that type holds it.

    `as_formula` is the name that the formula has or is to have, see `Derived`: it has one value for everybody, whoever
    asks, and must not lead back to itself.
    """
    checker = _Checker(environment, in_memory=in_memory, chain=(as_formula,) if as_formula else (), most=most)
    value = checker.value(expression.root)
    kind = kind_of(value, expression.root)
    value = as_result(value, kind, environment.money_exponent)
    return TypedValue(at_company(value) if as_formula else value, frozenset(checker.references), kind)


def check_value(expression: Expression, environment: Environment, *, in_memory: bool = False) -> TypedValue:
    """Checks an expression for its value, of whatever type; numbers are exact decimals, money counts in major units."""
    checker = _Checker(environment, in_memory=in_memory)
    value = checker.value(expression.root)
    if value.domain in NUMERIC and not is_null(value):
        value = to_decimal(value)
    return TypedValue(value, frozenset(checker.references))


class _Checker:
    def __init__(
        self,
        environment: Environment,
        *,
        in_memory: bool = False,
        chain: tuple[str, ...] = (),
        scales: Scales | None = None,
        most: int = MAX_COST,
    ) -> None:
        self._environment = environment
        self._in_memory = in_memory
        self._chain = chain
        self._scales = scales or Scales()
        self._most = most
        self.references: set[Reference] = set()

    def condition(self, node: Node) -> Condition:
        return self._weighed(self._condition(node), node)

    def value(self, node: Node) -> Value:
        return self._weighed(self._value(node), node)

    def _weighed(self, part: Part, node: Node) -> Part:
        if self._scales.cost_of(part) > self._most:
            raise refuse("too_costly", node, limit=self._most)
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
            case Method(method=name) | Call(function=name) if name in SET_TESTS:
                return self._set_test(name, node)
            case Method(method=name) | Call(function=name) if name in CONDITIONS:
                return self._call(node)  # type: ignore[return-value]
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
            case Call(function=name) | Method(method=name) if name not in CONDITIONS:
                return self._call(node)  # type: ignore[return-value]
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
            if self._chain:
                raise refuse("me_in_formula", node)
            return ContextValue("me", Domain.ID)
        reference = self._environment.resolve(node.path)
        if reference is None:
            suggestion = closest(node.dotted, self._environment.names())
            raise refuse("unknown_field", node, name=node.dotted[:120], suggestion=suggestion)
        if reference.derived is not None:
            return self._formula(reference, node)
        if reference.lookups > MOST_LOOKUPS:
            raise refuse("too_far", node, limit=MOST_LOOKUPS)
        self.references.add(reference)
        scale = self._environment.money_exponent if reference.type is ValueType.MONEY else 0
        return FieldValue(reference, _DOMAINS[reference.type], scale)

    def _formula(self, reference: Reference, node: Name) -> Value:
        derived = reference.derived
        assert derived is not None
        if derived.name in self._chain:
            circle = " → ".join([*self._chain[self._chain.index(derived.name) :], derived.name])
            raise refuse("circular", node, name=node.dotted, chain=circle)
        if len(self._chain) >= MOST_FORMULAS_DEEP:
            chain = " → ".join([*self._chain, derived.name])
            raise refuse("formulas_too_deep", node, limit=MOST_FORMULAS_DEEP, chain=chain)
        inner = _Checker(
            derived.environment, chain=(*self._chain, derived.name), scales=self._scales, most=self._most
        )
        try:
            value = inner.value(derived.expression.root)
            kind = kind_of(value, derived.expression.root)
        except ExpressionRefused as refused:
            if refused.code in _TOLD_AS_THEY_ARE:
                raise refuse(refused.code.removeprefix("expression_"), node, **_elsewhere(refused)) from None
            raise refuse("formula_broken", node, name=node.dotted, reason=refused.code) from None
        self.references |= inner.references
        return at_company(as_result(value, kind, derived.environment.money_exponent))

    def _set_test(self, name: str, node: Call | Method) -> Condition:
        target, *arguments = (node.target, *node.arguments) if isinstance(node, Method) else node.arguments
        return holds(name, self.value(target), self._values(listed_nodes(name, arguments, node)), node)

    def _call(self, node: Call | Method) -> Value | Condition:
        if isinstance(node, Method):
            name, arguments = node.method, (node.target, *node.arguments)
        else:
            name, arguments = node.function, node.arguments
        around = self._environment
        site = CallSite(node, around.fiscal_month, around.work_calendar, around.currency)
        built = build_call(name, self._values(arguments), site, in_memory=self._in_memory)
        if isinstance(built, Function):  # It may take parts of what was given.
            self.references |= {each.reference for each in built.operands if isinstance(each, FieldValue)}
        return built

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


def _elsewhere(refused: ExpressionRefused) -> dict[str, object]:
    """What a problem within a formula says, apart from the place, which is that of the formula's name."""
    return {name: value for name, value in refused.params.items() if name not in ("line", "column")}


def _as_decimal(value: Value) -> Value:
    return Constant(None, Domain.DECIMAL) if is_null(value) else to_decimal(value)
