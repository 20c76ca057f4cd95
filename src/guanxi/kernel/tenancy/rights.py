"""What a person may do, apart from which records: verbs by object, limits by field, areas of administration.

A permission reads `<object>.<verb>` or names an area, such as `company.manage`. Rights come as definitions

    {"objects": {"*": ["read"], "deal": ["create", "read", "update"]},
     "fields": {"deal": {"amount": "hidden", "stage": "read"}},
     "areas": ["sharing.manage"]}

where "*" stands for the objects not named and a field not named is free. Several sets give what any of them gives, and
what is unknown gives nothing: an unknown verb no right, an unknown limit no sight, any verb nothing without `read`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Any

import msgspec

ROLES = ("admin", "member", "viewer")
RECORD_VERBS = ("create", "read", "update", "delete", "import", "export", "mass_update")
AREAS = (
    "company.manage", "user.manage", "invitation.create", "permission.manage", "sharing.manage", "secret.reveal",
)  # fmt: skip
HIDDEN, READ = "hidden", "read"
OTHERS = "*"
WRITING = frozenset({"create", "update"})
GUARDED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("user", "role"): ("permission.manage",),
    ("user", "licence"): ("permission.manage",),
    # A manager sees what those below him own.
    ("user", "manager"): ("permission.manage", "sharing.manage"),
}
"""Fields that decide what somebody may do or see: to change them takes one of the areas, besides the right to change the
record.
"""

SAME: Mapping[tuple[str, str], str] = {("deal", "foreign_amount"): "amount"}
"""Fields that tell the same as another one: whoever may not see or change that may not see or change them either."""

_NONE: frozenset[str] = frozenset()
_FREE = 2
_LEVELS = {HIDDEN: 0, READ: 1}
_NAMES = {level: name for name, level in _LEVELS.items()}
_REACHES = ("hidden", "read", "edit")


@dataclass(frozen=True, slots=True)
class Rights:
    """Build with `rights_of`, which shares equal ones. `objects` always has an entry for "*"."""

    objects: Mapping[str, frozenset[str]]
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    areas: frozenset[str] = _NONE
    unlimited: bool = False

    def allow(self, permission: str) -> bool:
        if self.unlimited or permission in AREAS:
            return self.unlimited or permission in self.areas
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
        areas = GUARDED.get((object_name, field_name))
        return self._level(object_name, field_name) > _LEVELS[READ] and (
            areas is None or any(self.allow(area) for area in areas)
        )

    def reach(self, object_name: str, field_name: str) -> str:
        """`hidden`, `read` or `edit`: limits of the field and verbs of the object together."""
        return _REACHES[self._reach(object_name, field_name)]

    def covers(self, other: Rights) -> bool:
        """Whether `other` allows nothing that these rights do not."""
        if self.unlimited or other.unlimited:
            return self.unlimited
        return (
            other.areas <= self.areas
            and all(other.verbs(name) <= self.verbs(name) for name in (*self.objects, *other.objects))
            and all(
                other._reach(name, one) <= self._reach(name, one)
                for name, limits in self.fields.items()
                for one in limits
            )
        )

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
            _shared_limits(self, ceiling),
            self.areas & ceiling.areas,
        )

    def __or__(self, other: Rights) -> Rights:
        if self.unlimited or other.unlimited:
            return EVERYTHING
        return Rights(
            {name: self.verbs(name) | other.verbs(name) for name in (*self.objects, *other.objects)},
            _union_of_limits(self, other),
            self.areas | other.areas,
        )

    def _level(self, object_name: str, field_name: str) -> int:
        limits = self.fields.get(object_name)
        if limits is None:
            return _FREE
        level = _LEVELS.get(limits.get(field_name, ""), _FREE)
        other = SAME.get((object_name, field_name))
        return level if other is None else min(level, _LEVELS.get(limits.get(other, ""), _FREE))

    def _reach(self, object_name: str, field_name: str) -> int:
        verbs = self.verbs(object_name)
        if "read" not in verbs:
            return _LEVELS[HIDDEN]
        level = self._level(object_name, field_name)
        return level if verbs & WRITING else min(level, _LEVELS[READ])


EVERYTHING = Rights({OTHERS: frozenset(RECORD_VERBS)}, areas=frozenset(AREAS), unlimited=True)
NOTHING = Rights({OTHERS: _NONE})

_LOOKING = ["read", "export"]
ROLE_DEFINITIONS: Mapping[str, Mapping[str, Any]] = {
    "member": {"objects": {OTHERS: list(RECORD_VERBS), "user": _LOOKING}},
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
    """Of one set, as stored."""
    objects = {name: _verbs(verbs) for name, verbs in _part(definition, "objects")}
    fields = {
        name: {one: level if level in _LEVELS else HIDDEN for one, level in levels.items()}
        for name, levels in _part(definition, "fields")
    }
    return Rights(
        {OTHERS: _NONE, **objects}, fields, frozenset(definition.get("areas", ())) & frozenset(AREAS)
    )


def _verbs(given: Iterable[str]) -> frozenset[str]:
    verbs = frozenset(given) & frozenset(RECORD_VERBS)
    return verbs if "read" in verbs else _NONE


def _part(definition: Mapping[str, Any], name: str) -> Collection[tuple[str, Any]]:
    found: Mapping[str, Any] = definition.get(name, {})
    return found.items()


def _union_of_limits(one: Rights, other: Rights) -> dict[str, dict[str, str]]:
    """A set reaches no further into a field than its own verbs go: one that only reads cannot free it for writing."""
    return _limits(one, other, lambda name, each: max(one._reach(name, each), other._reach(name, each)))


def _shared_limits(one: Rights, other: Rights) -> dict[str, dict[str, str]]:
    return _limits(one, other, lambda name, each: min(one._level(name, each), other._level(name, each)))


def _limits(one: Rights, other: Rights, level: Callable[[str, str], int]) -> dict[str, dict[str, str]]:
    found = {
        name: {
            each: _NAMES[limit]
            for each in {*one.fields.get(name, ()), *other.fields.get(name, ())}
            if (limit := level(name, each)) < _FREE
        }
        for name in {*one.fields, *other.fields}
    }
    return {name: limits for name, limits in found.items() if limits}
