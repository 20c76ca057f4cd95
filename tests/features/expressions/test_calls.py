"""Which argument of which function somebody is writing."""

from __future__ import annotations

import pytest

from guanxi.features.expressions.service.calls import OpenCall, open_call


@pytest.mark.parametrize(
    ("before", "call"),
    [
        ('convert(amount, "U', OpenCall("convert", 1, '"U')),
        ("convert(amount, ", OpenCall("convert", 1, "")),
        ('convert(coalesce(amount, size("a,(b")), ', OpenCall("convert", 1, "")),
        ('1 + convert(amount, "USD", min(', OpenCall("min", 0, "")),
        ('convert(amount, "USD", min(a, b)', OpenCall("convert", 2, "min(a, b)")),
        ("convert((amount", None),
        ("name in [", None),
        ('convert(amount, "USD") ', None),
        (")] , ", None),
        ("", None),
    ],
)
def test_of_what_is_written(before, call):
    assert open_call(before) == call
