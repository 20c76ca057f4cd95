"""Duplicates that are there: pages of records that agree."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.duplicates.queries import keys as queries
from guanxi.features.duplicates.schemas import DuplicateGroup, DuplicateGroups, GroupRecord
from guanxi.features.duplicates.service.declaring import matches_in_force
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

FIRST = UUID(int=0)
MOST_SHOWN = 10


async def list_groups(scope: Scope, object_name: str, cursor: str, limit: int) -> DuplicateGroups:
    """Groups of which the caller sees at least two records; a page may hold fewer than `limit`. Raises 403, 404, `cursor_invalid`."""
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.read")
    sees = scope.actor.rights.sees
    matches = {
        match.id: match
        for match in await matches_in_force(scope, object_name)
        if all(sees(object_name, name) for name in match.fields)
    }
    shape = f"duplicates.{object_name}"
    after = (FIRST, FIRST)
    if cursor:
        match_id, key = decode_cursor(scope.tenant.id, cursor, shape).values
        after = (UUID(str(match_id)), UUID(str(key)))
    if not matches:
        return DuplicateGroups([], None)
    async with elevated(scope):
        rows = await queries.groups(scope, list(matches), after, limit + 1)
    shown, more = rows[:limit], len(rows) > limit
    names = await queries.names_of(scope, definition, sorted({each for row in shown for each in row["ids"]}))
    groups = []
    for row in shown:
        seen = [each for each in row["ids"] if each in names]
        if len(seen) > 1:
            match = matches[row["match"]]
            count = row["n"] if scope.sees_all else len(seen)
            records = [GroupRecord(each, names[each]) for each in seen[:MOST_SHOWN]]
            label = match.label.in_locale(scope.locale)
            groups.append(DuplicateGroup(match.rule, label, match.fields, count, records))
    next_cursor = None
    if more:
        last = shown[-1]
        place = f'[0,"{last["match"]}","{last["key"]}","{FIRST}"]'
        next_cursor = encode_cursor(scope.tenant.id, shape, place)
    return DuplicateGroups(groups, next_cursor)
