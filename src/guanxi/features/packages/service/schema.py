"""The JSON Schema of a package's files, for editors: put together from the types that read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from guanxi.features.packages.service.format import Manifest, Sample, Test
from guanxi.features.packages.service.installing import MANAGE
from guanxi.features.packages.service.parts import TYPES
from guanxi.kernel.tenancy import Scope

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ANY = "*"
_NAMES = ("name", "key")
_REFERENCE = "#/$defs/{name}"


@dataclass
class _Node:
    shape: Any = None
    below: dict[str, _Node] = field(default_factory=dict)


def package_schema(scope: Scope) -> dict[str, Any]:
    """Draft 2020-12. Of one file: any of the top-level names may stand in any file. Raises 403."""
    scope.require(MANAGE)
    root = _Node()
    places = [(path, shape) for type_ in TYPES for path, shape in type_.shapes()]
    for path, shape in (
        *places,
        (("package",), Manifest),
        (("samples",), list[Sample]),
        (("tests", _ANY), Test),
    ):
        node = root
        for step in path:
            node = node.below.setdefault(str(step), _Node())
        node.shape = shape
    definitions: dict[str, Any] = {}
    return {"$schema": _DIALECT, **_described(root, definitions), "$defs": definitions}


def _described(node: _Node, definitions: dict[str, Any], *, is_named: bool = False) -> dict[str, Any]:
    """`is_named`: a name stands before it, so that it need not say its own."""
    own = {} if node.shape is None else _schema_of(node.shape, definitions)
    if not node.below:
        return _without_name(own, definitions) if is_named else own
    if "$ref" in own:
        own = dict(definitions[own["$ref"].rpartition("/")[2]])
    below = {name: _described(each, definitions) for name, each in node.below.items() if name != _ANY}
    any_other = node.below.get(_ANY)
    found = {
        **own,
        "type": "object",
        "properties": {**own.get("properties", {}), **below},
        "additionalProperties": False
        if any_other is None
        else _described(any_other, definitions, is_named=True),
    }
    # An object that is part of Guanxi needs no label to be given fields.
    return {name: value for name, value in found.items() if name != "required"}


def _schema_of(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    (found,), components = msgspec.json.schema_components([shape], ref_template=_REFERENCE)
    definitions.update(components)
    return found


def _without_name(own: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in own:
        return own
    whole = definitions[own["$ref"].rpartition("/")[2]]
    return {**whole, "required": [each for each in whole.get("required", ()) if each not in _NAMES]}
