"""What a deletion or a restoration takes along: the details of its records, level by level, in the same change-set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from guanxi.kernel.changes.details import Detail, details_deleted_with, live_details
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.model import Change, Operation
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.relations import details_of
from guanxi.kernel.tenancy import Scope

MOST_DETAILS = 5_000  # of one transaction; more go before their masters, in a job
TOO_MANY = "details_too_many"
Prepare = Callable[[Scope, ObjectDef, Sequence[Draft], set[UUID]], Awaitable[None]]
Group = tuple[ObjectDef, list[Draft]]
Finder = Callable[[Scope, ObjectDef, Field, Sequence[UUID], int], Awaitable[list[Detail]]]

_FINDERS: dict[Operation, Finder] = {"delete": live_details, "restore": details_deleted_with}


@dataclass(slots=True)
class GoingAlong:
    """The drafts of details, by object, level by level; each goes only if the record does which all began with."""

    groups: list[Group] = field(default_factory=list)
    master_of: dict[UUID, Draft] = field(default_factory=dict)

    def accepted(self) -> list[Group]:
        return [
            (detail, [draft for draft in found if not _root(draft, self.master_of).errors])
            for detail, found in self.groups
        ]

    def pass_up(self, scope: Scope) -> None:
        """What has been refused to a detail since is refused to the record which all began with."""
        for detail, found in self.groups:
            _pass_up(scope, detail, found, self.master_of)


async def prepare_details(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], prepare: Prepare
) -> GoingAlong:
    """The drafts of all details of those that are deleted or restored, checked by `prepare` with the ids that come before.

    What may not be done to a detail refuses its master, and so everything that would have gone along with it.
    """
    along = GoingAlong()
    groups, master_of = along.groups, along.master_of
    level = [(definition, [draft for draft in drafts if draft.op in _FINDERS and not draft.errors])]
    while level:
        following: list[Group] = []
        for master, masters in level:
            for detail, pointing in details_of(await registry_of(scope), master):
                found = await _drafts_of(scope, detail, pointing, masters, master_of, len(master_of))
                if found:
                    following.append((detail, found))
        for detail, found in following:
            await prepare(scope, detail, found, {draft.id for _, masters in level for draft in masters})
            _pass_up(scope, detail, found, master_of)
        groups += following
        level = following
    return along


async def count_details(
    scope: Scope, definition: ObjectDef, masters: Sequence[UUID], limit: int = MOST_DETAILS
) -> Counter[UUID]:
    """How many live details each of these records has, one level down; no further than `limit` of all together."""
    counts: Counter[UUID] = Counter()
    async with elevated(scope):
        for detail, pointing in details_of(await registry_of(scope), definition):
            found = await live_details(scope, detail, pointing, masters, limit + 1 - counts.total())
            counts.update(each.master for each in found)
            if counts.total() > limit:
                break
    return counts


async def lowest_details(
    scope: Scope, definition: ObjectDef, masters: Sequence[UUID], limit: int
) -> tuple[ObjectDef, list[UUID]] | None:
    """Some live details of these records that have none themselves, to be deleted first; None where there are none."""
    for detail, pointing in details_of(await registry_of(scope), definition):
        async with elevated(scope):
            found = [each.id for each in await live_details(scope, detail, pointing, masters, limit)]
        if found:
            return await lowest_details(scope, detail, found, limit) or (detail, found)
    return None


async def next_details_deleted_with(
    scope: Scope, definition: ObjectDef, master: UUID, limit: int
) -> tuple[ObjectDef, list[UUID]] | None:
    """Some details that went into the bin with this record and are still there."""
    for detail, pointing in details_of(await registry_of(scope), definition):
        async with elevated(scope):
            found = await details_deleted_with(scope, detail, pointing, [master], limit)
        if found:
            return detail, [each.id for each in found]
    return None


async def _drafts_of(
    scope: Scope,
    detail: ObjectDef,
    pointing: Field,
    masters: Sequence[Draft],
    master_of: dict[UUID, Draft],
    so_far: int,
) -> list[Draft]:
    by_op: defaultdict[Operation, dict[UUID, Draft]] = defaultdict(dict)
    for draft in masters:
        if not draft.errors:
            by_op[draft.op][draft.id] = draft
    made: list[Draft] = []
    for op, by_id in by_op.items():
        room = MOST_DETAILS - so_far - len(made)
        async with elevated(scope):
            found = await _FINDERS[op](scope, detail, pointing, sorted(by_id), room + 1)
        if found and not scope.may(f"{detail.name}.{'update' if op == 'restore' else op}"):
            _refuse_all(scope, detail, found, by_id, master_of)
            continue
        if len(found) > room:
            for draft in by_id.values():
                _root(draft, master_of).refuse(None, TOO_MANY, limit=MOST_DETAILS)
            return []
        for each in found:
            draft = Draft(-1, Change(op, detail.name, each.id), detail, each.id)
            master_of[each.id] = by_id[each.master]
            made.append(draft)
    return made


def _refuse_all(
    scope: Scope,
    detail: ObjectDef,
    found: Sequence[Detail],
    masters: dict[UUID, Draft],
    master_of: dict[UUID, Draft],
) -> None:
    counts: defaultdict[UUID, int] = defaultdict(int)
    for each in found:
        counts[each.master] += 1
    for master, count in counts.items():
        root = _root(masters[master], master_of)
        _refuse(scope, root, detail, count)


def _pass_up(scope: Scope, detail: ObjectDef, found: Sequence[Draft], master_of: dict[UUID, Draft]) -> None:
    counts: defaultdict[UUID, int] = defaultdict(int)
    roots: dict[UUID, Draft] = {}
    for draft in found:
        if draft.errors:
            root = _root(draft, master_of)
            counts[root.id] += 1
            roots[root.id] = root
    for record_id, count in counts.items():
        _refuse(scope, roots[record_id], detail, count)


def _refuse(scope: Scope, root: Draft, detail: ObjectDef, count: int) -> None:
    label = detail.plural_label.in_locale(scope.locale)
    code = "details_not_restorable" if root.op == "restore" else "details_not_deletable"
    if not root.errors:
        root.refuse(None, code, count=count, objects=label)


def _root(draft: Draft, master_of: dict[UUID, Draft]) -> Draft:
    while draft.id in master_of:
        draft = master_of[draft.id]
    return draft
