"""Taking a change-set back. What somebody edited since is left as he made it, and listed.

Goes from record to record in the order of their ids, all history of one together, so that a large undo is a row of
chunks which can be resumed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from asyncpg import Record
from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, literal_column, select, update

from guanxi.kernel.changes import hooks, uniqueness
from guanxi.kernel.changes.apply import write
from guanxi.kernel.changes.converting import convert_amounts, converting_fields
from guanxi.kernel.changes.details import masters_kept_by_details
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.history import OPERATION, record_change_set
from guanxi.kernel.changes.model import Change, Operation
from guanxi.kernel.changes.reading import locked_rows, stored_values
from guanxi.kernel.changes.settling import Linked, links_among
from guanxi.kernel.changes.tables import audit_log, change_set
from guanxi.kernel.db import prepare
from guanxi.kernel.errors import Conflict, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.field_types.links import LinkChange
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope

CHUNK = 1_000
FIRST = UUID(int=0)
CLOCKS_DIFFER = timedelta(days=1)
Reason = Literal["edited_since", "not_found", "not_editable", "not_unique", "has_details", "awaits_approval"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record, or some fields of one, that the undo left alone."""

    object: str
    record_id: UUID
    name: str
    fields: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    reverted: int
    kept: tuple[Kept, ...]
    change_set_id: UUID


_TENANT = bindparam("tenant_id", type_=BigInteger)
_SET = bindparam("change_set_id", type_=Uuid)
_CHANGE_SET = prepare(
    select(change_set).where(change_set.c.tenant_id == _TENANT, change_set.c.id == _SET).with_for_update()
)
# History is partitioned by time: what lies in other quarters need not be opened.
_ROWS = (
    select(
        audit_log.c.id,
        audit_log.c.object_id,
        audit_log.c.record_id,
        audit_log.c.op,
        audit_log.c.version,
        audit_log.c.diff,
    )
    .where(
        audit_log.c.tenant_id == _TENANT,
        audit_log.c.change_set_id == _SET,
        audit_log.c.op.in_([literal_column(f"'{each}'") for each in OPERATION.values()]),
        audit_log.c.at.between(
            bindparam("since", type_=DateTime(timezone=True)),
            bindparam("until", type_=DateTime(timezone=True)),
        ),
    )
    .order_by(audit_log.c.record_id)
)
NEXT_ROWS = prepare(
    _ROWS.where(audit_log.c.record_id > bindparam("after", type_=Uuid)).limit(
        bindparam("most", type_=Integer)
    )
)
_ROWS_OF_RECORD = prepare(_ROWS.where(audit_log.c.record_id == bindparam("record_id", type_=Uuid)))
_TIMES = prepare(
    select(change_set.c.created_at, change_set.c.updated_at).where(
        change_set.c.tenant_id == _TENANT, change_set.c.id == _SET
    )
)
_MARK = prepare(
    update(change_set)
    .where(change_set.c.tenant_id == _TENANT, change_set.c.id == _SET)
    .values(
        state=bindparam("state"), undone_by=bindparam("undone_by", type_=Uuid), undone_at=bindparam("now")
    )
)


async def undo(scope: Scope, change_set_id: UUID) -> UndoOutcome:
    """The whole undo in one transaction; for large change-sets a job calls the steps itself."""
    undo_id = await begin_undo(scope, change_set_id)
    reverted, kept = await undo_records(scope, change_set_id, undo_id)
    await finish_undo(scope, change_set_id, undo_id, complete=not kept)
    return UndoOutcome(reverted, tuple(kept), undo_id)


async def undo_records(scope: Scope, change_set_id: UUID, undo_id: UUID) -> tuple[int, list[Kept]]:
    """Between `begin_undo` and `finish_undo`: how many records were reverted, and what was left alone."""
    reverted, kept = 0, list[Kept]()
    after: UUID | None = FIRST
    while after is not None:
        chunk, after = await undo_next(scope, change_set_id, undo_id, after)
        reverted += chunk.reverted
        kept += chunk.kept
    return reverted, kept


