"""Who would see what otherwise: people by the principals that they hold, records by those that stand on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from guanxi.features.organisation.schemas.previews import Access, AccessChange
from guanxi.features.organisation.service.previews.records import Acl, Looked

LEVELS: tuple[Access, ...] = ("none", "read", "edit")
Held = frozenset[int]
Changes = tuple[AccessChange, ...]


def changes_of_people(
    before: Mapping[UUID, Held], after: Mapping[UUID, Held], looked: Sequence[Looked], locale: str
) -> dict[UUID, Changes]:
    """Of those for whom anything changes. People who hold the same of what matters are computed once."""
    relevant = {abs(entry) for each in looked for pair in each.counts for acl in pair for entry in acl}
    alike: defaultdict[tuple[Held, Held], list[UUID]] = defaultdict(list)
    for person in before.keys() & after.keys():
        alike[before[person] & relevant, after[person] & relevant].append(person)
    found: dict[UUID, Changes] = {}
    for (held, holds), people in alike.items():
        changes = tuple(change for each in looked for change in _changes(each, held, holds, locale))
        if changes:
            found |= dict.fromkeys(people, changes)
    return found


def _changes(looked: Looked, before: Held, after: Held, locale: str) -> Iterable[AccessChange]:
    counted: Counter[tuple[int, int]] = Counter()
    for (acl, other), count in looked.counts.items():
        if acl is other and before == after:
            continue
        counted[_level(acl, before), _level(other, after)] += count
    label = looked.definition.plural_label.in_locale(locale)
    for (old, new), count in sorted(counted.items()):
        if old != new:
            yield AccessChange(looked.definition.name, label, LEVELS[old], LEVELS[new], count, looked.more)


def _level(acl: Acl, held: Held) -> int:
    best = 0
    for entry in acl:
        if entry in held:
            return 2
        if -entry in held:
            best = 1
    return best


def is_gain(change: AccessChange) -> bool:
    return LEVELS.index(change.after) > LEVELS.index(change.before)
