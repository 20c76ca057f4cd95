"""YAML from strangers: a mapping of plain values, each with its line and column.

What makes YAML dangerous or surprising is refused or left out: anchors and aliases (a few lines become gigabytes), tags (objects of
the program), depth, size, keys given twice; and `no`, `on` or `2026-01-31` are text, as YAML 1.2 has it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from guanxi.kernel.errors import Invalid

MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 40
MOST_VALUES = 100_000

_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """From 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Document:
    """`value` is made of dict, list, str, int, float, bool and None."""

    value: dict[str, Any]
    places: Mapping[Path, Place]

    def place_of(self, path: Path) -> Place:
        """Of the value, or of what holds it where it is absent."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places[path]


_Fast: Any = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # ten times as fast, where the wheel brings libyaml


class _Loader(_Fast):
    """The core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _name, _pattern, _firsts in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_firsts))


def read_document(file: str, content: bytes) -> Document:
    """Raises `bundle_yaml_…` problems with file, line and column."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("bundle_yaml_not_utf8", params={"file": file}) from None
    if len(text) > MOST_CHARACTERS:
        raise Invalid("bundle_yaml_too_large", params={"file": file, "limit": MOST_CHARACTERS})
    try:
        _require_harmless(file, text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _unreadable(file, error) from None
    places: dict[Path, Place] = {(): Place(file, 1, 1)}
    value = {} if node is None else _value(file, node, (), places)
    if not isinstance(value, dict):
        raise _refuse(file, node, "not_mapping")
    return Document(value, places)


def _require_harmless(file: str, text: str) -> None:
    """On the flat stream of events, before anything is built from them."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refuse(file, event, "alias")
        if isinstance(event, yaml.NodeEvent):
            values += 1
            if getattr(event, "tag", None) not in (None, "!", *_CORE_TAGS):
                raise _refuse(file, event, "tag")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH:
            raise _refuse(file, event, "too_deep", limit=MOST_DEPTH)
        if values > MOST_VALUES:
            raise _refuse(file, event, "too_many", limit=MOST_VALUES)


def _value(file: str, node: yaml.Node, path: Path, places: dict[Path, Place]) -> Any:
    places[path] = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refuse(file, key_node, "key")
            key = key_node.value
            if key in found:
                raise _refuse(file, key_node, "key_twice", key=key[:80])
            found[key] = _value(file, value_node, (*path, key), places)
            places[(*path, key)] = Place(file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(file, each, (*path, at), places) for at, each in enumerate(node.value)]
    return _scalar(file, node)


def _scalar(file: str, node: yaml.Node) -> Any:
    kind, text = node.tag.rpartition(":")[2], node.value
    match kind:
        case "str":
            return text
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        raise _refuse(file, node, "number") from None
    if (isinstance(number, float) and not math.isfinite(number)) or abs(number) > 2**63:
        raise _refuse(file, node, "number")
    return number


def _unreadable(file: str, error: yaml.YAMLError) -> Invalid:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    params = {"file": file, "line": mark.line + 1 if mark else 1, "column": mark.column + 1 if mark else 1}
    return Invalid("bundle_yaml_unreadable", params={**params, "reason": reason[:200]})


def _refuse(file: str, at: Any, code: str, **params: Any) -> Invalid:
    mark = at.start_mark
    place = {"file": file, "line": mark.line + 1, "column": mark.column + 1}
    return Invalid(f"bundle_yaml_{code}", params={**place, **params})
