"""The path of every write: read, check, write, remember, follow up; each step on the whole batch.

The caller's own rights decide what may be read, locked and linked; only then does the transaction step up to the
application's role for the writing itself, because a record handed over may leave its writer's sight.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from asyncpg import UniqueViolationError

from guanxi.kernel.changes import checks, hooks, uniqueness
from guanxi.kernel.changes.converting import convert_amounts
from guanxi.kernel.changes.details import check_masters
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.following import GoingAlong, Prepare, prepare_details
from guanxi.kernel.changes.history import publish, record_change_set, record_history
from guanxi.kernel.changes.indexing import count_records, write_search_documents
from guanxi.kernel.changes.linking import write_links
from guanxi.kernel.changes.model import Change, Outcome
from guanxi.kernel.changes.numbering import number_records
from guanxi.kernel.changes.parts import settle_parts
from guanxi.kernel.changes.reading import load_current
from guanxi.kernel.changes.recomputing import follow_masters
from guanxi.kernel.changes.refusals import raise_refusals
from guanxi.kernel.changes.rollups import follow_rollups
from guanxi.kernel.changes.rows import write_rows
from guanxi.kernel.changes.settling import settle_links
from guanxi.kernel.changes.staging import settle_stages
from guanxi.kernel.changes.values import read_values
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef, Registry, registry_of
from guanxi.kernel.tenancy import Scope

MOST_CHANGES = 5_000  # of one transaction; more is a job in chunks


async def apply(
    scope: Scope,
    changes: Sequence[Change],
    *,
    reason: str | None = None,
    source: str | None = None,
    partial: bool = False,
    change_set_id: UUID | None = None,
    alone: bool = False,
) -> Outcome:
    """Writes all changes, or with `partial` those that are not refused; otherwise raises and writes nothing.

    Records of one object are written together, objects in the order in which they first appear, so that a later one
    may look up an earlier one. `change_set_id`, or that of the scope, adds to a change-set begun before.
    `alone` leaves details to the caller, who deletes them before their masters and restores them after.
    """
    source = source or scope.source
    drafts = await _drafts(scope, changes)
    written: list[Draft] = []
    pending: dict[str, set[UUID]] = {}
    groups = _by_object(drafts)
    change_set_id = change_set_id or scope.joins or new_id()
    for definition, group in groups:
        await _prepare(scope, definition, group, source, pending)
        along = GoingAlong()
        if not alone:
            along = await prepare_details(scope, definition, group, _preparing(source, pending))
        if not partial:
            raise_refusals(group, len(drafts))
        await uniqueness.claim(scope, definition, _to_write(group))
        for detail, going in along.accepted():
            await uniqueness.claim(scope, detail, going)
        along.pass_up(scope)
        if not partial:
            raise_refusals(group, len(drafts))
        accepted = _to_write(group)
        pending.setdefault(definition.name, set()).update(
            draft.id for draft in accepted if draft.op == "create"
        )
        if accepted:
            await number_records(scope, definition, accepted)
            await write(scope, definition, accepted, source, change_set_id)
            written += accepted
        for detail, going in along.accepted():
            await write(scope, detail, going, source, change_set_id)
            written += going
    if written:
        async with elevated(scope):
            await record_change_set(scope, change_set_id, written, source, reason, None)
    return Outcome(change_set_id if written else None, tuple(draft.result() for draft in drafts))


async def preview(scope: Scope, changes: Sequence[Change], *, source: str | None = None) -> Outcome:
    """What `apply` would do with each change, written nowhere."""
    drafts = await draft_changes(scope, changes, source=source)
    return Outcome(None, tuple(draft.result() for draft in drafts))


async def draft_changes(scope: Scope, changes: Sequence[Change], *, source: str | None = None) -> list[Draft]:
    """The changes as they would be written, with all that is wrong with them."""
    drafts = await _drafts(scope, changes)
    pending: dict[str, set[UUID]] = {}
    for definition, group in _by_object(drafts):
        source = source or scope.source
        await _prepare(scope, definition, group, source, pending)
        await prepare_details(scope, definition, group, _preparing(source, pending))
        created = {draft.id for draft in group if draft.op == "create" and not draft.errors}
        pending.setdefault(definition.name, set()).update(created)
    return drafts


async def write(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], source: str, change_set_id: UUID
) -> None:
    """Rows, history, events, search documents, counters and rules that follow; the checks lie behind."""
    async with elevated(scope):
        try:
            await write_rows(scope, definition, drafts)
        except UniqueViolationError:
            # Somebody took the value between the check and the write.
            raise Conflict("value_taken_meanwhile") from None
        await write_links(scope, definition, drafts)
        await record_history(scope, definition, drafts, source, change_set_id)
        await write_search_documents(scope, definition, drafts)
        await count_records(scope, definition, drafts)
        await publish(scope, definition, drafts, change_set_id, source)
        shared_anew = [draft.id for draft in drafts if draft.op != "create" and "acl" in draft.columns]
        await follow_masters(scope, definition, shared_anew)
        await follow_rollups(scope, definition, drafts)
    await hooks.run_after(scope, definition.name, drafts)


async def _drafts(scope: Scope, changes: Sequence[Change]) -> list[Draft]:
    if len(changes) > MOST_CHANGES:
        raise Invalid("too_many_changes", params={"limit": MOST_CHANGES})
    registry = await registry_of(scope)
    for op, name in {(change.op, change.object) for change in changes}:
        scope.require(f"{registry.object(name).name}.{'update' if op == 'restore' else op}")
    drafts, seen = [], set()
    for index, change in enumerate(changes):
        draft = Draft(index, change, registry.object(change.object), change.id or new_id())
        if draft.id in seen:
            draft.refuse(None, "record_given_twice")
        seen.add(draft.id)
        drafts.append(draft)
    return drafts


def _preparing(source: str, pending: dict[str, set[UUID]]) -> Prepare:
    async def prepare(
        scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], before: set[UUID]
    ) -> None:
        await _prepare(scope, definition, drafts, source, pending, before)

    return prepare


async def _prepare(
    scope: Scope,
    definition: ObjectDef,
    drafts: Sequence[Draft],
    source: str,
    pending: dict[str, set[UUID]],
    masters: Collection[UUID] = (),
) -> None:
    """`masters` are records that this write deletes or restores before these."""
    registry: Registry = await registry_of(scope)
    read_values(scope, definition, drafts, source)
    await load_current(scope, definition, drafts)
    await checks.check_versions(scope, drafts)
    sound = [draft for draft in drafts if draft.op == "create" or draft.current is not None]
    settle_parts(scope, definition, sound)
    await settle_links(scope, registry, definition, sound)
    settle_stages(scope, definition, sound)
    await convert_amounts(scope, definition, sound)
    await hooks.run_before(scope, definition.name, sound)
    await convert_amounts(scope, definition, sound)  # A rule may have set the day.
    checks.check_required(definition, sound)
    checks.check_retired(scope, definition, sound)
    checks.check_dependent(scope, definition, sound)
    made_here = {draft.id for draft in drafts if draft.op == "create"}
    known = {**pending, definition.name: pending.get(definition.name, set()) | made_here}
    await checks.check_lookups(scope, registry, definition, sound, known)
    made = set().union(*known.values()) if definition.master_field is not None else set()
    await check_masters(scope, definition, sound, {*made, *masters})
    await checks.check_unique(scope, definition, sound)
    await uniqueness.check(scope, definition, sound)
    await hooks.run_checks(scope, definition.name, sound)


def _to_write(drafts: Sequence[Draft]) -> list[Draft]:
    return [draft for draft in drafts if not draft.errors and not draft.is_unchanged]


def _by_object(drafts: Sequence[Draft]) -> list[tuple[ObjectDef, list[Draft]]]:
    groups: dict[str, tuple[ObjectDef, list[Draft]]] = {}
    for draft in drafts:
        groups.setdefault(draft.definition.name, (draft.definition, []))[1].append(draft)
    return list(groups.values())
