"""Every grant on a record and where it comes from. What is written as its `acl` and what explains it are one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.permissions.acl import Level, Sharing, default_sharing
from guanxi.kernel.permissions.owned import Owned, owned_records, read_by_grants
from guanxi.kernel.permissions.rules import SharingRule, rules_of
from guanxi.kernel.permissions.tables import record_share
from guanxi.kernel.tenancy import Scope

GrantReason = Literal["default", "owner", "owner_role", "rule", "manual", "team"]

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
# No sub-query in the answer, and the company by name in every condition: a sharded database sends it to one place.
_OWNERS = prepare(
    text(
        "SELECT u.id, u.principal, r.principal AS role, t.principal AS team "
        "FROM guanxi.app_user u LEFT JOIN guanxi.org_role r ON r.tenant_id = :tenant_id AND r.id = u.org_role_id "
        "LEFT JOIN guanxi.team_member m ON m.tenant_id = :tenant_id AND m.user_id = u.id "
        "LEFT JOIN guanxi.team t ON t.tenant_id = :tenant_id AND t.id = m.team_id "
        "WHERE u.tenant_id = :tenant_id AND u.id = ANY(:ids)"
    ).bindparams(_TENANT, _IDS)
)
_SHARES = prepare(
    select(record_share).where(record_share.c.tenant_id == _TENANT, record_share.c.record_id == _IDS.any_())
)


@dataclass(frozen=True, slots=True)
class Grant:
    """`source` is the rule's id where a rule gives it; `part` what somebody does in a team; `through` the object of the record
    that it is given on, where this record is a part of that one.
    """

    principal: int
    level: Level
    reason: GrantReason
    source: UUID | None = None
    part: str | None = None
    through: str | None = None

    @property
    def entry(self) -> int:
        return self.principal if self.level == "edit" else -self.principal


@dataclass(frozen=True, slots=True)
class Owner:
    principal: int
    role: int | None
    held: frozenset[int]  # what rules by owner ask for: own, role's and teams' principals


async def grants_of(
    scope: Scope,
    definition: ObjectDef,
    records: Sequence[Owned],
    *,
    are_new: Collection[UUID] = (),
    rules: Sequence[SharingRule] | None = None,
    sharing: Sharing | None = None,
    owners: Mapping[UUID | None, Owner] | None = None,
) -> list[list[Grant]]:
    """For each record; in at most two statements for all. Records in `are_new` cannot have been shared yet.

    `rules`, `sharing` and `owners` stand in for those of the company, to see what others would give. A record that is a part of another
    has what is given on that one, and nothing of its own: the transaction must then be above record sharing, and takes a
    statement more for each step up.
    """
    masters = await _by_master(scope, definition, records)
    if masters:
        field = definition.master_field
        assert field is not None
        apart = [record for record in records if record.values.get(field.name) not in masters]
        own = dict(
            zip(
                (record.id for record in apart),
                await _own_grants(scope, definition, apart, are_new, rules, sharing, owners),
                strict=True,
            )
        )
        return [
            own[record.id] if record.id in own else masters[record.values[field.name]] for record in records
        ]
    return await _own_grants(scope, definition, records, are_new, rules, sharing, owners)


async def _by_master(
    scope: Scope, definition: ObjectDef, records: Sequence[Owned]
) -> dict[UUID, list[Grant]]:
    """What is given on the records that these are parts of."""
    field = definition.master_field
    if field is None or field.target is None:
        return {}
    ids = {master for record in records if (master := record.values.get(field.name)) is not None}
    registry = await registry_of(scope)
    if not ids or field.target not in registry:
        return {}
    master = registry.object(field.target)
    names = await read_by_grants(scope, master)
    found = await owned_records(scope, master, sorted(ids), names)
    grants = await grants_of(scope, master, found)
    return {
        each.id: [grant if grant.through else replace(grant, through=master.name) for grant in given]
        for each, given in zip(found, grants, strict=True)
    }


async def _own_grants(
    scope: Scope,
    definition: ObjectDef,
    records: Sequence[Owned],
    are_new: Collection[UUID],
    rules: Sequence[SharingRule] | None,
    sharing: Sharing | None,
    owners: Mapping[UUID | None, Owner] | None,
) -> list[list[Grant]]:
    if not records:
        return []
    if owners is None:
        owners = await owners_of(scope, {record.owner for record in records if record.owner is not None})
    shares = await shares_of(scope, [record.id for record in records if record.id not in are_new])
    by_default = [*_by_default(scope, sharing or default_sharing(scope.tenant, definition.name))]
    by_owner = {
        owner: [*by_default, *_by_owner(owners.get(owner))] for owner in {record.owner for record in records}
    }
    found = [[*by_owner[record.owner], *shares.get(record.id, ())] for record in records]
    for rule in await rules_of(scope, definition.name) if rules is None else rules:
        for place in _matching(rule, records, owners):
            found[place].append(Grant(rule.principal, rule.level, "rule", rule.id))
    return found


async def owners_of(scope: Scope, ids: Collection[UUID]) -> dict[UUID | None, Owner]:
    """A row for each team of an owner, put together here."""
    if not ids:
        return {}
    rows = await scope.tx.fetch(_OWNERS, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    held: defaultdict[UUID, set[int]] = defaultdict(set)
    for row in rows:
        held[row["id"]].update(filter(None, (row["principal"], row["role"], row["team"])))
    return {row["id"]: Owner(row["principal"], row["role"], frozenset(held[row["id"]])) for row in rows}


async def shares_of(scope: Scope, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Grant]]:
    """Given by hand or by a place in a team."""
    found: defaultdict[UUID, list[Grant]] = defaultdict(list)
    if ids:
        for row in await scope.tx.fetch(_SHARES, {"tenant_id": scope.tenant.id, "ids": ids}):
            found[row["record_id"]].append(
                Grant(row["principal"], row["level"], row["reason"], part=row["part"])
            )
    return found


def _by_default(scope: Scope, sharing: Sharing) -> Iterable[Grant]:
    if sharing != "private":
        yield Grant(scope.tenant.everyone, "read" if sharing == "read" else "edit", "default")


def _by_owner(owner: Owner | None) -> Iterable[Grant]:
    """Those above him hold his role's principal, or his own where they are his managers."""
    if owner is not None:
        yield Grant(owner.principal, "edit", "owner")
        if owner.role is not None:
            yield Grant(owner.role, "edit", "owner_role")


def _matching(
    rule: SharingRule, records: Sequence[Owned], owners: Mapping[UUID | None, Owner]
) -> Iterable[int]:
    places: Sequence[int] = range(len(records))
    if rule.owned_by is not None:
        places = [
            place
            for place in places
            if (owner := owners.get(records[place].owner)) is not None and rule.owned_by in owner.held
        ]
    if rule.program is None:
        return places
    answers = rule.program.evaluate(records[place].values for place in places)
    return [place for place, answer in zip(places, answers, strict=True) if answer]
