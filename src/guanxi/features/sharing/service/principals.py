"""Principals as people know them: everyone, a person, a team, a role."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

import msgspec

from guanxi.features.sharing.queries import principals as queries
from guanxi.features.sharing.schemas import KINDS, Principal, PrincipalPage, PrincipalRef
from guanxi.kernel.errors import Invalid, render
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

TEAMS = ("team", "queue", "territory")
RECEIVERS = ("everyone", "user", *TEAMS)  # nobody holds a role's own principal but those above it
OWNERS = ("user", *TEAMS, "org_role")
_FIRST = (-1, "", UUID(int=0))
_SHAPE = "sharing-principals"


async def describe(scope: Scope, principals: Collection[int]) -> Mapping[int, Principal]:
    """Each of them, also those who are gone."""
    gone = Principal("gone", None, render("principal_gone", {}, scope.locale))
    found = dict.fromkeys(principals, gone)
    for row in await queries.by_principal(scope, set(principals) - {scope.tenant.everyone}):
        found[row["principal"]] = Principal(row["kind"], row["id"], row["name"])
    if scope.tenant.everyone in found:
        found[scope.tenant.everyone] = _everyone(scope)
    return found


async def resolve(scope: Scope, ref: PrincipalRef, field: str, kinds: Collection[str]) -> int:
    """Raises 422 `principal_unsuitable` and `principal_unknown`."""
    if ref.kind not in kinds:
        raise Invalid("principal_unsuitable", field=field)
    if ref.kind == "everyone":
        return scope.tenant.everyone
    row = await queries.by_id(scope, ref.id) if ref.id is not None else None
    if row is None or (row["kind"] != ref.kind and not (row["kind"] in TEAMS and ref.kind in TEAMS)):
        raise Invalid("principal_unknown", field=field)
    principal: int = row["principal"]
    return principal


async def search(scope: Scope, q: str, kinds: Sequence[str], cursor: str, limit: int) -> PrincipalPage:
    """Raises 422 `principal_kind_unknown`, `cursor_invalid`."""
    scope.require("user.read")
    for kind in kinds:
        if kind not in KINDS:
            raise Invalid("principal_kind_unknown", field="kinds", params={"kind": kind[:40]})
    wanted = list(kinds or KINDS)
    after = _FIRST
    if cursor:
        found = decode_cursor(scope.tenant.id, cursor, _SHAPE)
        after = (int(found.values[0]), str(found.values[1]), found.id)
    rows = await queries.search(scope, q, wanted, after, limit + 1)
    data = [Principal(row["kind"], row["id"], row["name"]) for row in rows[:limit]]
    everyone = _everyone(scope)
    if not cursor and "everyone" in wanted and q.lower() in everyone.name.lower():
        data.insert(0, everyone)
    if len(rows) <= limit:
        return PrincipalPage(data, None)
    last = rows[limit - 1]
    place = msgspec.json.encode([0, last["place"], last["name"], last["id"]]).decode()
    return PrincipalPage(data, encode_cursor(scope.tenant.id, _SHAPE, place))


def _everyone(scope: Scope) -> Principal:
    return Principal("everyone", None, render("principal_everyone", {}, scope.locale))
