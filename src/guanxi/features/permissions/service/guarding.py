"""Writes of users that would give rights: only within the writer's own, on whatever way they come."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.permissions.service.ceilings import rights_of_people
from guanxi.kernel.changes import Draft
from guanxi.kernel.tenancy import Scope

_LETS_IN = ("active", "invited")
_GIVES = ("role", "licence")


async def beyond_own(scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
    """Those drafts that give somebody, or take from somebody, more than the writer has."""
    if scope.actor.rights.unlimited:
        return []
    giving = [draft for draft in drafts if _gives_rights(draft)]
    states = [(draft, state) for draft in giving for state in _states(draft)]
    people = [(draft.id, *state) for draft, state in states]
    rights = await rights_of_people(scope, people) if people else []
    covers = scope.actor.rights.covers
    return list(
        {
            id(draft): draft for (draft, _), each in zip(states, rights, strict=True) if not covers(each)
        }.values()
    )


def raises_sight(scope: Scope, drafts: Sequence[Draft]) -> list[Draft]:
    """Those drafts that make somebody a manager, who sees what those below him own, by whoever has no say in that."""
    if scope.actor.rights.edits("user", "manager"):
        return []
    return [draft for draft in drafts if draft.op in ("create", "update") and _gets_manager(draft)]


def _gets_manager(draft: Draft) -> bool:
    before = draft.current["manager"] if draft.current else None
    manager = draft.get("manager")
    return manager is not None and manager != before


def _gives_rights(draft: Draft) -> bool:
    if draft.op not in ("create", "update"):
        return False
    if draft.values.get("status") in _LETS_IN:
        return True
    if draft.op == "create":
        return any(name in draft.given for name in _GIVES)
    return bool(draft.changed().keys() & set(_GIVES))


def _states(draft: Draft) -> list[tuple[str, str]]:
    """(role, licence) as it will be, and as it was."""
    after = (str(draft.get("role")), str(draft.get("licence") or "full"))
    if draft.current is None:
        return [after]
    before = (str(draft.current["role"]), str(draft.current.get("licence") or "full"))
    return list(dict.fromkeys((after, before)))