async def begin_undo(scope: Scope, change_set_id: UUID) -> UUID:
    """Locks the change-set. Raises NotFound, or Conflict where it was undone before."""
    found = await scope.tx.fetchrow(
        _CHANGE_SET, {"tenant_id": scope.tenant.id, "change_set_id": change_set_id}
    )
    if found is None:
        raise NotFound("change_set_not_found")
    if found["state"] != "applied":
        raise Conflict("change_set_already_undone")
    return new_id()


async def undo_next(
    scope: Scope, change_set_id: UUID, undo_id: UUID, after: UUID = FIRST, most: int = CHUNK
) -> tuple[UndoOutcome, UUID | None]:
    """Reverts the records of the next `most` history rows. Returns after which record to go on, None at the end.

    With the last of them goes what the change-set did beside records.
    """
    histories, position = await _next_histories(scope, change_set_id, after, most)
    by_object: defaultdict[int, list[UUID]] = defaultdict(list)
    for record_id in reversed(histories):
        by_object[histories[record_id][0]["object_id"]].append(record_id)
    registry = await registry_of(scope)
    reverted, kept = 0, list[Kept]()
    for number, record_ids in by_object.items():
        if not registry.has_number(number):
            # Nobody reaches the records of a deleted object; they keep what the change-set did.
            name = "" if (gone := registry.ever(number)) is None else gone.name
            kept += [Kept(name, record_id, "", (), "not_found") for record_id in record_ids]
            continue
        definition = registry.by_number(number)
        drafts = await _inverse(scope, definition, record_ids, histories, kept, change_set_id)
        await convert_amounts(scope, definition, drafts, lenient=True)
        drafts = await _free(scope, definition, drafts, kept)
        drafts = await _holding_unique_values(scope, definition, drafts, kept)
        if drafts:
            for op in {draft.op for draft in drafts}:
                scope.require(f"{definition.name}.{'update' if op == 'restore' else op}")
            await write(scope, definition, drafts, "undo", undo_id)
            async with elevated(scope):
                await record_change_set(scope, undo_id, drafts, "undo", None, change_set_id)
            reverted += len(drafts)
    if position is None:
        await hooks.run_after_undo(scope, change_set_id)
    return UndoOutcome(reverted, tuple(kept), undo_id), position


async def _free(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], kept: list[Kept]
) -> list[Draft]:
    """Those that no feature holds as they are."""
    await hooks.run_before_undo(scope, drafts)
    for draft in drafts:
        if draft.errors:
            names = tuple(sorted({error.field for error in draft.errors if error.field is not None}))
            title = str((draft.current or {}).get(definition.title_field) or "")
            kept.append(Kept(definition.name, draft.id, title, names, "awaits_approval"))
    return [draft for draft in drafts if not draft.errors]


async def _holding_unique_values(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], kept: list[Kept]
) -> list[Draft]:
    """Those whose former values nobody else has by now."""
    await uniqueness.check(scope, definition, drafts)
    await uniqueness.claim(scope, definition, [draft for draft in drafts if not draft.errors])
    for draft in drafts:
        if draft.errors:
            names = tuple(sorted({error.field or "" for error in draft.errors}))
            title = str((draft.current or {}).get(definition.title_field) or "")
            kept.append(Kept(definition.name, draft.id, title, names, "not_unique"))
    return [draft for draft in drafts if not draft.errors]


