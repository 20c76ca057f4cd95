"""Definitions of every kind that features registered: rules, workflows, approvals, layouts and whatever comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.definitions import facade as definitions
from guanxi.features.definitions.facade import DefinitionChange
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    Misplaced,
    PartRefused,
    converted,
    named,
    without_defaults,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.definitions import Declared, find_definition, kind_named, kinds, page_of
from guanxi.kernel.errors import NotFound, Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_PAGE = 200


class Definitions:
    name = "definition"
    label = Label("Rules and processes", "规则与流程")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        for kind in kinds().values():
            yield ("definitions", kind.name, "*"), DefinitionChange
            yield ("definitions", kind.name, "*", "body"), kind.body

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for kind_name, declared in named(content.get("definitions"), ("definitions",)).items():
            path = ("definitions", kind_name)
            if kind_name not in kinds():
                raise Misplaced(path, f"One of {', '.join(sorted(kinds()))} is expected")
            for name, raw in named(declared, path).items():
                change = converted(raw, DefinitionChange, (*path, name))
                body = without_defaults(change)
                read = converted(change.body, kind_named(kind_name).body, (*path, name, "body"))
                body |= {"label": Label.from_json(change.label).as_json(), "body": without_defaults(read)}
                yield f"{kind_name}.{name}", body, (*path, name)

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        kind_name, _, name = key.partition(".")
        content.setdefault("definitions", {}).setdefault(kind_name, {})[name] = body

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        found: dict[Key, Body] = {}
        for key in keys:
            kind_name, _, name = key.partition(".")
            try:
                found[key] = _body(await find_definition(scope, kind_named(kind_name), name))
            except NotFound:
                continue
        return found

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        found: dict[Key, Body] = {}
        for kind in kinds().values():
            cursor: str | None = ""
            while cursor is not None:
                page, cursor = await page_of(scope, kind, None, cursor, _PAGE)
                found |= {
                    f"{kind.name}.{each.name}": _body(each)
                    for each in page
                    if objects is None or each.object in objects
                }
        return found

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            kind_name, _, name = key.partition(".")
            kind = kind_named(kind_name)
            declared = Declared(
                name,
                body.get("object"),
                Label.from_json(body["label"]),
                definitions.body_of(kind, body.get("body", {})),
                body.get("active", True),
                body.get("position", 0),
            )
            try:
                scope = await definitions.declare(scope, kind, declared)
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in await self.read(scope, keys):
            kind_name, _, name = key.partition(".")
            scope = await definitions.remove(scope, kind_named(kind_name), name)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _body(declared: Declared[Any]) -> Body:
    body: Body = {"label": declared.label.as_json()}
    if declared.object is not None:
        body["object"] = declared.object
    if not declared.active:
        body["active"] = False
    if declared.position:
        body["position"] = declared.position
    return body | {"body": without_defaults(declared.body)}


DEFINITIONS = Definitions()
