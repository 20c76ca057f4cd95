"""The exceptions that reach a person. Each carries its HTTP status, so that the edge needs no table of classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field; `row` counts from 0 in a batch. `told` are further members for programs."""

    field: str | None
    code: str
    params: Mapping[str, Any] = with_default(default_factory=dict)
    row: int | None = None
    told: Mapping[str, Any] = with_default(default_factory=dict)


class Problem(Exception):
    """An error with a stable `code`, shown to the caller as an RFC 9457 document."""

    default_status: ClassVar[int] = 422
    default_code: ClassVar[str] = "invalid"

    def __init__(
        self,
        code: str | None = None,
        status: int | None = None,
        *,
        field: str | None = None,
        params: Mapping[str, Any] | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        self.code = code or self.default_code
        self.status = status or self.default_status
        self.field = field
        self.params = dict(params or {})
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extensions = dict(extensions or {})  # further members of the document, for programs
        super().__init__(self.code, self.params, self.errors)


class Invalid(Problem):
    """What was sent cannot be accepted as it is (422)."""


class Unauthenticated(Problem):
    default_status = 401
    default_code = "not_signed_in"


class Forbidden(Problem):
    default_status = 403
    default_code = "forbidden"


class NotFound(Problem):
    """Absent and invisible are the same answer, on purpose."""

    default_status = 404
    default_code = "not_found"


class Conflict(Problem):
    default_status = 409
    default_code = "conflict"


class TooLarge(Problem):
    default_status = 413
    default_code = "too_large"


class TooMany(Problem):
    default_status = 429
    default_code = "too_many_requests"
