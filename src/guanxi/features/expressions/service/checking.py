"""Whether an expression is sound, and what could stand at a place in it."""

from __future__ import annotations

import re

from msgspec import UNSET

from guanxi.features.expressions.schemas import (
    CheckedExpression,
    ExpressionProblem,
    ExpressionToCheck,
    ReferenceMeta,
)
from guanxi.features.expressions.service.completing import completions
from guanxi.features.expressions.service.reading import Reader, reader_for
from guanxi.kernel.changes.conditions import OLD
from guanxi.kernel.errors import render
from guanxi.kernel.expressions import ExpressionRefused, Reference
from guanxi.kernel.tenancy import Scope

_WORD = re.compile(r"[\w.]+|\"[^\"\n]*\"?|\S")


async def check_expression(scope: Scope, asked: ExpressionToCheck) -> CheckedExpression:
    """Raises 403 and 404; whatever is wrong with the text is part of the answer."""
    reader = await reader_for(scope, asked.object, asked.purpose, asked.field)
    possible = (
        UNSET if asked.position is None else completions(reader, asked.text, asked.position, scope.locale)
    )
    if not asked.text.strip():
        return CheckedExpression(False, None, [], None, possible)
    try:
        typed = reader.read(asked.text)
    except ExpressionRefused as refused:
        return CheckedExpression(False, None, [], _problem(scope, asked.text, refused), possible)
    references = [_described(reader, each, scope.locale) for each in typed.references]
    references.sort(key=lambda each: each.name)
    return CheckedExpression(True, str(typed.kind), references, None, possible)


def _problem(scope: Scope, text: str, refused: ExpressionRefused) -> ExpressionProblem:
    line, column = int(refused.params["line"]), int(refused.params["column"])
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    word = _WORD.match(rest)
    message = render(refused.code, refused.params, scope.locale)
    return ExpressionProblem(refused.code, message, line, column, len(word[0]) if word else 1)


def _described(reader: Reader, reference: Reference, locale: str) -> ReferenceMeta:
    path = reference.path[1:] if reference.path[0] == OLD else reference.path
    labels, definition = list[str](), reader.fields.definition
    for name in path:
        field = definition.field(name)
        if field is None:
            break
        labels.append(field.label.in_locale(locale))
        if field.target is not None and field.target in reader.fields.registry:
            definition = reader.fields.registry.object(field.target)
    return ReferenceMeta(reference.dotted, " › ".join(labels) or reference.dotted, str(reference.type))
