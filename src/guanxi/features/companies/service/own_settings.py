"""Changing one's own name, language, time zone, theme and password."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from guanxi.edge.actors import identity_of_actor
from guanxi.edge.identities import Identity
from guanxi.edge.invalidations import announce
from guanxi.edge.roles import acting_as
from guanxi.features.companies import queries
from guanxi.features.companies.schemas import MeUpdate
from guanxi.features.companies.service.regional_settings import checked_line, checked_locale, checked_timezone
from guanxi.features.sessions.facade import change_password
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Invalid, Unauthenticated


async def update_me(database: Database, identity: Identity, change: MeUpdate) -> None:
    """Everybody may change his or her own settings, whatever the role. A password needs a browser session."""
    changes = _checked(change)
    if change.password is not UNSET:
        await _change_password(database, identity, change)
    if not changes:
        return
    async with database.auth() as tx:
        async with acting_as(tx, identity.tenant_id, identity.user_id) as scope:
            if name := changes.pop("name", None):
                await apply(scope, [Change("update", "user", id=identity.user_id, values={"name": name})])
            await queries.update_me(scope, changes)
            await announce(tx, identity.tenant_id, identity.user_id)


async def read_again(database: Database, identity: Identity) -> Identity:
    """The caller as he or she now is."""
    async with database.auth() as tx:
        actor = await queries.get_actor(tx, identity.tenant_id, identity.user_id)
    renewed = identity_of_actor(identity.kind, identity.credential_id, identity.identity_id, actor)
    if renewed is None:
        raise Unauthenticated()
    return renewed


def _checked(change: MeUpdate) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if change.name is not UNSET:
        changes["name"] = checked_line(change.name, "name")
    if change.locale is not UNSET:
        changes["locale"] = None if change.locale is None else checked_locale(change.locale)
    if change.timezone is not UNSET:
        changes["timezone"] = None if change.timezone is None else checked_timezone(change.timezone)
    if change.theme is not UNSET:
        changes["theme"] = change.theme
    return changes


async def _change_password(database: Database, identity: Identity, change: MeUpdate) -> None:
    if change.current_password is UNSET or change.password is UNSET or identity.identity_id is None:
        raise Invalid("current_password_required", field="current_password")
    actor = identity.seed.actor
    await change_password(
        database,
        identity.identity_id,
        change.current_password,
        change.password,
        kept_session=identity.credential_id,
        resembling=(actor.email or "", actor.name, identity.seed.tenant.name),
    )
