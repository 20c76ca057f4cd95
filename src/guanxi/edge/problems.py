"""Every error as a problem document (RFC 9457) in the caller's language.

Nothing that the program says to itself (a traceback, an SQL text, a class name) reaches the caller.
"""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import Send

from guanxi.edge.database_errors import problem_of_database_error
from guanxi.edge.exchange import Exchange, exchange_of
from guanxi.edge.framework_errors import (
    problem_of_decoding_error,
    problem_of_framework_error,
    problem_of_validation_error,
)
from guanxi.kernel.errors import FieldError, Problem, render

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("guanxi.errors")


def document_of(problem: Problem, locale: str) -> dict[str, Any]:
    """The JSON body of a problem."""
    detail = render(problem.code, problem.params, locale)
    document: dict[str, Any] = {
        "type": f"/problems/{problem.code}",
        "title": render(f"status_{problem.status}", {}, locale),
        "status": problem.status,
        "detail": detail,
        "code": problem.code,
    }
    if problem.field is not None:
        document["field"] = problem.field
    document |= problem.extensions
    if problem.errors:
        document["errors"] = [_entry_of(error, locale) for error in problem.errors]
    return document


def handle_exception(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Litestar's handler for everything that is raised."""
    exchange = exchange_of(request)
    problem = problem_of_exception(error, exchange)
    exchange.error_code = problem.code
    return Response(
        msgspec.json.encode(document_of(problem, exchange.locale)),
        status_code=problem.status,
        headers={**problem.headers, "Content-Language": exchange.locale},
        media_type=MEDIA_TYPE,
    )


def problem_of_exception(error: Exception, exchange: Exchange) -> Problem:
    """What the caller is told. What only we should know goes to the log, under the same request id."""
    exchange.error = error
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationException):
        return problem_of_validation_error(error)
    if isinstance(error, HTTPException) and error.status_code < 500:
        return problem_of_framework_error(error)
    known = problem_of_database_error(error, exchange.work) or problem_of_decoding_error(error)
    if known is not None:
        log.warning("request %s: %s", exchange.request_id, error)
        return known
    log.error("request %s failed", exchange.request_id, exc_info=error)
    return Problem("internal_error", status=500, params={"request_id": exchange.request_id})


async def send_problem(problem: Problem, exchange: Exchange, send: Send) -> None:
    """Answer with a problem from a layer that has no Litestar request."""
    exchange.error_code = problem.code
    body = msgspec.json.encode(document_of(problem, exchange.locale))
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", exchange.locale.encode()),
        *(
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in problem.headers.items()
        ),
    ]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _entry_of(error: FieldError, locale: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "field": error.field,
        "code": error.code,
        "detail": render(error.code, error.params, locale),
    }
    entry |= error.told
    if error.row is not None:
        entry["row"] = error.row
    return entry
