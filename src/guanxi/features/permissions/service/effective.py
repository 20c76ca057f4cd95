"""What one person may do, and which set gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from guanxi.features.permissions import schemas
from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.service.assignments import find_holder
from guanxi.features.permissions.service.ceilings import AREA
from guanxi.features.permissions.service.found_sets import definitions_of_roles, name_of_role_set
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.tenancy import EVERYTHING, Rights, Scope, rights_of
from guanxi.kernel.tenancy.rights import AREAS, LICENCES, RECORD_VERBS, rights_from

ADMINISTRATOR = "admin"
Sources = Sequence[tuple[schemas.Source, Rights]]


async def get_rights(scope: Scope, user_id: UUID) -> schemas.RightsOfUser:
    """One's own, or anybody's with the area. Raises 403, 404."""
    if user_id != scope.actor.user_id:
        scope.require(AREA)
    holder = await find_holder(scope, user_id)
    sources, rights = await _sources(scope, holder["role"], holder["licence"], user_id)
    return schemas.RightsOfUser(
        user=schemas.Holder(**holder),
        sources=[source for source, _ in sources],
        objects=[_of_object(scope, each, rights, sources) for each in await registry_of(scope)],
        areas=[_right(area, rights.allow(area), sources, _has_area(area)) for area in AREAS],
    )


async def _sources(scope: Scope, role: str, licence: str, user_id: UUID) -> tuple[Sources, Rights]:
    if role == ADMINISTRATOR:
        name = render("permission_set_admin", {}, scope.locale)
        return [(schemas.Source(ADMINISTRATOR, name, "administrator"), EVERYTHING)], EVERYTHING
    roles = await definitions_of_roles(scope)
    assigned = await sets.get_sets(scope, (await holders.sets_of_users(scope, [user_id]))[user_id])
    definitions = [*((roles[role],) if role in roles else ()), *(row["definition"] for row in assigned)]
    sources = [
        *((schemas.Source(role, name_of_role_set(role, scope.locale), "role"),) if role in roles else ()),
        *(schemas.Source(str(row["id"]), row["name"], "assignment") for row in assigned),
    ]
    given = [rights_from(definition) for definition in definitions]
    return list(zip(sources, given, strict=True)), rights_of(role, definitions, licence)


def _of_object(scope: Scope, definition: ObjectDef, rights: Rights, sources: Sources) -> schemas.ObjectRights:
    name = definition.name
    return schemas.ObjectRights(
        object=name,
        label=definition.label.in_locale(scope.locale),
        verbs=[
            _right(verb, verb in rights.verbs(name), sources, _has_verb(name, verb)) for verb in RECORD_VERBS
        ],
        fields=[
            _field(name, field.name, field.label.in_locale(scope.locale), rights, sources)
            for field in definition.field_list
        ],
    )


def _right(name: str, allowed: bool, sources: Sources, gives: Callable[[Rights], bool]) -> schemas.Right:
    given_by = [source.id for source, given in sources if gives(given)]
    return schemas.Right(name, allowed, given_by, withheld=bool(given_by) and not allowed)


def _field(
    object_name: str, field_name: str, label: str, rights: Rights, sources: Sources
) -> schemas.FieldRight:
    reach = rights.reach(object_name, field_name)
    order = ("hidden", "read", "edit")
    given_by = [
        source.id
        for source, given in sources
        if reach != "hidden" and order.index(given.reach(object_name, field_name)) >= order.index(reach)
    ]
    return schemas.FieldRight(field_name, label, reach, given_by)  # type: ignore[arg-type]


def _has_verb(object_name: str, verb: str) -> Callable[[Rights], bool]:
    return lambda given: verb in given.verbs(object_name)


def _has_area(area: str) -> Callable[[Rights], bool]:
    return lambda given: given.allow(area)


def ceiling_of(licence: str) -> schemas.Definition:
    """The most that a licence allows, as a definition."""
    rights = LICENCES[licence]
    return schemas.Definition(
        objects={
            name: [verb for verb in RECORD_VERBS if verb in verbs] for name, verbs in rights.objects.items()
        },
        areas=[area for area in AREAS if area in rights.areas],
    )
