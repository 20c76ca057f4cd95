"""What somebody owns, who shall have it, and whether that may be. Everything is counted above record sharing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.edge.roles import above_sharing, global_tables
from guanxi.features.api_keys.facade import count_keys
from guanxi.features.hand_overs import queries
from guanxi.features.hand_overs.schemas import HandOver, HandOverRequest, Holding, Person, Place
from guanxi.features.organisation.facade import places_of
from guanxi.features.sessions.facade import count_sessions
from guanxi.features.views.facade import count_shared_views
from guanxi.kernel.changes import Change, preview
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

JOB = "hand_overs.run"
SOURCE = "hand_over"
RIGHT = "user.manage"
MOST_PLACES_SHOWN = 200


async def describe(scope: Scope, user_id: UUID) -> HandOver:
    """Raises 403 without `user.manage`, 404 for an unknown person or queue; one in the recycle bin is known."""
    scope.require(RIGHT)
    return await _described(scope, await _find(scope, user_id))


async def hand_over(scope: Scope, user_id: UUID, request: HandOverRequest) -> HandOver:
    """The plan, and unless it is a preview the job that carries it out.

    Raises 403, 404, 409 `hand_over_under_way`, `last_administrator`, 422 where the request leaves something behind
    or names who cannot take over.
    """
    scope.require(RIGHT)
    user = await _find(scope, user_id)
    _check_rights(scope, user, request)
    _check_kind(user, request)
    described = await _described(scope, user)
    await _assign(scope, described, request)
    await _check(scope, user, described, request)
    if request.preview:
        return described
    if await queries.find_under_way(scope, user_id) is not None:
        raise Conflict("hand_over_under_way", params={"name": user["name"]})
    described.change_set_id = new_id()
    described.job_id = await enqueue(scope, JOB, _arguments(described, request))
    return described


def _arguments(described: HandOver, request: HandOverRequest) -> dict[str, Any]:
    plan = [[holding.object, str(holding.to.id)] for holding in described.objects if holding.to is not None]
    return {
        "user_id": str(described.user.id),
        "change_set_id": str(described.change_set_id),
        "plan": plan,
        "to": str(request.to) if request.to else None,
        "memberships": request.memberships,
        "reports": request.reports,
        "views": request.views,
        "deactivate": request.deactivate,
        "reason": request.reason,
        "total": sum(holding.count for holding in described.objects if holding.to is not None),
    }


async def _find(scope: Scope, user_id: UUID) -> Any:
    user = (await queries.find_users(scope, [user_id])).get(user_id)
    if user is None:
        raise NotFound()
    return user


def _check_rights(scope: Scope, user: Any, request: HandOverRequest) -> None:
    if user["role"] == "admin" and not scope.actor.rights.unlimited:
        raise Forbidden("hand_over_of_administrator")
    if request.memberships != "keep" or request.reports:
        scope.require("sharing.manage")
    if request.deactivate and user["id"] == scope.actor.user_id:
        raise Forbidden("hand_over_of_yourself", field="deactivate")


def _check_kind(user: Any, request: HandOverRequest) -> None:
    """Raises 422 for what only people have: places, people below them, views of their own, sign-ins."""
    if user["kind"] != "queue":
        return
    if request.memberships != "keep" or request.reports or request.views or request.deactivate:
        raise Invalid("hand_over_of_queue", field="to", params={"queue": user["name"]})


async def _described(scope: Scope, user: Any) -> HandOver:
    registry = await registry_of(scope)
    objects = [definition for definition in registry if definition.name != "user"]
    counts = await queries.count_owned(scope, objects, user["id"])
    holdings = [
        Holding(definition.name, definition.plural_label.in_locale(scope.locale), *counts[definition.name])
        for definition in objects
    ]
    places = await places_of(scope, user["id"], MOST_PLACES_SHOWN)
    async with global_tables(scope) as tx:
        sign_ins = await count_sessions(tx, scope.tenant.id, user["id"])
        api_keys = await count_keys(tx, scope.tenant.id, user["id"])
    return HandOver(
        user=Person(user["id"], user["name"]),
        kind=user["kind"],
        status=user["status"],
        deleted=user["deleted_at"] is not None,
        objects=holdings,
        open_tasks=await queries.count_open_tasks(scope, user["id"]),
        total=sum(holding.count for holding in holdings),
        places=[Place(place.id, place.name, place.kind) for place in places],
        reports=await queries.count_reports(scope, user["id"]),
        views=await count_shared_views(scope, user["id"]),
        sign_ins=sign_ins,
        api_keys=api_keys,
        job_id=await queries.find_under_way(scope, user["id"]),
    )


async def _assign(scope: Scope, described: HandOver, request: HandOverRequest) -> None:
    """Sets `to` of each holding; raises 422 for who cannot take over."""
    names = {holding.object for holding in described.objects}
    for name in request.by_object:
        if name not in names:
            raise Invalid("hand_over_object_unknown", field="by_object", params={"object": name[:80]})
    wanted = {request.to, *request.by_object.values()} - {None}
    found = await queries.find_users(scope, [each for each in wanted if each is not None])
    for field, recipient in [
        ("to", request.to),
        *(("by_object", each) for each in request.by_object.values()),
    ]:
        if recipient is not None:
            _check_recipient(described, found.get(recipient), field)
    needs_person = request.memberships == "move" or request.reports or request.views
    if needs_person and (request.to is None or found[request.to]["kind"] != "person"):
        raise Invalid("hand_over_places_need_person", field="to")
    for holding in described.objects:
        recipient = request.by_object.get(holding.object, request.to)
        holding.to = Person(recipient, found[recipient]["name"]) if recipient is not None else None


def _check_recipient(described: HandOver, recipient: Any | None, field: str) -> None:
    if recipient is None or recipient["deleted_at"] is not None:
        raise Invalid("hand_over_recipient_unknown", field=field)
    if recipient["id"] == described.user.id:
        raise Invalid("hand_over_to_same", field=field)
    if recipient["kind"] == "person" and recipient["status"] != "active":
        raise Invalid("hand_over_recipient_inactive", field=field, params={"name": recipient["name"]})


async def _check(scope: Scope, user: Any, described: HandOver, request: HandOverRequest) -> None:
    if not (request.to or request.by_object or request.deactivate or request.memberships != "keep"):
        raise Invalid("hand_over_nothing_asked", field="to")
    if not request.deactivate:
        return
    left = [holding.label for holding in described.objects if holding.count and holding.to is None]
    if left:
        raise Invalid("hand_over_leaves_records", field="deactivate", params={"objects": ", ".join(left)})
    if user["deleted_at"] is None:
        await _check_departure(scope, user["id"])


async def _check_departure(scope: Scope, user_id: UUID) -> None:
    """The rules of users speak now, not when everything has been handed over."""
    async with above_sharing(scope) as above:
        outcome = await preview(above, [departure_of(user_id)])
    for refused in outcome.refused:
        error = refused.errors[0]
        raise Problem(error.code, status=409, field="deactivate", params=error.params)


def departure_of(user_id: UUID) -> Change:
    return Change("update", "user", user_id, {"status": "deactivated"}, system=True)
