"""Every code that the program can answer with has a sentence in each language, and every sentence has its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import guanxi
from guanxi.kernel.errors.messages import LOCALES, catalogue

PACKAGE = Path(guanxi.__file__).parent
# Where the code stands among the arguments.
PLACE = {
    **dict.fromkeys(
        [
            "Problem",
            "Invalid",
            "Conflict",
            "NotFound",
            "Forbidden",
            "TooLarge",
            "TooMany",
            "Unauthenticated",
            "FieldRefused",
            "Refusal",
            "RowProblem",
            "render",
        ],
        0,
    ),
    "FieldError": 1,
    "refuse": 1,
}
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in PACKAGE.rglob("*.py"):
        yield path, ast.parse(path.read_text())


def codes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _codes_of_call(node)
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == "default_code":
                    yield from _texts(part.value)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "code":
                    yield from _texts(value)


def _codes_of_call(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
    place = PLACE.get(name)
    if place is not None and len(call.args) > place:
        yield from _texts(call.args[place])
    if place is not None:
        for keyword in call.keywords:
            if keyword.arg == "code":
                yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """Of a constant, or of either branch of a choice between constants."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_its_sentence(locale: str) -> None:
    codes = {code: path.name for path, tree in trees() for code in codes_in(tree) if CODE.fullmatch(code)}

    assert len(codes) > 100
    assert {code: file for code, file in codes.items() if code not in catalogue(locale)} == {}


def test_languages_have_the_same_codes_and_places() -> None:
    english = catalogue("en")
    for locale in LOCALES:
        other = catalogue(locale)
        assert other.keys() == english.keys()
        assert {code for code in english if _places(other[code]) != _places(english[code])} == set()


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_no_sentence_is_left_over() -> None:
    written: set[str] = set()
    beginnings: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    composed = tuple(text for text in beginnings if re.fullmatch(r"[a-z]+_([a-z0-9]+_)*", text))

    assert [code for code in catalogue("en") if code not in written and not code.startswith(composed)] == []
