"""Fields of objects: those of the package's own objects, and those that it adds to others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.objects import facade as objects
from guanxi.features.objects.facade import NewField
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    below_objects,
    by_object,
    converted,
    named,
    placed_below,
    without_defaults,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_BELOW = "fields"
_COMPUTED = frozenset({"formula", "rollup"})


class Fields:
    name = "field"
    label = Label("Fields", "字段")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), NewField

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            yield key, _normal(str(path[-1]), raw, path), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body)

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        registry = await registry_of(scope)
        found: dict[Key, Body] = {}
        for object_name, names in by_object(keys).items():
            if object_name in registry:
                declared = await objects.declared_fields(scope, object_name)
                found |= {
                    f"{object_name}.{name}": _body(declared[name]) for name in names if name in declared
                }
        return found

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        return {
            f"{definition.name}.{name}": _body(field)
            for definition in await registry_of(scope)
            if objects_ is None or definition.name in objects_
            for name, field in (await objects.declared_fields(scope, definition.name)).items()
        }

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        """What is computed comes after all that it may be computed from, be it of another object."""
        computed = {key: body for key, body in bodies.items() if body["type"] in _COMPUTED}
        scope = await self._write(scope, {key: bodies[key] for key in bodies if key not in computed})
        return await self._write(scope, computed)

    async def _write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for object_name, names in by_object(bodies).items():
            wanted = {
                name: converted({"name": name, **bodies[f"{object_name}.{name}"]}, NewField, ())
                for name in names
            }
            try:
                scope = await objects.declare_fields(scope, object_name, wanted)
            except Problem as problem:
                raise PartRefused(_key(object_name, wanted, problem), problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        registry = await registry_of(scope)
        for object_name, names in by_object(keys).items():
            if object_name in registry:
                scope = await objects.remove_fields(scope, object_name, names)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _normal(name: str, raw: Any, path: tuple[str | int, ...]) -> Body:
    return _body(converted({"name": name, **named(raw, path)}, NewField, path))


def _body(field: NewField) -> Body:
    body = without_defaults(field)
    body.pop("name", None)
    for part in (body, *body.get("options", ())):
        for name in ("label", "help"):
            if isinstance(part.get(name), str):
                part[name] = Label.from_json(part[name]).as_json()
    return body


def _key(object_name: str, wanted: Mapping[str, NewField], problem: Problem) -> Key:
    """The first field, where the problem does not say which."""
    name = problem.field if problem.field in wanted else next(iter(wanted))
    return f"{object_name}.{name}"


FIELDS = Fields()
