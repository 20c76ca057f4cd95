"""Why somebody sees a record, or does not. From the same grants that are written on it, and the same principals, rights
and fields that every request is measured by; nothing here decides anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import msgspec

from guanxi.edge.roles import global_tables
from guanxi.features.sharing.queries import principals as people
from guanxi.features.sharing.queries import rules as rule_queries
from guanxi.features.sharing.schemas import (
    Access,
    Because,
    FieldAccess,
    Grant,
    NamedRule,
    PeoplePage,
    Person,
    PersonAccess,
    Principal,
    Verdict,
    WhyNot,
)
from guanxi.features.sharing.service.checks import MANAGE, shareable
from guanxi.features.sharing.service.principals import describe
from guanxi.features.sharing.service.shares import WITH_TEAMS, may_share
from guanxi.kernel.changes import recomputing
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.errors import Forbidden, Invalid, NotFound, render
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.permissions import Grant as GrantOnRecord
from guanxi.kernel.permissions import at_current_version, default_sharing, grants_of, merged
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope, ScopeSeed, load_seeds

_SHAPE = "record-access"
Via = Literal["everyone", "self", "member", "manager", "role"]


@dataclass(frozen=True, slots=True)
class Explained:
    """A record, what gives access to it and what that is called."""

    definition: ObjectDef
    grants: Sequence[GrantOnRecord]
    acl: Sequence[int]
    principals: Mapping[int, Principal]
    rules: Mapping[UUID, str]
    through: Mapping[str, str]  # the labels of objects of which the record is a part


async def explain(
    scope: Scope, object_name: str, record_id: UUID, user_id: UUID | None, field_name: str | None
) -> Access:
    """The grants on a record, and what they mean for one person: oneself, or for whoever may share it, another.

    Raises 403 `access_of_others`, 404, 422 `person_unknown`, `field_unknown`.
    """
    scope = await at_current_version(scope)
    found = await _explained(scope, object_name, record_id)
    shares = may_share(scope, found.definition, found.acl)
    asked = user_id or scope.actor.user_id
    if asked != scope.actor.user_id:
        _require_sight_of_others(scope, shares)
    person = await people.person(scope, asked)
    seed = (await _seeds(scope, [asked])).get(asked)
    if person is None or seed is None:
        raise Invalid("person_unknown", field="user")
    verdict = _verdict(scope, found, seed, may_enter=person["status"] == "active")
    if field_name is not None:
        field = _visible_field(scope, found.definition, field_name)
        verdict.field = _of_field(scope, found.definition, field, seed, verdict)
    master = next((grant.through for grant in found.grants if grant.through is not None), None)
    return Access(
        sharing=default_sharing(scope.tenant, master or found.definition.name),
        up_to_date=_is_up_to_date(found),
        may_share=shares and master is None,
        team=found.definition.name in WITH_TEAMS and master is None,
        grants=[_described(scope, found, grant) for grant in found.grants],
        verdict=verdict,
    )


async def list_people(
    scope: Scope, object_name: str, record_id: UUID, q: str, cursor: str, limit: int
) -> PeoplePage:
    """Everybody who can sign in, by name, and what each may do with the record. For whoever may share it."""
    scope = await at_current_version(scope)
    found = await _explained(scope, object_name, record_id)
    _require_sight_of_others(scope, may_share(scope, found.definition, found.acl))
    after = ("", UUID(int=0))
    if cursor:
        place = decode_cursor(scope.tenant.id, cursor, _SHAPE)
        after = (str(place.values[0]), place.id)
    rows = await people.people(scope, q, after, limit + 1)
    shown = rows[:limit]
    seeds = await _seeds(scope, [row["id"] for row in shown])
    data = []
    for row in shown:
        if seed := seeds.get(row["id"]):
            verdict = _verdict(scope, found, seed, may_enter=True)
            text = (verdict.because[0] if verdict.reads and verdict.because else verdict.why_not[0]).text
            data.append(
                PersonAccess(
                    verdict.user, row["title"], verdict.reads, verdict.edits, verdict.above_sharing, text
                )
            )
    if len(rows) <= limit:
        return PeoplePage(data, None)
    last = msgspec.json.encode([0, shown[-1]["name"], shown[-1]["id"]]).decode()
    return PeoplePage(data, encode_cursor(scope.tenant.id, _SHAPE, last))


async def _explained(scope: Scope, object_name: str, record_id: UUID) -> Explained:
    """Who manages sharing may also ask about records that he does not see."""
    definition = await shareable(scope, object_name)
    scope.require(f"{definition.name}.read")
    shared = await recomputing.read_shared(scope, definition, record_id, above_sharing=scope.may(MANAGE))
    if shared is None:
        raise NotFound()
    async with elevated(scope):  # What is given on the record that this one is a part of.
        grants = (await grants_of(scope, definition, [shared.owned]))[0]
    principals = await describe(scope, {grant.principal for grant in grants})
    wanted = {grant.source for grant in grants if grant.source is not None}
    objects = {grant.through or definition.name for grant in grants if grant.source in wanted}
    rules = [row for name in sorted(objects) for row in await rule_queries.rules_of_object(scope, name)]
    names = {row["id"]: row["name"] for row in rules if row["id"] in wanted}
    registry = await registry_of(scope)
    objects = {grant.through for grant in grants if grant.through is not None}
    labels = {name: registry.object(name).label.in_locale(scope.locale) for name in objects}
    return Explained(definition, grants, shared.acl, principals, names, labels)


def _require_sight_of_others(scope: Scope, shares: bool) -> None:
    if not shares and not scope.may(MANAGE):
        raise Forbidden("access_of_others")


async def _seeds(scope: Scope, user_ids: Sequence[UUID]) -> dict[UUID, ScopeSeed]:
    """As these people's own requests are opened."""
    async with global_tables(scope) as tx:
        return await load_seeds(tx, scope.tenant.id, user_ids)


