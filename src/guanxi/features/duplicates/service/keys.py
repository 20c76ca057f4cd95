"""The keys of a record: one for each group of each rule in which it has all values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from guanxi.features.duplicates.schemas import DuplicateRule, MatchGroup
from guanxi.features.duplicates.service.normalising import normalised
from guanxi.kernel.metadata import Label, ObjectDef

Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Match:
    """One group of a rule."""

    id: UUID
    group: MatchGroup
    rule: str
    label: Label
    action: str

    @property
    def fields(self) -> list[str]:
        return [each.field for each in self.group.fields]

    def key_of(self, get: Callable[[str], Any]) -> UUID | None:
        values = [normalised(each.by, get(each.field)) for each in self.group.fields]
        if not all(values):
            return None
        digest = blake2b(msgspec.json.encode(values), digest_size=16, key=self.id.bytes).digest()
        return UUID(bytes=digest)


def matches_of(definition: ObjectDef, name: str, label: Label, rule: DuplicateRule) -> tuple[Match, ...]:
    return tuple(Match(_id_of(definition, group), group, name, label, rule.action) for group in rule.any_of)


def keys_of(matches: Iterable[Match], get: Callable[[str], Any]) -> dict[Key, Match]:
    """Rules that compare alike have the same keys: the first of them speaks."""
    found: dict[Key, Match] = {}
    for match in matches:
        key = match.key_of(get)
        if key is not None:
            found.setdefault((match.id, key), match)
    return found


def _id_of(definition: ObjectDef, group: MatchGroup) -> UUID:
    parts = sorted((each.field, each.by) for each in group.fields)
    return uuid5(NAMESPACE_OID, msgspec.json.encode(["duplicates", definition.number, parts]).decode())
