"""Kinds of definition, registered once when the program starts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from msgspec import Struct

from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata import Label, Registry
from guanxi.kernel.tenancy import Scope

NO_ID = UUID(int=0)

B = TypeVar("B", bound=Struct)


@dataclass(frozen=True, slots=True)
class Declared(Generic[B]):
    """What an administrator, or a package, says. `name` is the definition's name in the API, unique within its kind.

    `object` is the object that it belongs to, None where its kind belongs to none. `position` orders those of an object.
    """

    name: str
    object: str | None
    label: Label
    body: B
    active: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True)
class Definition(Declared[B]):
    """One that is kept. `version` rises with every change."""

    id: UUID = NO_ID
    version: int = 0
    updated_at: datetime | None = None
    updated_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A part of the company that a definition needs: an object, or with `field` one of its fields."""

    object: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in the organisation that a definition names, by what it is called or by the name that packages know. A team may
    be a queue or a territory.
    """

    kind: Literal["team", "position"]
    name: str


async def _accept(scope: Scope, registry: Registry, declared: Declared[Any]) -> None:
    return None


def _no_uses(registry: Registry, declared: Declared[Any]) -> Iterable[Use]:
    return ()


def _no_places(declared: Declared[Any]) -> Iterable[NamedPlace]:
    return ()


async def _unmoved(scope: Scope, before: Definition[Any] | None, after: Definition[Any] | None) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Kind(Generic[B]):
    """`body` is a frozen struct that forbids unknown fields and holds no ids of the company, so that packages can carry it.

    `check` raises Invalid, naming the place within the body as `field`, for what cannot work. `uses` says what the body names;
    deleting any of that is refused where the kind `holds` it, and otherwise told beforehand. `moved` follows up in the transaction of a change: None stands for one that
    is not there. `places` says which teams, queues and positions the body names, so that packages bring them along. `label` and
    `plural` are as in a sentence.
    """

    name: str
    label: Label
    plural: Label
    body: type[B]
    of_object: bool = True
    most: int = 500  # of a company
    most_bytes: int = 100_000  # of one body as JSON
    check: Callable[[Scope, Registry, Declared[B]], Awaitable[None]] = _accept
    holds: bool = True
    uses: Callable[[Registry, Declared[B]], Iterable[Use]] = _no_uses
    moved: Callable[[Scope, Definition[B] | None, Definition[B] | None], Awaitable[None]] = _unmoved
    places: Callable[[Declared[B]], Iterable[NamedPlace]] = _no_places


_kinds: dict[str, Kind[Any]] = {}


def register_kind(kind: Kind[B]) -> Kind[B]:
    known = _kinds.get(kind.name)
    if known is not None and known.body is not kind.body:
        raise ValueError(f"Two kinds of definition are called {kind.name!r}.")
    _kinds[kind.name] = kind
    return kind


def kinds() -> Mapping[str, Kind[Any]]:
    return MappingProxyType(_kinds)


def kind_named(name: str) -> Kind[Any]:
    """Raises NotFound."""
    found = _kinds.get(name)
    if found is None:
        raise NotFound("definition_kind_unknown", params={"kind": name[:80]})
    return found
