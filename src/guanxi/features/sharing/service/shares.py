"""Sharing one record by hand, and the team of a deal or an account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid5

from guanxi.features.sharing.queries import shares as queries
from guanxi.features.sharing.schemas import Person, PrincipalRef, Reason, Share, ShareList, SharePut
from guanxi.features.sharing.service.checks import line_from, shareable
from guanxi.features.sharing.service.principals import RECEIVERS, describe, resolve
from guanxi.kernel.changes import recomputing
from guanxi.kernel.changes.administration import record_administration
from guanxi.kernel.changes.reading import locked_rows
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

WITH_TEAMS = ("account", "deal")
MOST_SHARES = 200
KIND = "record_share"


async def list_shares(scope: Scope, object_name: str, record_id: UUID) -> ShareList:
    """For whoever sees the record."""
    definition = await shareable(scope, object_name)
    scope.require(f"{definition.name}.read")
    shared = await recomputing.read_shared(scope, definition, record_id)
    if shared is None:
        raise NotFound()
    return await _listed(scope, definition, record_id, may_share(scope, definition, shared.acl))


async def put_share(scope: Scope, object_name: str, record_id: UUID, share: SharePut) -> ShareList:
    """Adds it, or changes the one that this principal has. For whoever may change the record.

    Raises 403 `record_not_editable`, 404, 409 `shares_too_many`, 422 `record_team_unsupported`, `record_team_of_people`.
    """
    definition = await locked_record(scope, object_name, record_id)
    await _require_own_sharing(scope, definition, record_id)
    if share.reason == "team":
        if definition.name not in WITH_TEAMS:
            label = definition.plural_label.in_locale(scope.locale)
            raise Invalid("record_team_unsupported", field="reason", params={"object": label})
        if share.shared_with.kind != "user":
            raise Invalid("record_team_of_people", field="shared_with")
    principal = await resolve(scope, share.shared_with, "shared_with", RECEIVERS)
    after = {
        "level": share.level,
        "part": line_from(share.part, "part") if share.part and share.reason == "team" else None,
    }
    await write_share(scope, definition, record_id, principal, share.reason, after)
    return await _listed(scope, definition, record_id)


async def _require_own_sharing(scope: Scope, definition: ObjectDef, record_id: UUID) -> None:
    """Raises 409 `record_shared_by_master`."""
    field = definition.master_field
    if field is None:
        return
    shared = await recomputing.read_shared(scope, definition, record_id)
    if shared is not None and shared.owned.values.get(field.name) is not None:
        raise Conflict("record_shared_by_master")


async def delete_share(
    scope: Scope, object_name: str, record_id: UUID, ref: PrincipalRef, reason: Reason
) -> ShareList:
    """Raises as `put_share`, and 404 `share_not_found`."""
    definition = await locked_record(scope, object_name, record_id)
    principal = await _principal_of_share(scope, record_id, ref)
    if principal is None or not await write_share(scope, definition, record_id, principal, reason, None):
        raise NotFound("share_not_found")
    return await _listed(scope, definition, record_id)


async def write_share(
    scope: Scope,
    definition: ObjectDef,
    record_id: UUID,
    principal: int,
    reason: Reason,
    after: Mapping[str, Any] | None,
    *,
    undoes: UUID | None = None,
) -> UUID | None:
    """The change-set, or None where nothing is different. The record is locked. Raises 409 `shares_too_many`."""
    shares = await queries.list_shares(scope, record_id)
    found = next((row for row in shares if (row["principal"], row["reason"]) == (principal, reason)), None)
    before = None if found is None else {"level": found["level"], "part": found["part"]}
    if before == after:
        return None
    if after is None:
        await queries.delete_share(scope, record_id, principal, reason)
    else:
        if before is None and len(shares) >= MOST_SHARES:
            raise Conflict("shares_too_many", params={"limit": MOST_SHARES})
        made = {"created_by": scope.actor.user_id, "created_at": scope.now}
        row = {"record_id": record_id, "principal": principal, "reason": reason, "object": definition.name}
        await queries.put_shares(scope, [{**row, **after, **made}])
    await recomputing.recompute_records(scope, definition, [record_id])
    await recomputing.announce_recomputed(scope, definition, [record_id])
    return await remember(scope, definition, record_id, principal, reason, before, after, undoes)


async def remember(
    scope: Scope,
    definition: ObjectDef,
    record_id: UUID,
    principal: int,
    reason: Reason,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    undoes: UUID | None = None,
) -> UUID:
    subject = uuid5(record_id, f"{principal}.{reason}")
    to = (await describe(scope, [principal]))[principal]
    about = {
        "object": definition.name, "label": definition.label.as_json(), "record": str(record_id), "principal": principal, "reason": reason,
        "to": None if to.kind == "everyone" else to.name,
    }  # fmt: skip
    kept = [None if each is None else {**about, **each} for each in (before, after)]
    return await record_administration(scope, KIND, subject, *kept, undoes=undoes)


def may_share(scope: Scope, definition: ObjectDef, acl: Collection[int]) -> bool:
    """Whoever may change a record may share it; the same test as the database's policy."""
    may_change = scope.sees_all or not set(acl).isdisjoint(scope.actor.principals)
    return may_change and scope.may(f"{definition.name}.update")


async def locked_record(scope: Scope, object_name: str, record_id: UUID) -> ObjectDef:
    """The definition, once nobody else can share or change the record."""
    definition = await shareable(scope, object_name)
    scope.require(f"{definition.name}.read")
    scope.require(f"{definition.name}.update")
    await recomputing.lock_sharing(scope)
    row = (await locked_rows(scope, definition, [record_id])).get(record_id)
    if row is None and await recomputing.read_shared(scope, definition, record_id) is not None:
        raise Forbidden("record_not_editable")
    if row is None or row["deleted_at"] is not None:
        raise NotFound()
    return definition


async def _principal_of_share(scope: Scope, record_id: UUID, ref: PrincipalRef) -> int | None:
    """Among those that the record has: also of somebody who has been deleted since."""
    rows = await queries.list_shares(scope, record_id)
    described = await describe(scope, {row["principal"] for row in rows})
    found = (number for number, each in described.items() if (each.kind, each.id) == (ref.kind, ref.id))
    return next(found, None)


async def _listed(scope: Scope, definition: ObjectDef, record_id: UUID, shares: bool = True) -> ShareList:
    rows = await queries.list_shares(scope, record_id)
    described = await describe(scope, {row["principal"] for row in rows})
    authors = await queries.names_of_users(scope, [row["created_by"] for row in rows if row["created_by"]])
    return ShareList(
        [
            Share(
                shared_with=described[row["principal"]],
                reason=row["reason"],
                level=row["level"],
                part=row["part"],
                created_by=_author(row, authors),
                created_at=row["created_at"],
            )
            for row in rows
        ],
        shares,
        definition.name in WITH_TEAMS,
    )


def _author(row: Any, names: Mapping[UUID, str]) -> Person | None:
    name = names.get(row["created_by"])
    return None if name is None else Person(row["created_by"], name)