def _is_up_to_date(found: Explained) -> bool:
    return merged(grant.entry for grant in found.grants) == list(found.acl)


def _verdict(scope: Scope, found: Explained, seed: ScopeSeed, *, may_enter: bool) -> Verdict:
    name, rights = found.definition.name, seed.actor.rights
    held = [grant for grant in found.grants if grant.principal in seed.actor.principals]
    above = seed.actor.role == "admin"
    may_read, may_update = rights.allow(f"{name}.read"), rights.allow(f"{name}.update")
    reads = may_enter and may_read and (above or bool(held))
    edits = reads and may_update and (above or any(grant.level == "edit" for grant in held))
    held.sort(key=lambda grant: grant.level != "edit")
    why_not = []
    if not may_enter:
        why_not.append(WhyNot("inactive", render("access_inactive", {}, scope.locale)))
    if not may_read:
        why_not.append(WhyNot("no_right_to_read", _say(scope, found, "access_no_right_to_read")))
    if not above and not held:
        why_not.append(WhyNot("not_shared", render("access_not_shared", {}, scope.locale)))
    if may_read and not may_update:
        why_not.append(WhyNot("no_right_to_change", _say(scope, found, "access_no_right_to_change")))
    if held and not above and not any(grant.level == "edit" for grant in held):
        why_not.append(WhyNot("shared_to_read", render("access_shared_to_read", {}, scope.locale)))
    because = [_because(scope, found, seed, grant) for grant in held]
    if above:
        because.insert(0, _as_administrator(scope, seed))
    return Verdict(
        user=Person(seed.actor.user_id, seed.actor.name),
        reads=reads,
        edits=edits,
        above_sharing=above,
        because=because,
        why_not=why_not,
        field=None,
    )


def _say(scope: Scope, found: Explained, code: str) -> str:
    label = found.definition.plural_label.in_locale(scope.locale)
    return render(code, {"objects": label}, scope.locale)


def _described(scope: Scope, found: Explained, grant: GrantOnRecord) -> Grant:
    return Grant(
        to=found.principals[grant.principal],
        level=grant.level,
        reason=grant.reason,
        rule=None if grant.source is None else NamedRule(grant.source, found.rules.get(grant.source, "")),
        part=grant.part,
        text=_reason(scope, found, grant),
    )


def _because(scope: Scope, found: Explained, seed: ScopeSeed, grant: GrantOnRecord) -> Because:
    described = _described(scope, found, grant)
    via = _via(scope, seed, grant.principal, described.to)
    text = described.text
    if via not in ("everyone", "self"):
        how = render(f"access_via_{via}", {"name": described.to.name}, scope.locale)
        text = render("access_because_via", {"reason": text, "how": how}, scope.locale)
    return Because(described.to, described.level, described.reason, described.rule, described.part, text, via)


def _as_administrator(scope: Scope, seed: ScopeSeed) -> Because:
    to = Principal("user", seed.actor.user_id, seed.actor.name)
    return Because(to, "edit", "owner", None, None, render("access_administrator", {}, scope.locale), "self")


def _reason(scope: Scope, found: Explained, grant: GrantOnRecord) -> str:
    params = {
        "to": found.principals[grant.principal].name,
        "rule": found.rules.get(grant.source, "") if grant.source is not None else "",
        "part": grant.part or "",
    }
    code = f"access_reason_{grant.reason}"
    if grant.reason == "team" and not grant.part:
        code = "access_reason_team_plain"
    text = render(code, params, scope.locale)
    if grant.through is not None:
        through = found.through[grant.through]
        text = render("access_through", {"reason": text, "object": through}, scope.locale)
    return render(f"access_level_{grant.level}", {"reason": text}, scope.locale)


def _via(scope: Scope, seed: ScopeSeed, principal: int, to: Principal) -> Via:
    if principal == scope.tenant.everyone:
        return "everyone"
    if principal == seed.actor.principal:
        return "self"
    if to.kind == "org_role":
        return "role"
    return "manager" if to.kind in ("user", "gone") else "member"


def _visible_field(scope: Scope, definition: ObjectDef, name: str) -> Field:
    """A field that the asker may not see is not there."""
    field = definition.field(name)
    if field is None or not scope.actor.rights.sees(definition.name, name):
        raise Invalid("field_unknown", field="field", params={"name": name[:80], "suggestion": ""})
    return field


def _of_field(
    scope: Scope, definition: ObjectDef, field: Field, seed: ScopeSeed, verdict: Verdict
) -> FieldAccess:
    rights = seed.actor.rights
    sees = rights.sees(definition.name, field.name)
    edits = sees and not field.read_only and rights.edits(definition.name, field.name)
    label = field.label.in_locale(scope.locale)
    if not sees:
        code = "access_field_hidden"
    elif field.read_only:
        code = "access_field_kept_by_system"
    elif not edits:
        code = "access_field_to_read"
    else:
        code = "access_field_free"
    return FieldAccess(
        field.name,
        label,
        verdict.reads and sees,
        verdict.edits and edits,
        render(code, {"field": label}, scope.locale),
    )