async def _next_histories(
    scope: Scope, change_set_id: UUID, after: UUID, most: int
) -> tuple[dict[UUID, list[Record]], UUID | None]:
    """By record, whole, the earliest row first; and the last of the records unless they are the end."""
    since, until = await _times(scope, change_set_id)
    params = {"tenant_id": scope.tenant.id, "change_set_id": change_set_id, "since": since, "until": until}
    async with scope.tx.walking():
        rows = await scope.tx.fetch(NEXT_ROWS, {**params, "after": after, "most": most})
        ends_here = len(rows) < most
        histories: dict[UUID, list[Record]] = {}
        for row in rows:
            histories.setdefault(row["record_id"], []).append(row)
        if not ends_here:
            # More rows of the last record may follow: it waits for the next chunk unless it is a chunk by itself.
            last = rows[-1]["record_id"]
            if len(histories) > 1:
                del histories[last]
            else:
                histories[last] = await scope.tx.fetch(_ROWS_OF_RECORD, {**params, "record_id": last})
    for history in histories.values():
        history.sort(key=lambda row: (row["version"], row["id"]))
    return histories, None if ends_here else next(reversed(histories))


async def _times(scope: Scope, change_set_id: UUID) -> tuple[datetime, datetime]:
    """Between which its history lies; the clocks of several workers may differ."""
    row = await scope.tx.fetchrow(_TIMES, {"tenant_id": scope.tenant.id, "change_set_id": change_set_id})
    if row is None:
        raise NotFound("change_set_not_found")
    return row["created_at"] - CLOCKS_DIFFER, row["updated_at"] + CLOCKS_DIFFER


async def finish_undo(scope: Scope, change_set_id: UUID, undo_id: UUID, *, complete: bool) -> None:
    state = "undone" if complete else "partly_undone"
    params = {"tenant_id": scope.tenant.id, "change_set_id": change_set_id}
    await scope.tx.execute(_MARK, {**params, "state": state, "undone_by": undo_id, "now": scope.now})


async def _inverse(
    scope: Scope,
    definition: ObjectDef,
    ids: Sequence[UUID],
    histories: Mapping[UUID, Sequence[Record]],
    kept: list[Kept],
    change_set_id: UUID,
) -> list[Draft]:
    rows = await locked_rows(scope, definition, sorted(ids))
    drafts = []
    linked = await _linked(scope, definition, [histories[record_id] for record_id in ids])
    made = [record_id for record_id in ids if histories[record_id][0]["op"] not in ("U", "D")]
    holding = await masters_kept_by_details(scope, definition, made, change_set_id) if made else set()
    for record_id in ids:
        row = rows.get(record_id)
        if row is not None and record_id in holding and row["deleted_at"] is None:
            kept.append(Kept(definition.name, record_id, row["name"], (), "has_details"))
            continue
        if row is None:
            kept.append(Kept(definition.name, record_id, "", (), "not_found"))
            continue
        draft = _inverse_of_record(scope, definition, row, histories[record_id], linked, kept)
        if draft is not None:
            drafts.append(draft)
    return drafts


async def _linked(
    scope: Scope, definition: ObjectDef, histories: Sequence[Sequence[Record]]
) -> Mapping[str, Linked]:
    """Which of the links that these histories speak of there are now, by field."""
    asked: defaultdict[str, tuple[set[UUID], set[UUID]]] = defaultdict(lambda: (set(), set()))
    for history in histories:
        for entry in history:
            for name, sides in entry["diff"].items():
                field = definition.field(name)
                if field is not None and field.type.apart:
                    asked[name][0].add(entry["record_id"])
                    asked[name][1].update(UUID(each) for side in sides for each in side or ())
    return {
        name: await links_among(scope, definition, definition.fields[name], sorted(ids), sorted(to_ids))
        for name, (ids, to_ids) in asked.items()
    }


def _inverse_of_record(
    scope: Scope,
    definition: ObjectDef,
    row: Record,
    history: Sequence[Record],
    linked: Mapping[str, Linked],
    kept: list[Kept],
) -> Draft | None:
    operations = [entry["op"] for entry in history]
    was_there = operations[0] in ("U", "D")  # before the change-set, and not in the bin
    is_there = row["deleted_at"] is None
    edited_since = row["version"] != history[-1]["version"]
    if not was_there:
        if not is_there:
            return None
        if edited_since:
            kept.append(Kept(definition.name, row["id"], row["name"], (), "edited_since"))
            return None
        return _draft(definition, row, "delete", {})
    values = _old_values(scope, definition, row, history, linked, kept)
    if not is_there and edited_since:
        kept.append(Kept(definition.name, row["id"], row["name"], (), "edited_since"))
        return None
    if not is_there and operations[-1] == "D":
        return _draft(definition, row, "restore", {})
    return _draft(definition, row, "update", values, in_bin=not is_there) if values else None


