"""Rules that share records of an object with a team, a queue, a territory or everyone.

A rule that names a person stays at home when a company exports: people are never carried. An author may name one by address.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    Misplaced,
    PartRefused,
    below_objects,
    by_object,
    converted,
    placed_below,
    without_defaults,
)
from guanxi.features.packages.service.parts.places import Everyone, Place, Places
from guanxi.features.sharing import facade as sharing
from guanxi.features.sharing.facade import Level, RuleByReference
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_BELOW = "sharing_rules"


class DeclaredRule(Struct, forbid_unknown_fields=True):
    """Records that meet the condition, or all; with `owned_by` only those whose owner belongs there."""

    label: Annotated[str | dict[str, str], Meta(description="One text, or one for each language")]
    shared_with: Place | Everyone
    condition: Annotated[str, Meta(max_length=4_000)] = ""
    owned_by: Place | None = None
    level: Level = "read"
    active: bool = True


class SharingRules:
    name = "sharing_rule"
    label = Label("Sharing rules", "共享规则")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), DeclaredRule

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            declared = converted(raw, DeclaredRule, path)
            for name, place in (("shared_with", declared.shared_with), ("owned_by", declared.owned_by)):
                if isinstance(place, Place) and not place.is_one:
                    raise Misplaced((*path, name), "One of team, position, person is expected")
            yield key, _body(declared), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body)

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        if not keys:
            return {}
        found = await _declared(scope, by_object(keys))
        return {key: _body(found[key]) for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        found = await _declared(scope, objects)
        return {key: _body(rule) for key, rule in found.items() if not _names_a_person(rule)}

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        places = await Places.read(scope)
        for key, body in bodies.items():
            object_name, _, name = key.partition(".")
            given = converted(body, DeclaredRule, ())
            try:
                owners = given.owned_by
                rule = RuleByReference(
                    Label.from_json(given.label).in_locale(scope.tenant.locale),
                    await places.referred(scope, given.shared_with, "shared_with"),
                    given.condition,
                    None if owners is None else await places.referred(scope, owners, "owned_by"),
                    given.level,
                    given.active,
                )
                await sharing.declare_rule(scope, object_name, name, rule)
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        names = [(key.partition(".")[0], key.partition(".")[2]) for key in keys]
        await sharing.remove_declared_rules(scope, names)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


async def _declared(scope: Scope, objects: Collection[str] | None) -> dict[Key, DeclaredRule]:
    rules = await sharing.declared_rules(scope, objects)
    people = {
        ref.id
        for rule in rules.values()
        for ref in (rule.shared_with, rule.owned_by)
        if ref is not None and ref.kind == "user" and ref.id is not None
    }
    places = await Places.read(scope, people)
    found = {}
    for (object_name, name), rule in rules.items():
        shared_with = places.named(rule.shared_with)
        owned_by = None if rule.owned_by is None else places.named(rule.owned_by)
        if shared_with is None or (rule.owned_by is not None and not isinstance(owned_by, Place)):
            continue
        found[f"{object_name}.{name}"] = DeclaredRule(
            rule.name,
            shared_with,
            rule.condition,
            owned_by if isinstance(owned_by, Place) else None,
            rule.level,
            rule.active,
        )
    return found


def _names_a_person(rule: DeclaredRule) -> bool:
    return any(isinstance(each, Place) and each.person for each in (rule.shared_with, rule.owned_by))


def _body(declared: DeclaredRule) -> Body:
    return without_defaults(declared)


SHARING_RULES = SharingRules()
