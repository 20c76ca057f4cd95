"""An expression of a purpose, read and checked as its author may write it."""

from __future__ import annotations

from dataclasses import dataclass

from guanxi.kernel.changes.conditions import DraftEnvironment
from guanxi.kernel.expressions import (
    MOST_FORMULA_COST,
    Environment,
    Expression,
    TypedValue,
    check_result,
    parse,
)
from guanxi.kernel.expressions.problems import refuse
from guanxi.kernel.expressions.types import ValueType
from guanxi.kernel.query import Fields, Opened, RecordEnvironment, open_object
from guanxi.kernel.query.formulas import FormulaEnvironment
from guanxi.kernel.tenancy import Scope

MANAGED = frozenset({"formula", "rule", "flow"})
WITH_OLD = frozenset({"rule", "flow"})
"""Purposes whose expressions are computed in memory, over a record as it is and as it was."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Knows what the author of an expression of this purpose may name. `formula` is the name of one that is to be;
    `currencies` are those that the company uses, its own first.
    """

    opened: Opened
    purpose: str
    environment: Environment
    formula: str | None
    currencies: tuple[str, ...]

    @property
    def fields(self) -> Fields:
        return self.opened.fields

    @property
    def in_memory(self) -> bool:
        return self.purpose in WITH_OLD

    def read(self, text: str) -> TypedValue:
        """Raises ExpressionRefused."""
        expression = parse(text)
        typed = self.value_of(expression)
        if self.purpose in ("condition", "rule") and typed.kind is not ValueType.BOOLEAN:
            raise refuse("not_condition", expression.root, found=str(typed.kind))
        return typed

    def value_of(self, expression: Expression) -> TypedValue:
        if self.formula is None:
            return check_result(expression, self.environment, in_memory=self.in_memory)
        return check_result(expression, self.environment, as_formula=self.formula, most=MOST_FORMULA_COST)


async def reader_for(scope: Scope, object_name: str, purpose: str, field: str | None) -> Reader:
    """Raises 404 for an object that is not there, 403 for one that the caller may not read, and for what administrators write."""
    opened = await open_object(scope, object_name)
    if purpose in MANAGED:
        scope.require("company.manage")
    fields, conventions = opened.fields, opened.conventions
    environment: Environment = RecordEnvironment(fields, conventions)
    formula = None
    if purpose in WITH_OLD:
        environment = DraftEnvironment(fields, conventions)
    elif purpose == "formula":
        formula = f"{object_name}.{field or 'c_new'}"
        environment = FormulaEnvironment(fields.registry, fields.definition, conventions, seen=fields)
    currencies = (scope.tenant.currency, *scope.tenant.currencies)
    return Reader(opened, purpose, environment, formula, currencies)