def _old_values(
    scope: Scope,
    definition: ObjectDef,
    row: Record,
    history: Sequence[Record],
    linked: Mapping[str, Linked],
    kept: list[Kept],
) -> dict[str, Any]:
    """Fields that still hold what the change-set wrote go back to what they held before it, where the caller may."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for entry in history:
        for name, (old, new) in entry["diff"].items():
            before.setdefault(name, old)
            after[name] = new
    values, edited, forbidden = {}, [], []
    rights = scope.actor.rights
    for name, old in before.items():
        field = definition.field(name)
        if field is None:
            continue
        if not rights.edits(definition.name, name):
            forbidden += [name] if rights.sees(definition.name, name) else []
        elif field.type.apart:
            inverse, is_complete = _inverse_of_links(history, name, linked[name].get(row["id"], set()))
            if inverse != LinkChange():
                values[name] = inverse
            edited += [] if is_complete else [name]
        elif _is_readable(field, old, after[name]) and _is_still(field, row, after[name]):
            values[name] = _stored(field, old)
        else:
            edited.append(name)
    for field in converting_fields(definition):
        # What an amount is worth moves with the rates: it goes back with the amount.
        if field.name in values and field.converts_to in edited:
            values[field.converts_to] = before[field.converts_to]
            edited.remove(field.converts_to)
    if edited:
        kept.append(Kept(definition.name, row["id"], row["name"], tuple(sorted(edited)), "edited_since"))
    if forbidden:
        kept.append(Kept(definition.name, row["id"], row["name"], tuple(sorted(forbidden)), "not_editable"))
    return values


def _inverse_of_links(history: Sequence[Record], name: str, there: set[UUID]) -> tuple[LinkChange, bool]:
    """What takes back all that was done to a list, where nobody did it himself since; and whether that is all of it."""
    came: dict[
        UUID, bool
    ] = {}  # whether it came, or else went; of the first and the last that happened to each
    first: dict[UUID, bool] = {}
    for entry in history:
        for side, comes in zip(entry["diff"].get(name, ((), ())), (False, True), strict=True):
            for each in map(UUID, side or ()):
                first.setdefault(each, comes)
                came[each] = comes
    lasting = {each for each, comes in came.items() if comes == first[each]}
    removed = sorted(each for each in lasting if came[each] and each in there)
    added = sorted(each for each in lasting if not came[each] and each not in there)
    return LinkChange(tuple(added), tuple(removed)), len(added) + len(removed) == len(lasting)


def _draft(
    definition: ObjectDef, row: Record, op: Operation, values: dict[str, Any], *, in_bin: bool = False
) -> Draft:
    draft = Draft(0, Change(op, definition.name, row["id"], in_bin=in_bin), definition, row["id"])
    draft.current = stored_values(definition, row)
    draft.current_version = row["version"]
    draft.current_acl = row["acl"]
    draft.values = values
    return draft


def _is_readable(field: Field, *kept: Any) -> bool:
    """Not what the field held while it was one of another type."""
    try:
        return all(field.type.holds(_stored(field, each), field) for each in kept if each is not None)
    except (ValueError, TypeError, AttributeError):
        return False


def _is_still(field: Field, row: Record, after: Any) -> bool:
    now, then = stored_value(field, row), _stored(field, after)
    if now is None or then is None:
        return now is then
    return bool(field.type.given_of(now) == field.type.given_of(then))


def _stored(field: Any, kept: Any) -> Any:
    return None if kept is None else field.type.from_json(kept)
