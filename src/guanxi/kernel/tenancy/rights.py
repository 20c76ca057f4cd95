"""What a person may do, apart from which records: verbs by object, limits by field, areas of administration.

A permission reads `<object>.<verb>` or names an area, such as `company.manage`. Rights come as definitions

    {"objects": {"*": ["read"], "deal": ["create", "read", "update"]},
     "fields": {"deal": {"amount": "hidden", "stage": "read"}},
     "areas": ["sharing.manage"]}

where "*" stands for the objects not named and a field not named is free. Several sets give what any of them gives.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Any

import msgspec

ROLES = ("admin", "member", "viewer")
RECORD_VERBS = ("create", "read", "update", "delete", "import", "export", "mass_update")
AREAS = ("company.manage", "user.manage", "invitation.create", "permission.manage", "sharing.manage")
HIDDEN, READ = "hidden", "read"
OTHERS = "*"
_NONE: frozenset[str] = frozenset()
_FREE = 2
_LEVELS = {HIDDEN: 0, READ: 1}
_NAMES = {level: name for name, level in _LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Rights:
    """Build with `rights_of`, which shares equal ones. `objects` always has an entry for "*"."""

    objects: Mapping[str, frozenset[str]]
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    areas: frozenset[str] = _NONE
    unlimited: bool = False

    def allow(self, permission: str) -> bool:
        if self.unlimited or permission in self.areas:
            return True
        name, _, verb = permission.rpartition(".")
        return verb in self.verbs(name)

    def verbs(self, object_name: str) -> frozenset[str]:
        if self.unlimited:
            return frozenset(RECORD_VERBS)
        found = self.objects.get(object_name)
        return self.objects[OTHERS] if found is None else found

    def sees(self, object_name: str, field_name: str) -> bool:
        return "read" in self.verbs(object_name) and self._level(object_name, field_name) > _LEVELS[HIDDEN]

    def edits(self, object_name: str, field_name: str) -> bool:
        return self._level(object_name, field_name) > _LEVELS[READ]

    @property
    def sight(self) -> Hashable:
        """Equal for people who see the same fields of the same objects; None when nothing is hidden."""
        unread = frozenset(name for name in self.objects if "read" not in self.verbs(name))
        hidden = frozenset(
            (name, one)
            for name, levels in self.fields.items()
            for one, level in levels.items()
            if level == HIDDEN
        )
        read = frozenset(self.objects) - unread if OTHERS in unread else frozenset()
        return (unread, read, hidden) if unread or hidden else None

    def limited_to(self, ceiling: Rights) -> Rights:
        """What both allow."""
        if ceiling.unlimited:
            return self
        return Rights(
            {name: self.verbs(name) & ceiling.verbs(name) for name in (*self.objects, *ceiling.objects)},
            _combined(self, ceiling, min),
            self.areas & ceiling.areas,
        )

    def __or__(self, other: Rights) -> Rights:
        if self.unlimited or other.unlimited:
            return EVERYTHING
        return Rights(
            {name: self.verbs(name) | other.verbs(name) for name in (*self.objects, *other.objects)},
            _combined(self, other, max),
            self.areas | other.areas,
        )

    def _level(self, object_name: str, field_name: str) -> int:
        return _LEVELS.get(self.fields.get(object_name, {}).get(field_name, ""), _FREE)


EVERYTHING = Rights({OTHERS: frozenset(RECORD_VERBS)}, areas=frozenset(AREAS), unlimited=True)
NOTHING = Rights({OTHERS: _NONE})

_LOOKING = ["read", "export"]
ROLE_DEFINITIONS: Mapping[str, Mapping[str, Any]] = {
    "member": {"objects": {OTHERS: list(RECORD_VERBS), "user": _LOOKING, "company": _LOOKING}},
    "viewer": {"objects": {OTHERS: _LOOKING}},
}

LICENCES: Mapping[str, Rights] = {
    "full": EVERYTHING,
    "light": Rights(
        {OTHERS: frozenset(_LOOKING), "activity": frozenset({"create", "read", "update", "delete", "export"})}
    ),
    "portal": NOTHING,
    "agent": Rights({OTHERS: frozenset(RECORD_VERBS), "user": frozenset(_LOOKING)}),
}
"""The most that a kind of seat allows, whatever its sets give. A queue needs none: nobody signs in as one."""


def rights_of(role: str, definitions: Iterable[Mapping[str, Any]] = (), licence: str = "full") -> Rights:
    """`definitions` are all sets of a person, the one of the role among them where a company has changed it."""
    if role == "admin":
        return EVERYTHING
    return _rights_of(msgspec.json.encode(list(definitions), order="deterministic"), licence)


def definition_of_role(role: str) -> Mapping[str, Any]:
    return ROLE_DEFINITIONS.get(role, {})


@lru_cache(maxsize=4096)
def _rights_of(definitions: bytes, licence: str) -> Rights:
    sets = [rights_from(definition) for definition in msgspec.json.decode(definitions)]
    return reduce(lambda one, other: one | other, sets, NOTHING).limited_to(LICENCES.get(licence, NOTHING))


def rights_from(definition: Mapping[str, Any]) -> Rights:
    """Of one set, as stored; what is unknown in it gives nothing."""
    objects = {
        name: frozenset(verbs) & frozenset(RECORD_VERBS) for name, verbs in _part(definition, "objects")
    }
    fields = {
        name: {one: level for one, level in levels.items() if level in _LEVELS}
        for name, levels in _part(definition, "fields")
    }
    return Rights(
        {OTHERS: _NONE, **objects}, fields, frozenset(definition.get("areas", ())) & frozenset(AREAS)
    )


def _part(definition: Mapping[str, Any], name: str) -> Collection[tuple[str, Any]]:
    found: Mapping[str, Any] = definition.get(name, {})
    return found.items()


def _combined(one: Rights, other: Rights, choose: Any) -> dict[str, dict[str, str]]:
    """The limits of fields; a set that does not let its holder read an object says nothing of its fields."""
    combined: dict[str, dict[str, str]] = {}
    for object_name in {*one.fields, *other.fields}:
        names = {*one.fields.get(object_name, ()), *other.fields.get(object_name, ())}
        limits = {}
        for name in names:
            level = choose(
                _level_in(one, object_name, name, choose), _level_in(other, object_name, name, choose)
            )
            if level < _FREE:
                limits[name] = _NAMES[level]
        if limits:
            combined[object_name] = limits
    return combined


def _level_in(rights: Rights, object_name: str, field_name: str, choose: Any) -> int:
    if choose is max and "read" not in rights.verbs(object_name):
        return _LEVELS[HIDDEN]
    return rights._level(object_name, field_name)
