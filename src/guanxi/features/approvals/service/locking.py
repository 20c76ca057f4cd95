"""A record that awaits approval stays as it is: only what the process leaves open may be changed, by whatever way. Its parts
stay with it.

Of what the application itself writes three things are not asked: what a process sets, links that follow a merge, a hand-over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.features.approvals.queries import requests
from guanxi.features.approvals.service.application import SOURCE
from guanxi.features.approvals.service.kinds import is_approved
from guanxi.kernel.changes import Draft
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

CODE = "record_awaits_approval"
NOT_ASKED = frozenset({SOURCE, "merge", "hand_over"})


async def refuse_locked(scope: Scope, drafts: Sequence[Draft]) -> None:
    """One query for a batch, none for objects that nothing approves. Undoing is asked too."""
    asked = [each for each in drafts if not (each.change.system and scope.source in NOT_ASKED)]
    if not asked:
        return
    definition, ids = asked[0].definition, set[UUID]()
    if await is_approved(scope, definition.name):
        ids |= {each.id for each in asked if each.op in ("update", "delete")}
    master = definition.master_field
    if master is not None and master.target is not None and await is_approved(scope, master.target):
        ids |= {found for each in asked for found in _masters(each, master.name)}
    if not ids:
        return
    locks = await requests.locks_on(scope, sorted(ids))
    for draft in asked if locks else ():
        _refuse_own(scope, draft, locks)
        if master is not None and not draft.is_unchanged:
            for found in _masters(draft, master.name) & locks.keys():
                draft.refuse(None, CODE, **_told(scope, locks[found]))


def _refuse_own(scope: Scope, draft: Draft, locks: Mapping[UUID, Any]) -> None:
    lock = locks.get(draft.id)
    if lock is None or draft.op not in ("update", "delete"):
        return
    told = _told(scope, lock)
    if draft.op == "delete":
        draft.refuse(None, CODE, **told)
        return
    for name in sorted(_written(draft) - set(lock["body"].get("editable", ()))):
        seen = scope.actor.rights.sees(draft.definition.name, name)
        draft.refuse(name if seen else None, CODE, **told)


def _written(draft: Draft) -> set[str]:
    """What the writer himself changes. What follows from that follows; who takes back gives nothing."""
    changed = set(draft.changed())
    if draft.given:
        return changed & draft.given
    return {
        name
        for name in changed
        if (field := draft.definition.field(name)) is not None
        and not field.is_derived
        and not field.read_only
    }


def _masters(draft: Draft, name: str) -> set[UUID]:
    """Whose part it is, and was."""
    before = None if draft.current is None else draft.current.get(name)
    return {each for each in (draft.get(name), before) if each is not None}


def _told(scope: Scope, lock: Any) -> dict[str, str]:
    return {"process": Label.from_json(lock["label"]).in_locale(scope.locale), "request": str(lock["id"])}
