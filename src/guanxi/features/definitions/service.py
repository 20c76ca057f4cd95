"""Administrators read, declare and remove definitions; every process hears of it when the transaction commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from guanxi.edge.invalidations import announce
from guanxi.features.definitions.schemas import (
    DefinitionChange,
    DefinitionKindInfo,
    DefinitionPage,
    DefinitionProblem,
    DefinitionRead,
)
from guanxi.kernel import definitions as store
from guanxi.kernel.changes.administration import AdministrativeChange
from guanxi.kernel.definitions import Declared, Definition, Kind
from guanxi.kernel.errors import Invalid, render
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"


def list_kinds(scope: Scope) -> list[DefinitionKindInfo]:
    scope.require(MANAGE)
    return [
        DefinitionKindInfo(
            kind.name,
            kind.label.in_locale(scope.locale),
            kind.plural.in_locale(scope.locale),
            kind.of_object,
            kind.most,
            msgspec.json.schema(kind.body),
        )
        for kind in store.kinds().values()
    ]


async def list_definitions(
    scope: Scope, kind_name: str, object_name: str | None, cursor: str, limit: int
) -> DefinitionPage:
    """In their order. Raises 403, 404, `cursor_invalid`."""
    scope.require(MANAGE)
    kind = store.kind_named(kind_name)
    shown, next_cursor = await store.page_of(scope, kind, object_name, cursor, limit)
    return DefinitionPage([await _with_problem(scope, kind, each) for each in shown], next_cursor)


async def get_definition(scope: Scope, kind_name: str, name: str) -> DefinitionRead:
    scope.require(MANAGE)
    kind = store.kind_named(kind_name)
    return await _with_problem(scope, kind, await store.find_definition(scope, kind, name))


async def put_definition(
    scope: Scope, kind_name: str, name: str, data: DefinitionChange, seen: int | None, *, is_new: bool = False
) -> tuple[DefinitionRead, UUID | None]:
    """With the change-set. Raises 403, 404, and as `kernel.definitions.declare`."""
    scope.require(MANAGE)
    kind = store.kind_named(kind_name)
    declared = Declared(
        name, data.object, _label(data.label), body_of(kind, data.body), data.active, data.position
    )
    return await _declared(scope, kind, declared, seen, is_new)


async def declare(scope: Scope, kind: Kind[Any], declared: Declared[Any]) -> Scope:
    """For other features: the scope that sees it. Needs the right to administer the company."""
    scope.require(MANAGE)
    scope, _, _ = await store.declare(scope, kind, declared)
    await announce(scope.tx, scope.tenant.id)
    return scope


async def remove(scope: Scope, kind: Kind[Any], name: str) -> Scope:
    """As `declare`."""
    scope.require(MANAGE)
    scope, _ = await store.remove(scope, kind, name)
    await announce(scope.tx, scope.tenant.id)
    return scope


async def remove_definition(scope: Scope, kind_name: str, name: str, seen: int | None) -> UUID:
    """The change-set. Raises 403, 404, 409 `definition_changed`."""
    scope.require(MANAGE)
    _, change_set_id = await store.remove(scope, store.kind_named(kind_name), name, seen=seen)
    await announce(scope.tx, scope.tenant.id)
    return change_set_id


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(MANAGE)
    written = await store.take_back(scope, change, undoes)
    if written is None:
        return None
    await announce(scope.tx, scope.tenant.id)
    return written[1]


async def _with_problem(scope: Scope, kind: Kind[Any], definition: Definition[Any]) -> DefinitionRead:
    problem = await store.problem_of(scope, kind, definition)
    if problem is None:
        return read_of(kind, definition)
    detail = render(problem.code, problem.params, scope.locale)
    return read_of(kind, definition, DefinitionProblem(problem.code, detail, problem.field))


def read_of(
    kind: Kind[Any], definition: Definition[Any], problem: DefinitionProblem | None = None
) -> DefinitionRead:
    return DefinitionRead(
        kind.name,
        definition.name,
        definition.object,
        definition.label.as_json(),
        definition.active,
        definition.position,
        msgspec.to_builtins(definition.body),
        definition.version,
        definition.updated_at,
        problem,
    )


def body_of(kind: Kind[Any], raw: Mapping[str, Any]) -> Any:
    """Raises 422 `definition_invalid` with the place in the body."""
    try:
        return msgspec.convert(raw, kind.body)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        field = f"body{place.rstrip('`')}"
        raise Invalid("definition_invalid", field=field, params={"reason": reason}) from None


async def _declared(
    scope: Scope, kind: Kind[Any], declared: Declared[Any], seen: int | None, is_new: bool
) -> tuple[DefinitionRead, UUID | None]:
    _, written, change_set_id = await store.declare(scope, kind, declared, seen=seen, is_new=is_new)
    await announce(scope.tx, scope.tenant.id)
    return read_of(kind, written), change_set_id


def _label(given: object) -> Label:
    label = Label.from_json(given)
    if not label.en.strip():
        raise Invalid("required", field="label", params={"field": "label"})
    return label
