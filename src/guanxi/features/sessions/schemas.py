"""What goes over the wire when people sign in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

Secret = Annotated[str, Meta(min_length=1, max_length=1024)]


class SignIn(Struct, forbid_unknown_fields=True):
    """`tenant` is the id or the slug of the company to enter; without it the one last used."""

    email: Annotated[str, Meta(min_length=1, max_length=320, examples=["ada@example.com"])]
    password: Secret
    tenant: int | str | None = None


class CompanySwitch(Struct, forbid_unknown_fields=True):
    """`tenant` is the id or the slug of one of the session's `tenants`."""

    tenant: int | Annotated[str, Meta(min_length=1, max_length=100)]


class User(Struct):
    id: UUID
    name: str
    email: str | None
    role: str
    title: str | None = None
    locale: str | None = None
    timezone: str | None = None
    theme: str | None = None


class Company(Struct):
    id: int
    name: str
    slug: str
    currency: str
    currencies: list[str]
    timezone: str
    locale: str
    fiscal_month: int = 1


class CompanyChoice(Struct):
    """A company that the person may also enter."""

    id: int
    name: str
    slug: str


class Support(Struct):
    """The caller is an operator, here with the approval of an administrator until `expires_at`.

    `level` is read or change; `user` of the session is the person acted as.
    """

    operator: str
    reason: str
    level: str
    expires_at: datetime


class Session(Struct):
    user: User
    tenant: Company
    csrf_token: str | None
    permissions: list[str] = field(default_factory=list)
    tenants: list[CompanyChoice] = field(default_factory=list)
    support: Support | None = None


class OpenSession(Struct):
    """One of the caller's sign-ins."""

    id: UUID
    created_at: datetime
    seen_at: datetime
    user_agent: str
    ip: str
    is_current: bool


class OpenSessionList(Struct):
    data: list[OpenSession]
