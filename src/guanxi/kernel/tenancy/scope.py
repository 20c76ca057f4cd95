"""Scope: everything that a decision may depend on besides its arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from guanxi.kernel import money
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Transaction
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.tenancy.rights import Rights


@dataclass(frozen=True, slots=True)
class Tenant:
    """A company. `everyone` is the principal that all its people hold."""

    id: int
    name: str
    slug: str
    currency: str
    timezone: str
    locale: str
    meta_version: int
    everyone: int
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def money_exponent(self) -> int:
        return money.exponent_of(self.currency)

    @property
    def currencies(self) -> tuple[str, ...]:
        """Those beside its own that new amounts may be in; none where it has not listed any."""
        return tuple(self.settings.get("currencies", ()))

    @property
    def fiscal_month(self) -> int:
        """The month in which the fiscal year begins, from 1."""
        return int(self.settings.get("fiscal_month", 1))

    @property
    def work_calendar(self) -> str:
        """As kernel/working_time.py reads it."""
        return str(self.settings.get("work_calendar", ""))


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or a key acting for one.

    `principals` are all that record sharing compares: own, everyone's, teams', and those of the people below.
    """

    user_id: UUID
    name: str
    email: str | None
    role: str
    principal: int
    principals: tuple[int, ...]
    rights: Rights
    locale: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The first argument of every decision."""

    tenant: Tenant
    actor: Actor
    locale: str
    timezone: str
    now: datetime
    source: str
    tx: Transaction
    reason: str | None = None  # kept with every change-set that gives none of its own
    joins: UUID | None = None  # the change-set to which everything written under this scope belongs
    depth: int = 0  # how many automatic writes led to this one: the events of what is written carry it on

    def may(self, permission: str) -> bool:
        return self.actor.rights.allow(permission)

    def require(self, permission: str) -> None:
        if not self.may(permission):
            raise Forbidden(params={"permission": permission})

    @property
    def sees_all(self) -> bool:
        """Whether this transaction runs above record sharing."""
        return self.actor.role == "admin"

    @property
    def database_role(self) -> str:
        return _database_role(self.actor)


def with_settings(scope: Scope, **changed: Any) -> Scope:
    """The same caller in a company with other settings, as this transaction leaves them."""
    tenant = replace(scope.tenant, settings={**scope.tenant.settings, **changed})
    return replace(scope, tenant=tenant)


@dataclass(frozen=True)
class ScopeSeed:
    """What is remembered of a caller between requests."""

    tenant: Tenant
    actor: Actor
    reason: str | None = None

    @property
    def company_id(self) -> int:
        return self.tenant.id

    @cached_property
    def preamble(self) -> str:
        """Opens a transaction. SET LOCAL takes no parameters: only integers are formatted in."""
        return (
            f"BEGIN; SET LOCAL ROLE {_database_role(self.actor)}; SET LOCAL app.tenant_id = '{int(self.tenant.id)}'; "
            f"{settings_of_principals(self.actor.principals)}"
        )

    def bind(self, tx: Transaction, *, source: str, locale: str | None) -> Scope:
        return Scope(
            tenant=self.tenant,
            actor=self.actor,
            locale=locale or self.actor.locale or self.tenant.locale,
            timezone=self.actor.timezone or self.tenant.timezone,
            now=utc_now(),
            source=source,
            tx=tx,
            reason=self.reason,
        )


def reading_principals(held: Sequence[int]) -> list[int]:
    """What may stand on a record that their holder reads."""
    return [*held, *(-principal for principal in held)]


def _database_role(actor: Actor) -> str:
    return "guanxi_app" if actor.role == "admin" else "guanxi_member"


def settings_of_principals(principals: Iterable[int]) -> str:
    """A record carries `p` where the holder of p may change it, `-p` where he may only read it."""
    held = [int(principal) for principal in principals]
    reading = ",".join(map(str, reading_principals(held)))
    changing = ",".join(map(str, held))
    return f"SET LOCAL app.principals = '{{{reading}}}'; SET LOCAL app.edit_principals = '{{{changing}}}'"
