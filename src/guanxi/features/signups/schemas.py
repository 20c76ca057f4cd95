"""What goes over the wire when a company signs up."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

Line = Annotated[str, Meta(min_length=1, max_length=200)]


class SignUp(Struct, forbid_unknown_fields=True):
    """`timezone` and `currency` default to what is usual for the language."""

    company: Annotated[str, Meta(min_length=1, max_length=200, examples=["Acme 贸易"])]
    name: Annotated[str, Meta(min_length=1, max_length=200, examples=["Ada Lovelace"])]
    email: Annotated[str, Meta(min_length=1, max_length=320, examples=["ada@example.com"])]
    password: Annotated[str, Meta(min_length=1, max_length=1024, examples=["correct horse battery"])]
    locale: Annotated[str, Meta(max_length=20, examples=["zh-CN"])] = "en"
    timezone: Annotated[str, Meta(max_length=64, examples=["Asia/Shanghai"])] | None = None
    currency: Annotated[str, Meta(max_length=3, examples=["CNY"])] | None = None


class NewCompany(Struct):
    id: int
    name: str
    slug: str


class FirstUser(Struct):
    id: UUID
    name: str
    email: str
    role: str


class SignedUp(Struct):
    """`token` is a bearer API key, usable at once and shown only here."""

    tenant: NewCompany
    user: FirstUser
    token: str
    csrf_token: str
