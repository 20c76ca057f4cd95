"""The answer to `POST /organisation/preview`."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

import msgspec

from guanxi.features.organisation.schemas.previews import (
    AccessGroup,
    AccessPreview,
    AffectedPerson,
    OrganisationEdit,
)
from guanxi.features.organisation.service.checks import MANAGE
from guanxi.features.organisation.service.previews.differences import Changes, changes_of_people, is_gain
from guanxi.features.organisation.service.previews.edits import edited
from guanxi.features.organisation.service.previews.records import look
from guanxi.features.organisation.service.previews.snapshot import (
    MOST_PEOPLE,
    Organisation,
    organisation_of,
)
from guanxi.kernel.tenancy import Scope

MOST_GROUPS = 50
SAMPLE = 10


async def preview_edit(scope: Scope, edit: OrganisationEdit) -> AccessPreview:
    """Of people who are not deactivated, invited yet or not; but for administrators, who see everything. Raises as making the edit would."""
    scope.require(MANAGE)
    now = await organisation_of(scope)
    then = await edited(scope, now, edit)
    before, after = now.held(), then.held()
    touched = {principal for person in before for principal in before[person] ^ after[person]}
    seen = await look(scope, touched, now.owners(), then.owners())
    changed = changes_of_people(before, after, seen.objects, scope.locale)
    partly = seen.partly or len(now.people) == MOST_PEOPLE
    return AccessPreview(len(changed), _groups(now, changed), partly)


def _groups(now: Organisation, changed: dict[UUID, Changes]) -> list[AccessGroup]:
    """People with the same changes together, the first of them by name."""
    together: defaultdict[bytes, list[UUID]] = defaultdict(list)
    for person in now.people:
        if person in changed:
            together[msgspec.json.encode(changed[person])].append(person)
    groups = []
    for people in together.values():
        changes = changed[people[0]]
        sample = [AffectedPerson(each, now.people[each].name) for each in people[:SAMPLE]]
        gains = [change for change in changes if is_gain(change)]
        losses = [change for change in changes if not is_gain(change)]
        groups.append(AccessGroup(len(people), sample, gains, losses))
    groups.sort(key=lambda group: -sum(each.records for each in (*group.gains, *group.losses)))
    return groups[:MOST_GROUPS]
