"""What goes over the wire about invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Role = Literal["admin", "member", "viewer"]


class InvitationCreate(Struct, forbid_unknown_fields=True):
    """With `user_id` the invitation is for a user who exists already, for example an imported one."""

    email: Annotated[str, Meta(min_length=1, max_length=320)]
    role: Role = "member"
    name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    user_id: UUID | None = None


class Invitation(Struct):
    id: UUID
    email: str
    name: str
    role: str
    user_id: UUID
    inviter: str
    created_at: datetime
    expires_at: datetime


class NewInvitation(Struct):
    """`url` holds the one-time token, which is shown only here: pass it on to the person."""

    id: UUID
    email: str
    url: str
    expires_at: datetime
    user_id: UUID


class InvitationList(Struct):
    data: list[Invitation]


class InvitationDetails(Struct):
    """`has_account`: the person signs in with the password that he or she already has."""

    company: str
    email: str
    name: str
    inviter: str
    has_account: bool


class Acceptance(Struct, forbid_unknown_fields=True):
    password: Annotated[str, Meta(min_length=1, max_length=1024)]
    name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    locale: Annotated[str, Meta(max_length=20)] | None = None
