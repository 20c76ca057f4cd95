"""Finds records that are most likely those that are being written: one query for a batch, index-served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from guanxi.features.duplicates.queries import keys as queries
from guanxi.features.duplicates.schemas import Candidate, DuplicateCheck
from guanxi.features.duplicates.service.declaring import matches_in_force
from guanxi.features.duplicates.service.keys import Key, Match, keys_of
from guanxi.kernel.changes import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.errors import FieldError
from guanxi.kernel.metadata import FieldRefused, ParseContext, registry_of
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
WARNED, REFUSED = "duplicate_found", "duplicate_refused"
MOST_NAMED = 5
MOST_CANDIDATES = 10


async def refuse_duplicates(scope: Scope, drafts: Sequence[Draft]) -> None:
    """A warning that was confirmed, and what the application itself writes, passes. Of what the writer does not see he is not
    warned; where a rule refuses he is refused without being told which record it is.
    """
    matches = await matches_in_force(scope, drafts[0].definition.name) if drafts else []
    asked = [draft for draft in drafts if matches and _is_asked(draft, matches)]
    if not asked:
        return
    wanted = {draft.id: _keys(draft, matches) for draft in asked}
    pairs = sorted({key for keys in wanted.values() for key in keys})
    async with elevated(scope):
        known = await queries.sharing(scope, pairs)
    batch: defaultdict[Key, list[Draft]] = defaultdict(list)
    found: dict[UUID, dict[UUID, Match]] = {}
    for draft in asked:
        same = found[draft.id] = {}
        for key, match in wanted[draft.id].items():
            for record_id in known.get(key, ()):
                if record_id != draft.id:
                    _add(same, record_id, match)
            for earlier in batch[key]:
                _add(same, earlier.id, match)
            batch[key].append(draft)
    ids = sorted({record_id for same in found.values() for record_id in same})
    definition = asked[0].definition
    names = await queries.names_of(scope, definition, ids) if _shows_names(scope, definition.name) else {}
    names |= {
        draft.id: str(draft.get(definition.title_field) or "") for draft in asked if draft.op == "create"
    }
    for draft in asked:
        _refuse(scope, draft, found[draft.id], names)


async def find_candidates(scope: Scope, object_name: str, check: DuplicateCheck) -> list[Candidate]:
    """Those that the caller sees, at most `MOST_CANDIDATES`. Values that cannot be read say nothing. Raises 403, 404."""
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.read")
    sees = scope.actor.rights.sees
    matches = [
        match
        for match in await matches_in_force(scope, object_name)
        if all(sees(object_name, name) for name in match.fields)
    ]
    if not matches or not _shows_names(scope, object_name):
        return []
    context = ParseContext(scope.tenant.currency, scope.timezone)
    values = {}
    for name, raw in check.values.items():
        field = definition.field(name)
        if field is not None and raw not in (None, ""):
            try:
                values[name] = field.type.parse(raw, field, context)
            except FieldRefused:
                continue
    keys = keys_of(matches, values.get)
    async with elevated(scope):
        known = await queries.sharing(scope, sorted(keys))
    same: dict[UUID, Match] = {}
    for key, match in keys.items():
        for record_id in known.get(key, ()):
            same.setdefault(record_id, match)
    same.pop(check.record_id or UUID(int=0), None)
    names = await queries.names_of(scope, definition, list(same))
    return [
        Candidate(record_id, names[record_id], match.label.in_locale(scope.locale), match.fields)
        for record_id, match in same.items()
        if record_id in names
    ][:MOST_CANDIDATES]


def _is_asked(draft: Draft, matches: Sequence[Match]) -> bool:
    if draft.op not in ("create", "update") or not draft.change.is_held or draft.is_unchanged:
        return False
    return draft.op == "create" or any(not set(match.fields).isdisjoint(draft.changed()) for match in matches)


def _keys(draft: Draft, matches: Sequence[Match]) -> dict[Key, Match]:
    """Of an update only those in which something changes; nothing of fields that were refused."""
    changed = draft.changed()
    refused = {error.field for error in draft.errors}
    asked = [
        match
        for match in matches
        if refused.isdisjoint(match.fields)
        and (draft.op == "create" or not set(match.fields).isdisjoint(changed))
    ]
    return keys_of(asked, draft.get)


def _add(same: dict[UUID, Match], record_id: UUID, match: Match) -> None:
    """Of several rules the one that refuses decides."""
    known = same.get(record_id)
    if known is None or (match.action == "refuse" and known.action != "refuse"):
        same[record_id] = match


def _shows_names(scope: Scope, object_name: str) -> bool:
    return "read" in scope.actor.rights.verbs(object_name)


def _refuse(scope: Scope, draft: Draft, same: dict[UUID, Match], names: dict[UUID, str]) -> None:
    refusing = {each: match for each, match in same.items() if match.action == "refuse"}
    warning = {each: match for each, match in same.items() if each not in refusing and each in names}
    sees = scope.actor.rights.sees
    if draft.change.allows_duplicates:
        warning = {}
    if draft.change.insists and scope.may(MANAGE):
        refusing = {}
    # That a field which he does not see agrees is not told either.
    warning = {
        each: match
        for each, match in warning.items()
        if all(sees(draft.definition.name, name) for name in match.fields)
    }
    for code, found in ((REFUSED, refusing), (WARNED, warning)):
        if not found:
            continue
        seen = [each for each in found if each in names][:MOST_NAMED]
        match = next(iter(found.values()))
        params = {
            "names": ", ".join(f"“{names[each]}”" for each in seen),
            "rule": match.label.in_locale(scope.locale),
        }
        told = {"candidates": [{"id": str(each), "name": names[each]} for each in seen]}
        draft.errors.append(FieldError(None, code if seen else f"{code}_unseen", params, told=told))
