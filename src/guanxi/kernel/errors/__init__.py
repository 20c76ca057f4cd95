"""What can go wrong, as data: a stable code, its parameters, the field; rendered later in the reader's language."""

from guanxi.kernel.errors.messages import render
from guanxi.kernel.errors.problems import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotFound,
    Problem,
    TooLarge,
    TooMany,
    Unauthenticated,
)

__all__ = [
    "Conflict",
    "FieldError",
    "Forbidden",
    "Invalid",
    "NotFound",
    "Problem",
    "TooLarge",
    "TooMany",
    "Unauthenticated",
    "render",
]
