"""Which layouts a reader may have, which of them a record has, and what of it is shown.

The conditions of a layout speak of the record as its reader sees it: what is hidden from him is empty in them, so that no
part of a page tells what its fields may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import UNSET

from guanxi.features.layouts.schemas import (
    Audience,
    ComponentMeta,
    Layout,
    LayoutDecision,
    LayoutMeta,
    LayoutQuestion,
    LayoutsOfObject,
)
from guanxi.features.layouts.service.compiling import CompiledLayout, compile_layout, layouts
from guanxi.features.layouts.service.components import components
from guanxi.features.layouts.service.declaring import LAYOUT, check_body
from guanxi.features.layouts.service.describing import audience_has, describe_layout
from guanxi.features.organisation.facade import NamedPlaces, own_places
from guanxi.features.permissions.facade import own_set_names
from guanxi.kernel.changes.conditions import DraftCondition, context_of, rows_of
from guanxi.kernel.changes.supposing import suppose
from guanxi.kernel.definitions import Declared, definitions_of
from guanxi.kernel.metadata import Label, ObjectDef, registry_of
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.metadata.versioned import ByVersion
from guanxi.kernel.query import FieldPath
from guanxi.kernel.tenancy import Rights, Scope

NOWHERE = NamedPlaces(frozenset(), frozenset())
_described: ByVersion[tuple[LayoutMeta, ...]] = ByVersion()


async def layouts_of(scope: Scope, object_name: str) -> LayoutsOfObject:
    """Those that may apply to the caller. Raises 403, 404. Without a query once remembered, unless some are for positions, teams or permission sets."""
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.read")
    own = await _own(scope, object_name)
    names = {each.name for each in own}
    described = [each for each in await _describe(scope, object_name) if each.name in names]
    conditions = [condition for each in own for condition in each.conditions]
    return LayoutsOfObject(
        described,
        bool(conditions),
        sorted(_reads(scope.actor.rights, definition, conditions)),
        [ComponentMeta(name, label.in_locale(scope.locale)) for name, label in components().items()],
    )


async def decide(scope: Scope, object_name: str, question: LayoutQuestion) -> LayoutDecision:
    """Raises 403, 404 for a record that the caller does not see, and what is wrong with a draft."""
    registry = await registry_of(scope)
    definition = registry.object(object_name)
    scope.require(f"{object_name}.read")
    if question.draft is not None:
        return await _decide_draft(scope, definition, question, question.draft)
    return await _decide(scope, definition, question, await _own(scope, object_name))


async def _decide_draft(
    scope: Scope, definition: ObjectDef, question: LayoutQuestion, draft: Layout
) -> LayoutDecision:
    """Whom it is for, and when, is not asked: it is being looked at."""
    scope.require("company.manage")
    registry = await registry_of(scope)
    declared = Declared("draft", definition.name, Label("", ""), draft)
    check_body(scope, registry, definition.name, draft)
    compiled = compile_layout(scope, registry, declared)
    shown = CompiledLayout(compiled.name, draft, None, compiled.parts, compiled.fields)
    decided = await _decide(scope, definition, question, [shown])
    decided.drawn = describe_layout(scope, registry, declared)
    return decided


async def _decide(
    scope: Scope, definition: ObjectDef, question: LayoutQuestion, candidates: Sequence[CompiledLayout]
) -> LayoutDecision:
    conditions = [condition for each in candidates for condition in each.conditions]
    row = await _row(scope, definition, question, conditions) if conditions else {}
    context = context_of(scope)

    def holds(condition: DraftCondition | None) -> bool:
        return condition is None or condition.holds([row], context)[0]

    chosen = next((each for each in candidates if holds(each.when)), None)
    if chosen is None:
        return LayoutDecision(None, [], [])
    return LayoutDecision(
        chosen.name,
        [key for key, condition in chosen.parts if not holds(condition)],
        [name for name, condition in chosen.fields if not holds(condition)],
        UNSET,
    )


async def _row(
    scope: Scope, definition: ObjectDef, question: LayoutQuestion, conditions: Sequence[DraftCondition]
) -> dict[str, Any]:
    """What the conditions read, as the caller sees it; what he does not see is empty."""
    reads = {name for condition in conditions for name in condition.reads}
    draft = await suppose(scope, definition, question.record_id, question.values, reads)
    rights = scope.actor.rights
    (row,) = await rows_of(scope, [_as_seen(draft, definition, rights)], conditions, as_caller=True)
    for name in reads:
        row.setdefault(name, None)
    for condition in conditions:
        row.update({path.name: None for path in condition.paths if not _sees_path(rights, definition, path)})
    return row


def _as_seen(draft: Any, definition: ObjectDef, rights: Rights) -> Any:
    """Without defaults of hidden fields, which would lead to what lies behind them too."""
    for name in [*draft.values]:
        if not sees(rights, definition.name, definition.fields[name]):
            draft.values[name] = None
    return draft


def _sees_path(rights: Rights, definition: ObjectDef, path: FieldPath) -> bool:
    """Every lookup on the way, and what lies at its end."""
    assert path.through is not None and path.target is not None
    steps = [(path.target, path.field)]
    if path.beyond:
        targets = [path.target, *(target for _, target in path.beyond)]
        leaves = [*(through for through, _ in path.beyond), path.field]
        steps = list(zip(targets, leaves, strict=True))
    return all(sees(rights, of.name, field) for of, field in [(definition, path.through), *steps])


def _reads(rights: Rights, definition: ObjectDef, conditions: Iterable[DraftCondition]) -> set[str]:
    names = {name for condition in conditions for name in condition.reads}
    return {
        name
        for name in names
        if (field := definition.field(name)) is not None and sees(rights, definition.name, field)
    }


async def _own(scope: Scope, object_name: str) -> list[CompiledLayout]:
    """Those whose audience the caller belongs to."""
    found = await layouts.of(scope, object_name)
    audiences: list[Audience] = [each.layout.audience for each in found]
    placed = any(each.roles or each.teams for each in audiences)
    places = await own_places(scope) if placed else NOWHERE
    sets = await own_set_names(scope) if any(each.permission_sets for each in audiences) else ()
    return [
        each
        for each in found
        if audience_has(each.layout.audience, scope.actor.role, places.roles, places.teams, sets)
    ]


async def _describe(scope: Scope, object_name: str) -> tuple[LayoutMeta, ...]:
    async def make() -> tuple[LayoutMeta, ...]:
        registry = await registry_of(scope)
        return tuple(
            describe_layout(scope, registry, each)
            for each in await definitions_of(scope, LAYOUT, object_name)
        )

    return await _described.or_make(scope, (object_name, scope.locale, scope.actor.rights.sight), make)
