"""Conditions: the one small language of filters, rules, stages, routing and reports (a subset of CEL).

``parse`` reads text, ``check`` types it against an environment of fields, then one of two back ends runs it:
``to_sql`` over a table, ``to_program`` over rows in memory. Both give the same booleans; a property test holds them to
it. Knows nothing of metadata, tenants or HTTP.
"""

from guanxi.kernel.expressions.bounds import MOST_FORMULA_COST
from guanxi.kernel.expressions.checker import check, check_number, check_result, check_value
from guanxi.kernel.expressions.core import Rate, Typed, TypedValue, Value
from guanxi.kernel.expressions.nodes import Expression, Node, conjuncts, names_in
from guanxi.kernel.expressions.parameters import Parametrized, escape_like, parametrize
from guanxi.kernel.expressions.parser import parse
from guanxi.kernel.expressions.problems import ExpressionRefused
from guanxi.kernel.expressions.program import (
    Program,
    ValueProgram,
    asked_rates,
    to_getter,
    to_program,
    to_values,
)
from guanxi.kernel.expressions.rates import RATES, rates_in
from guanxi.kernel.expressions.semantics import fold_case
from guanxi.kernel.expressions.sql import (
    CONTEXT_PARAMETERS,
    SqlCondition,
    compute,
    context_parameters,
    embedded_sql,
    parametrized_to_sql,
    to_sql,
)
from guanxi.kernel.expressions.types import (
    Derived,
    Environment,
    EvaluationContext,
    FieldEnvironment,
    Reference,
    ValueType,
)
from guanxi.kernel.expressions.unparse import conjoin, quote, unparse

__all__ = [
    "CONTEXT_PARAMETERS",
    "Derived",
    "Environment",
    "EvaluationContext",
    "Expression",
    "ExpressionRefused",
    "FieldEnvironment",
    "MOST_FORMULA_COST",
    "Node",
    "Parametrized",
    "Program",
    "RATES",
    "Rate",
    "Reference",
    "SqlCondition",
    "Typed",
    "TypedValue",
    "Value",
    "ValueProgram",
    "ValueType",
    "asked_rates",
    "check",
    "check_number",
    "check_result",
    "check_value",
    "compute",
    "conjoin",
    "context_parameters",
    "embedded_sql",
    "conjuncts",
    "escape_like",
    "fold_case",
    "names_in",
    "parametrize",
    "parametrized_to_sql",
    "parse",
    "quote",
    "rates_in",
    "to_getter",
    "to_program",
    "to_sql",
    "to_values",
    "unparse",
]
