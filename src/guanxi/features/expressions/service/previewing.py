"""What an expression gives of one record, and each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from guanxi.features.expressions.schemas import (
    ExpressionToPreview,
    MissingRate,
    Part,
    PreviewedExpression,
)
from guanxi.features.expressions.service.reading import Reader, reader_for
from guanxi.kernel.errors import NotFound
from guanxi.kernel.expressions import ExpressionRefused, TypedValue, ValueType, parse, rates_in, unparse
from guanxi.kernel.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    Logical,
    Method,
    Name,
    Node,
    Unary,
)
from guanxi.kernel.query import fetch_computed
from guanxi.kernel.tenancy import Scope

MOST_PARTS = 20


async def preview_expression(scope: Scope, asked: ExpressionToPreview) -> PreviewedExpression:
    """Raises 403, 404 for a record that the caller does not see, 422 `expression_…` with the place."""
    reader = await reader_for(scope, asked.object, asked.purpose, asked.field)
    try:
        whole = reader.read(asked.text)
    except ExpressionRefused as refused:
        refused.field = "text"
        raise
    parts = dict(list(_parts(reader, parse(asked.text).root))[:MOST_PARTS])
    values = await fetch_computed(
        scope, reader.opened, asked.record_id, [whole, *(typed for _, typed in parts.values())]
    )
    if values is None:
        raise NotFound()
    described = [
        Part(text, node.line, node.column, str(typed.kind), value)
        for (text, (node, typed)), value in zip(parts.items(), values[1:], strict=True)
    ]
    missing = await _missing_rates(scope, reader, asked.record_id, whole)
    return PreviewedExpression(str(whole.kind), values[0], described, missing)


async def _missing_rates(
    scope: Scope, reader: Reader, record_id: UUID, whole: TypedValue
) -> list[MissingRate]:
    """Why it converts nothing: of each rate that it asks for, whether there is none for its day."""
    rates = sorted(rates_in(whole), key=repr)[:MOST_PARTS]
    if not rates:
        return []
    asked = [
        TypedValue(value, frozenset(), kind)
        for rate in rates
        for value, kind in ((rate, ValueType.DECIMAL), (rate.day, ValueType.DATE))
    ]
    found = await fetch_computed(scope, reader.opened, record_id, asked) or []
    return [
        MissingRate(rate.currency, day)
        for rate, known, day in zip(rates, found[::2], found[1::2], strict=True)
        if known is None and day is not None
    ]


def _parts(reader: Reader, root: Node) -> Iterator[tuple[str, tuple[Node, TypedValue]]]:
    """From the outside inwards, without what says nothing by itself."""
    waiting = list(_inner(root))
    seen = set[str]()
    while waiting:
        node = waiting.pop(0)
        waiting[:0] = _inner(node)
        text = unparse(node)
        if text in seen or not isinstance(
            node, Name | Call | Method | Binary | Logical | Conditional | Unary
        ):
            continue
        seen.add(text)
        try:
            yield text, (node, reader.value_of(Expression(text, node)))
        except ExpressionRefused:
            continue  # Such as a length of time, which is no value of a field.


def _inner(node: Node) -> tuple[Node, ...]:
    match node:
        case Binary(left=left, right=right):
            return (left, right)
        case Logical(operands=parts) | Call(arguments=parts):
            return parts
        case Method(target=target, arguments=arguments):
            return (target, *arguments)
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Unary(operand=operand):
            return (operand,)
    return ()
