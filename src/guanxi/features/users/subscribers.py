"""Batch rules of users: principals, managers, and that a company is never left without an administrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.edge.roles import global_tables
from guanxi.features.api_keys.facade import end_keys_of_users
from guanxi.features.sessions.facade import end_sessions_of_users
from guanxi.features.users import queries
from guanxi.kernel.changes import Draft, after_write, before_write
from guanxi.kernel.tenancy import Scope

# What is remembered of signed-in people. A manager also sees what those below him own.
_REMEMBERED = {"name", "email", "title", "role", "licence", "status", "manager"}


@before_write("user")
async def complete_new_users(scope: Scope, drafts: Sequence[Draft]) -> None:
    """A user owns himself, is seen by the whole company, and has a principal that sharing can name."""
    new = [draft for draft in drafts if draft.op == "create"]
    if new:
        principals = await queries.take_principals(scope, len(new))
        for draft, principal in zip(new, principals, strict=True):
            draft.columns |= {"principal": principal, "acl": [scope.tenant.everyone]}
            draft.values["owner"] = draft.id
    for draft in drafts:
        if draft.op == "update" and draft.values.get("owner", draft.id) != draft.id:
            draft.refuse("owner", "user_owns_himself")


@before_write("user")
async def keep_an_administrator(scope: Scope, drafts: Sequence[Draft]) -> None:
    leaving = [
        draft for draft in drafts if _is_administrator(draft.current) and not _stays_administrator(draft)
    ]
    if leaving and not await queries.has_other_administrator(scope, [draft.id for draft in leaving]):
        for draft in leaving:
            draft.refuse("role" if draft.op == "update" else None, "last_administrator")


@before_write("user")
async def refuse_circles_of_managers(scope: Scope, drafts: Sequence[Draft]) -> None:
    given: dict[UUID, UUID] = {
        draft.id: draft.values["manager"]
        for draft in drafts
        if draft.op in ("create", "update") and draft.values.get("manager") is not None
    }
    if not given:
        return
    managers = {**await queries.managers_above(scope, list(given.values())), **given}
    for draft in drafts:
        if draft.id not in given:
            continue
        if given[draft.id] == draft.id:
            draft.refuse("manager", "own_manager")
        elif _is_below_himself(draft.id, managers):
            draft.refuse("manager", "manager_circle")


@after_write("user")
async def forget_what_was_known(scope: Scope, drafts: Sequence[Draft]) -> None:
    """People whose rights changed are looked up anew at their next request; those who go are signed out."""
    changed = [draft for draft in drafts if draft.op != "create" and _touches_rights(draft)]
    if len(changed) == 1 and "manager" not in changed[0].values:
        await announce(scope.tx, scope.tenant.id, changed[0].id)
    elif changed or any(draft.get("manager") for draft in drafts):
        await announce(scope.tx, scope.tenant.id)
    gone = [draft.id for draft in drafts if draft.op == "delete" or _is_signed_out(draft)]
    if gone:
        async with global_tables(scope) as tx:
            await end_sessions_of_users(tx, scope.tenant.id, gone)
            await end_keys_of_users(tx, scope.tenant.id, gone)


def _is_signed_out(draft: Draft) -> bool:
    before, after = draft.changed().get("status", (None, None))
    return draft.op == "update" and before == "active" and after != "active"


def _is_administrator(values: Mapping[str, object] | None) -> bool:
    return values is not None and values["role"] == "admin" and values["status"] == "active"


def _stays_administrator(draft: Draft) -> bool:
    return draft.op != "delete" and draft.get("role") == "admin" and draft.get("status") == "active"


def _touches_rights(draft: Draft) -> bool:
    return draft.op != "update" or bool(draft.changed().keys() & _REMEMBERED)


def _is_below_himself(user_id: UUID, managers: Mapping[UUID, UUID]) -> bool:
    """Circles further up that do not hold this user are somebody else's mistake."""
    seen: set[UUID] = set()
    above = managers.get(user_id)
    while above is not None and above not in seen:
        if above == user_id:
            return True
        seen.add(above)
        above = managers.get(above)
    return False
