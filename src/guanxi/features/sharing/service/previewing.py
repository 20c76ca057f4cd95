"""What another default, a rule or its removal would change, before it is saved."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from guanxi.features.sharing.queries import shares
from guanxi.features.sharing.schemas import Preview, PreviewRecord, PreviewRequest
from guanxi.features.sharing.service.checks import MANAGE, shareable
from guanxi.features.sharing.service.rules import FIRST, columns_of, found_rule
from guanxi.kernel.changes import recomputing
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Conventions, ObjectDef, registry_of
from guanxi.kernel.permissions import (
    Grant,
    SharingRule,
    at_current_version,
    grants_of,
    read_rule,
    rules_of,
)
from guanxi.kernel.tenancy import Scope

CHUNK = 2_000
MOST_EXAMINED = 50_000
MOST_SECONDS = 2.0
SAMPLE = 10
NEW = UUID(int=0)
_RANK = {"read": 1, "edit": 2}


async def preview(scope: Scope, request: PreviewRequest) -> Preview:
    """Walks the oldest records first, for two seconds at most. Raises as saving would."""
    scope.require(MANAGE)
    definition = await shareable(scope, request.object)
    scope = await at_current_version(scope)
    before = await rules_of(scope, definition.name)
    after = await _rules_after(scope, definition, request, before)
    names = sorted({name for rule in (*before, *after) for name in rule.reads})
    total = await recomputing.count_records(scope, definition, recomputing.Walk())
    examined, gained, lost, last = 0, 0, 0, FIRST
    found: list[tuple[UUID, bool, bool]] = []
    give_up = time.monotonic() + MOST_SECONDS
    while examined < MOST_EXAMINED and time.monotonic() < give_up:
        records = await recomputing.read_owned(scope, definition, names, last, CHUNK)
        now = await grants_of(scope, definition, records, rules=before)
        then = await grants_of(scope, definition, records, rules=after, sharing=request.sharing)
        for record, one, other in zip(records, now, then, strict=True):
            more, less = _difference(_ranks(scope, one), _ranks(scope, other))
            gained, lost = gained + more, lost + less
            if (more or less) and len(found) < SAMPLE:
                found.append((record.id, more, less))
        examined += len(records)
        if len(records) < CHUNK:
            break
        last = records[-1].id
    titles = await _titles(scope, definition, [id for id, _, _ in found])
    sample = [PreviewRecord(id, titles.get(id), more, less) for id, more, less in found]
    return Preview(examined, total, gained, lost, sample)


async def _rules_after(
    scope: Scope, definition: ObjectDef, request: PreviewRequest, before: Sequence[SharingRule]
) -> list[SharingRule]:
    if request.replaces is not None:
        row = await found_rule(scope, request.replaces)
        if row["object"] != definition.name:
            raise Invalid("rule_of_other_object", field="replaces")
    after = [rule for rule in before if rule.id != request.replaces]
    if request.rule is not None:
        columns = await columns_of(scope, definition, request.rule)
        row = {"id": NEW, "name": "", "object": definition.name, **columns}
        if request.rule.active:
            after.append(read_rule(await registry_of(scope), row, Conventions.of(scope.tenant)))
    return after


def _ranks(scope: Scope, grants: Iterable[Grant]) -> Mapping[int, int]:
    """The most that each principal may; whoever holds one is also of everyone."""
    ranks: dict[int, int] = {}
    for grant in grants:
        ranks[grant.principal] = max(ranks.get(grant.principal, 0), _RANK[grant.level])
    everyone = ranks.setdefault(scope.tenant.everyone, 0)
    return {principal: max(rank, everyone) for principal, rank in ranks.items()}


def _difference(before: Mapping[int, int], after: Mapping[int, int]) -> tuple[bool, bool]:
    principals = before.keys() | after.keys()
    floor, new_floor = min(before.values()), min(after.values())  # what everyone may
    changes = [after.get(each, new_floor) - before.get(each, floor) for each in principals]
    return any(change > 0 for change in changes), any(change < 0 for change in changes)


async def _titles(scope: Scope, definition: ObjectDef, ids: list[UUID]) -> Mapping[UUID, str]:
    if not scope.actor.rights.sees(definition.name, definition.title_field):
        return {}
    return await shares.titles_of(scope, definition, ids)
