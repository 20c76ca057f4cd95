"""Keeps the principals on the records written: who may see and change them."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.permissions import (
    Owned,
    at_current_version,
    grants_of,
    is_shareable,
    merged,
    read_by_grants,
)
from guanxi.kernel.tenancy import Scope


async def set_principals(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Sets `columns["acl"]` of new records, and of those whose owner or a field that a rule reads has changed.

    The records are locked by now, so rules are those of this moment: a change of rules finds what was written before it.
    """
    if not is_shareable(definition.name):
        return
    scope = await at_current_version(scope)
    names = await read_by_grants(scope, definition)
    read = {*names, "owner"}
    touched = [draft for draft in drafts if "acl" not in draft.columns and _is_touched(draft, read)]
    if not touched:
        return
    records = [
        Owned(draft.id, draft.get("owner"), _values(scope, draft) if names else {}) for draft in touched
    ]
    new = {draft.id for draft in touched if draft.op == "create"}
    for draft, grants in zip(touched, await grants_of(scope, definition, records, are_new=new), strict=True):
        acl = merged(grant.entry for grant in grants)
        if acl != draft.current_acl:
            draft.columns["acl"] = acl


def _is_touched(draft: Draft, read: set[str]) -> bool:
    if draft.op == "update":
        return not read.isdisjoint(draft.changed())
    return draft.op in ("create", "restore")


def _values(scope: Scope, draft: Draft) -> dict[str, object]:
    """As they will stand on the row."""
    if draft.op == "create":
        made = {"created_at": draft.values.get("created_at") or scope.now, "created_by": scope.actor.user_id}
        return {**draft.values, **made}
    return {**(draft.current or {}), **draft.values}
