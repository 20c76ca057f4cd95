"""The sentences of msgspec that we translate, provoked one by one: a new msgspec that words them otherwise fails here."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import pytest
from msgspec import Meta

from guanxi.edge.framework_errors import field_error_of_message


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("kind", "value", "code", "params"),
    [
        (str, 1, "wrong_type", {"expected": "str", "got": "int"}),
        (Annotated[str, Meta(min_length=8)], "x", "too_short", {"limit": "8"}),
        (Annotated[str, Meta(min_length=1)], "", "required", {"limit": "1"}),
        (Annotated[str, Meta(max_length=2)], "xyz", "too_long", {"limit": "2"}),
        (Annotated[str, Meta(pattern="^a$")], "b", "wrong_format", {}),
        (Annotated[list[int], Meta(min_length=1)], [], "too_few", {"limit": "1"}),
        (Annotated[list[int], Meta(max_length=1)], [1, 2], "too_many", {"limit": "1"}),
        (Annotated[int, Meta(ge=1)], 0, "too_small", {"limit": "1"}),
        (Annotated[int, Meta(le=200)], 201, "too_large", {"limit": "200"}),
        (Literal["a", "b"], "c", "invalid_choice", {"value": "c"}),
        (Colour, "blue", "invalid_choice", {"value": "blue"}),
        (UUID, "x", "wrong_format", {}),
        (datetime, "yesterday", "wrong_format", {}),
        (date, "2020-13-01", "wrong_format", {}),
    ],
)
def test_sentence(kind: Any, value: Any, code: str, params: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(value, kind)

    error = field_error_of_message("field", str(caught.value))

    assert (error.code, error.params) == (code, params)


def test_unknown_sentence() -> None:
    assert field_error_of_message("field", "The moon is full").code == "invalid_value"
