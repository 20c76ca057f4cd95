"""A type of part, and how parts are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol, TypeAlias

import msgspec

from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

Body: TypeAlias = dict[str, Any]
Key: TypeAlias = str
"""Names within a part's type, joined by dots: `c_venue.c_city`."""

Found: TypeAlias = tuple[Key, Body, Path]


class PartType(Protocol):
    """Bodies are plain values as they stand in the files, with every name spelled out and nothing that is as by default."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> Label: ...

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        """Where parts of this type stand, `*` for any name, with the type of what stands there."""

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        """The parts of this type in a package's content, with where they stand. Raises Misplaced for what is none."""

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        """The reverse: puts a part into a package's content."""

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        """Those that the company has now."""

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        """All that the company declared itself, or what belongs to these objects."""

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        """Makes the parts what the bodies say, and returns the scope that sees it. Raises what the company's rules forbid."""

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        """Of those that are there. Raises what forbids it, such as something else that needs one."""

    def label_of(self, body: Body) -> Label: ...


class Misplaced(Exception):
    """A value where it has no business."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path, self.reason = path, reason


def named(value: Any, path: Path) -> dict[str, Any]:
    """What stands below a name that holds names. Raises Misplaced for anything else; nothing is nothing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Misplaced(path, "Expected names with values")
    return value


def below_objects(content: Mapping[str, Any], below: str) -> Iterator[tuple[Key, Any, Path]]:
    """What stands below `objects.<object>.<below>.<name>`, under the key `<object>.<name>`."""
    for object_name, declared in named(content.get("objects"), ("objects",)).items():
        path = ("objects", object_name, below)
        for name, raw in named(named(declared, path[:2]).get(below), path).items():
            yield f"{object_name}.{name}", raw, (*path, name)


def placed_below(content: dict[str, Any], key: Key, below: str, value: Any) -> None:
    """The reverse of `below_objects`."""
    object_name, _, name = key.partition(".")
    of_object = content.setdefault("objects", {}).setdefault(object_name, {})
    of_object.setdefault(below, {})[name] = value


def by_object(keys: Collection[Key]) -> dict[str, list[str]]:
    """The names of parts by the object that their keys begin with, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        object_name, _, name = key.partition(".")
        found[object_name].append(name)
    return found


def converted(raw: Any, shape: Any, path: Path) -> Any:
    """Strictly, or Misplaced with the place that does not fit."""
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        raise Misplaced((*path, *steps_of(place.rstrip("`"))), reason) from None


def steps_of(place: str) -> Iterator[str | int]:
    """`.fields[3].type` as `fields`, 3, `type`, up to a key that is not told."""
    for step in place.replace("[", ".[").split(".")[1:]:
        if step.startswith("["):
            if not step[1:-1].isdigit():
                return
            yield int(step[1:-1])
        else:
            yield step


def without_defaults(value: Any) -> Body:
    """A struct as plain values, what is as by default left out."""
    kept: Body = {}
    defaults = {each.encode_name: each.default for each in msgspec.structs.fields(type(value))}
    for name, plain in msgspec.json.decode(msgspec.json.encode(value)).items():
        is_empty = plain is None or plain in ([], {}, "")
        if not is_empty and (
            plain != defaults[name] or isinstance(plain, bool) != isinstance(defaults[name], bool)
        ):
            kept[name] = plain
    return kept


class PartRefused(Exception):
    """What the company's rules say against one part."""

    def __init__(self, key: Key, problem: Problem) -> None:
        super().__init__(problem.code)
        self.key, self.problem = key, problem
