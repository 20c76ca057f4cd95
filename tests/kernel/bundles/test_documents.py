"""YAML from strangers is plain values with places, or refused with the place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.bundles import read_document, write_document
from guanxi.kernel.bundles.documents import MOST_CHARACTERS, MOST_DEPTH
from guanxi.kernel.errors import Invalid


def read(text):
    return read_document("a.yaml", text.encode())


def refusal(text):
    with pytest.raises(Invalid) as refused:
        read(text)
    return refused.value.code, refused.value.params


def test_values_have_their_places():
    document = read(
        "objects:\n  c_venue:\n    label: {en: Venue, zh-CN: 场地}\n    fields:\n      - type: text\n"
    )

    assert document.value == {
        "objects": {"c_venue": {"label": {"en": "Venue", "zh-CN": "场地"}, "fields": [{"type": "text"}]}}
    }
    assert str(document.place_of(("objects", "c_venue", "fields", 0, "type"))) == "a.yaml:5:9"
    # What is absent is at the place of what should hold it.
    assert str(document.place_of(("objects", "c_venue", "plural"))) == "a.yaml:2:3"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("on", "on"), ("2026-01-31", "2026-01-31"), ("12:30:00", "12:30:00"), ("0x1f", "0x1f"),
        ("1_000", "1_000"), ("true", True), ("~", None), ("", None), ("12", 12), ("-1.5", -1.5), ("'12'", "12"),
    ],
)  # fmt: skip
def test_no_surprises(written, value):
    assert read(f"on: {written}").value == {"on": value}


def test_nothing_is_nothing():
    assert read("").value == {}
    assert read("# only a remark\n").value == {}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x", "alias", 1),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", "tag", 2),
        ("a: !!binary aGk=", "tag", 1),
        ("a: 1\na: 2", "key_twice", 2),
        ("? [a]\n: 1", "key", 1),
        ("- a", "not_mapping", 1),
        ("a: b: c", "unreadable", 1),
        ("a: 1\n---\nb: 2", "unreadable", 2),
        ("a: 1e999", "number", 1),
        ("a: " + "9" * 40, "number", 1),
        ("a: " + "[" * (MOST_DEPTH + 1), "too_deep", 1),
        ("a: " + "[" * 300_000, "too_deep", 1),
        ("a: [" + "1," * 200_000 + "]", "too_many", 1),
    ],
)
def test_refused_with_its_place(text, code, line):
    found, params = refusal(text)
    assert (found, params["file"], params["line"]) == (f"bundle_yaml_{code}", "a.yaml", line)


def test_neither_too_large_nor_another_encoding():
    assert refusal("a: " + "x" * MOST_CHARACTERS)[0] == "bundle_yaml_too_large"
    with pytest.raises(Invalid, match="bundle_yaml_not_utf8"):
        read_document("a.yaml", b"a: \xff\xfe")


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False, width=32).filter(lambda each: abs(each) < 1e15)
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc_", min_size=1, max_size=5), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(st.dictionaries(st.text("abcdef_", min_size=1, max_size=8), PLAIN, max_size=5))
def test_what_is_written_is_read_back(value):
    def same(left, right):
        if isinstance(left, dict):
            return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
        if isinstance(left, list):
            return len(left) == len(right) and all(map(same, left, right))
        return (
            math.isclose(left, right)
            if isinstance(left, float)
            else (left, type(left)) == (right, type(right))
        )

    assert same(value, read_document("a.yaml", write_document(value)).value)
