"""GET /expressions/functions, POST /expressions/check and /expressions/preview."""

from __future__ import annotations

from litestar import get, post

from guanxi.edge.support import READS
from guanxi.features.expressions.schemas import (
    CheckedExpression,
    ExpressionToCheck,
    ExpressionToPreview,
    Functions,
    PreviewedExpression,
)
from guanxi.features.expressions.service.checking import check_expression
from guanxi.features.expressions.service.functions import list_functions
from guanxi.features.expressions.service.previewing import preview_expression
from guanxi.kernel.tenancy import Scope

TAGS = ["Expressions"]


@get("/expressions/functions", summary="List the functions of expressions", tags=TAGS)
async def get_functions(caller: Scope) -> Functions:
    """In the caller's language, as the guide has them."""
    return list_functions(caller)


@post(
    "/expressions/check",
    opt=READS,
    status_code=200,
    summary="Check an expression",
    description=(
        "For whoever reads the object; formulas and rules for administrators. A mistake is part of the answer, with its "
        "place and a sentence in the caller's language. With a `position` it says what could stand there: fields under "
        "their names in either language, functions, options. Nothing is read from records."
    ),
    tags=TAGS,
)
async def check(caller: Scope, data: ExpressionToCheck) -> CheckedExpression:
    return await check_expression(caller, data)


@post(
    "/expressions/preview",
    opt=READS,
    status_code=200,
    summary="Compute an expression on a record",
    description=(
        "The value, and that of each part, of one record that the caller sees. Fields hidden from the caller do not exist."
    ),
    tags=TAGS,
)
async def preview(caller: Scope, data: ExpressionToPreview) -> PreviewedExpression:
    return await preview_expression(caller, data)


handlers = [get_functions, check, preview]
