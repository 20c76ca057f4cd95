"""Inviting somebody, and taking it back: for whoever has that area, and only to rights that he or she has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from guanxi.edge.roles import global_tables
from guanxi.edge.tokens import hash_of_token, new_token
from guanxi.features.companies.facade import checked_line
from guanxi.features.invitations.queries import invitations as queries
from guanxi.features.invitations.queries import people
from guanxi.features.invitations.schemas import InvitationCreate
from guanxi.features.permissions.facade import require_may_make
from guanxi.features.sessions.facade import checked_email, email_key
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Conflict, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import EVERYTHING, Scope

LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    id: UUID
    user_id: UUID
    email: str
    token: str
    expires_at: datetime


async def invite(scope: Scope, form: InvitationCreate) -> Invited:
    """Raises 403, 404 for an unknown `user_id`, 409 when the user can already sign in."""
    scope.require("invitation.create")
    email = checked_email(form.email)
    user_id, name = await _invited_user(scope, form, email)
    invited = Invited(new_id(), user_id, email, new_token(), scope.now + LIFETIME)
    async with global_tables(scope) as tx:
        await queries.insert_invitation(
            tx,
            {
                "id": invited.id,
                "token_hash": hash_of_token(invited.token),
                "tenant_id": scope.tenant.id,
                "user_id": user_id,
                "email": email,
                "email_key": email_key(email),
                "name": name,
                "role": form.role,
                "company": scope.tenant.name,
                "inviter": scope.actor.name,
                "invited_by": scope.actor.user_id,
                "created_at": scope.now,
                "expires_at": invited.expires_at,
            },
        )
    return invited


async def list_invitations(scope: Scope) -> list[Any]:
    scope.require("invitation.create")
    async with global_tables(scope) as tx:
        return await queries.list_open_invitations(tx, scope.tenant.id, scope.now)


async def withdraw(scope: Scope, invitation_id: UUID) -> None:
    scope.require("invitation.create")
    async with global_tables(scope) as tx:
        user_id = await queries.delete_invitation(tx, scope.tenant.id, invitation_id)
    if user_id is None:
        raise NotFound("invitation_unknown")
    change = Change("update", "user", id=user_id, values={"status": "inactive"}, system=True)
    await apply(_above_rights(scope), [change])


async def _invited_user(scope: Scope, form: InvitationCreate, email: str) -> tuple[UUID, str]:
    """The user whom the invitation is for: the one named, one with this address, or a new one."""
    name = checked_line(form.name, "name") if form.name is not None else None
    if form.user_id is not None:
        known = await people.find_user(scope, form.user_id)
        if known is None:
            raise NotFound("invitation_user_unknown", field="user_id")
        other = await people.find_user_by_email(scope, email_key(email))
        if other is not None and other["id"] != form.user_id:
            raise Conflict("email_in_use_here", field="email")
    else:
        known = await people.find_user_by_email(scope, email_key(email))
    if known is not None and known["status"] == "active":
        raise Conflict("invitation_user_active", field="email")

    licence = known["licence"] if known else "full"
    for role in {form.role, known["role"] if known else form.role}:
        await require_may_make(scope, known["id"] if known else None, role, licence)
    values = {"email": email, "role": form.role, "status": "invited"} | ({"name": name} if name else {})
    if known is None:
        user_id, name = new_id(), name or email.split("@", 1)[0]
        change = Change("create", "user", id=user_id, values={**values, "name": name}, system=True)
    else:
        user_id, name = known["id"], name or known["name"]
        change = Change("update", "user", id=user_id, values=values, system=True)
    await apply(_above_rights(scope), [change])
    return user_id, name


def _above_rights(scope: Scope) -> Scope:
    """For the write itself: who may invite need not be somebody who may write users otherwise."""
    return replace(scope, actor=replace(scope.actor, rights=EVERYTHING))
