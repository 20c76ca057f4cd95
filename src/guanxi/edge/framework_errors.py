"""Litestar's and msgspec's own errors, said with our codes.

msgspec reports in English prose only, so its sentences are recognised here. tests/edge/test_framework_errors.py
provokes each of them, and so notices when a new msgspec says it in other words.
"""

from __future__ import annotations

import re
import traceback
from typing import Any

import msgspec
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    SerializationException,
    ValidationException,
)

from guanxi.kernel.errors import FieldError, Problem

_CODE_OF_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
}
_DECODERS = ("litestar/serialization/msgspec_hooks.py", "litestar/_multipart.py")
_POSITION = re.compile(r"\(byte (\d+)\)")
_AT_PATH = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")

# Sentence of msgspec → our code; the named groups become its parameters.
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"^Object missing required field `(?P<field>[^`]+)`", "required"),
        (r"^Object contains unknown field `(?P<field>[^`]+)`", "unknown_field"),
        (r"^Expected `(?:str|bytes)[^`]*` of length >= (?P<limit>\d+)", "too_short"),
        (r"^Expected `(?:str|bytes)[^`]*` of length <= (?P<limit>\d+)", "too_long"),
        (r"^Expected `(?:array|object)[^`]*` of length >= (?P<limit>\d+)", "too_few"),
        (r"^Expected `(?:array|object)[^`]*` of length <= (?P<limit>\d+)", "too_many"),
        (r"^Expected `(?:int|float)[^`]*` >=? (?P<limit>-?[\d.]+)", "too_small"),
        (r"^Expected `(?:int|float)[^`]*` <=? (?P<limit>-?[\d.]+)", "too_large"),
        (r"^Expected `str[^`]*` matching regex", "wrong_format"),
        (r"^Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`", "wrong_type"),
        (r"^Invalid (?:enum value|value) ['\"]?(?P<value>.*?)['\"]?$", "invalid_choice"),
        (r"^Invalid ", "wrong_format"),
        (r"^badly formed hexadecimal UUID string", "wrong_format"),
        (r"^Missing required (?P<where>\w+) parameter ['\"](?P<field>[^'\"]+)['\"]", "required"),
    )
)


def problem_of_framework_error(error: HTTPException) -> Problem:
    if isinstance(error.__cause__, SerializationException):
        found = _POSITION.search(str(error.__cause__))
        position = int(found.group(1)) if found else None
        code = "malformed_json" if position is not None else "truncated_json"
        return Problem(code, status=400, params={"position": position})
    if isinstance(error, MethodNotAllowedException):
        headers = {key: value for key, value in (error.headers or {}).items() if key.lower() == "allow"}
        return Problem("method_not_allowed", status=405, headers=headers)
    if error.status_code == 400 and "Entity Too Large" in str(error.detail):
        return Problem("body_too_large", status=413)
    return Problem(_CODE_OF_STATUS.get(error.status_code, "bad_request"), status=error.status_code)


def problem_of_decoding_error(error: Exception) -> Problem | None:
    """Litestar lets two errors of its decoders through: text that is not UTF-8, and nesting beyond all measure."""
    if not _arose_in_decoder(error):
        return None
    if isinstance(error, RecursionError):
        return Problem("body_too_deep", status=400)
    if isinstance(error, (UnicodeDecodeError, LookupError)):
        return Problem("body_not_utf8", status=400)
    return None


def problem_of_validation_error(error: ValidationException) -> Problem:
    """400 with one entry per argument that could not be read."""
    entries = error.extra if isinstance(error.extra, list) else []
    if not entries:
        return problem_of_message("", str(error.detail))
    exact = _exact_error(error)
    errors = [_field_error(entry, exact) for entry in entries]
    return Problem("invalid_request", status=400, field=errors[0].field, errors=errors)


def problem_of_message(path: str, message: str) -> Problem:
    one = field_error_of_message(path, message)
    return Problem("invalid_request", status=400, field=one.field, errors=[one])


def field_error_of_message(path: str, message: str) -> FieldError:
    """A msgspec sentence about the value at `path` as a code with parameters."""
    for pattern, code in _SENTENCES:
        if found := pattern.search(message):
            params: dict[str, Any] = found.groupdict()
            if code == "too_short" and params["limit"] == "1":
                code = "required"
            if named := params.pop("field", None):
                path = f"{path}.{named}" if path else named
            return FieldError(field=path or None, code=code, params=params)
    return FieldError(field=path or None, code="invalid_value")


def _exact_error(error: ValidationException) -> tuple[str, str] | None:
    """(sentence, path) of the first msgspec error: Litestar drops the path of values inside arrays."""
    cause = error.__cause__
    if not isinstance(cause, msgspec.ValidationError):
        return None
    text = str(cause)
    found = _AT_PATH.search(text)
    path = found.group(1) if found else ""
    return text.split(" - at `", 1)[0], re.sub(r"^data\.?", "", path)


def _field_error(entry: dict[str, Any], exact: tuple[str, str] | None) -> FieldError:
    message, key = str(entry.get("message", "")), str(entry.get("key", ""))
    path = "" if key == "data" else key
    if key == "data" and message == "'data'":  # the KeyError of an argument that was not sent
        return FieldError(field=None, code="body_missing")
    if exact is not None and exact[0] == message and "[" in exact[1]:
        path = exact[1]
    return field_error_of_message(path, message)


def _arose_in_decoder(error: Exception) -> bool:
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and frames[-1].filename.replace("\\", "/").endswith(_DECODERS)
