"""Sets of options over rows in memory; tests/features/objects/test_choices.py asks the same of the database."""

from __future__ import annotations

import pytest

from guanxi.kernel.expressions import (
    FieldEnvironment,
    Reference,
    ValueType,
    check,
    parse,
    to_program,
    unparse,
)

ENVIRONMENT = FieldEnvironment(
    {"tags": Reference(("tags",), ValueType.CHOICES, options=frozenset({"a", "b", "c"}))}
)
ROWS = ({"tags": ["a", "b"]}, {"tags": ["c"]}, {"tags": None})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a" in tags', [True, False, False]),
        ('!("a" in tags)', [False, True, True]),
        ('tags.hasAny(["b", "c"])', [True, True, False]),
        ('tags.hasAll(["a", "b"])', [True, False, False]),
        ("tags.hasAny([])", [False, False, False]),
        ("tags.size() == 1", [False, True, False]),
        ("tags == null", [False, False, True]),
    ],
)
def test_in_memory(text, expected):
    program = to_program(check(parse(text), ENVIRONMENT))

    assert list(program.evaluate(ROWS)) == expected
    assert unparse(parse(unparse(parse(text)))) == unparse(parse(text))
