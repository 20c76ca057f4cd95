"""Compiled statements by the shape of the request, so that a repeated request costs a dictionary look-up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ClauseElement

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.expressions import (
    CONTEXT_PARAMETERS,
    EvaluationContext,
    SqlCondition,
    Value,
    compute,
    context_parameters,
)
from guanxi.kernel.metadata import Conventions
from guanxi.kernel.query.sieve import HELD, held
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 2_000

T = TypeVar("T")


class Remembered(Generic[T]):
    """The most recently used results of compiling."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
        return found

    def put(self, key: Hashable, value: T) -> T:
        self._known[key] = value
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return value

    def or_make(self, key: Hashable, make: Callable[[], T]) -> T:
        found = self.get(key)
        return self.put(key, make()) if found is None else found


@dataclass(frozen=True, slots=True)
class Runnable:
    """A prepared statement, and the values in its conditions that depend on who asks and when."""

    prepared: Prepared
    computed: Mapping[str, Value]
    takes_held: bool = False
    context_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, statement: ClauseElement, conditions: Iterable[SqlCondition | None] = ()) -> Runnable:
        computed = {
            name: value for each in conditions if each is not None for name, value in each.computed.items()
        }
        prepared = prepare(statement)
        named = tuple(name for name in CONTEXT_PARAMETERS if name in prepared.order)
        return cls(prepared, computed, HELD in prepared.order, named)

    def parameters(self, scope: Scope, given: dict[str, Any]) -> dict[str, Any]:
        """Adds to `given`, which must hold the literals of this request's filters."""
        given["tenant_id"] = scope.tenant.id
        if self.takes_held:
            given[HELD] = held(scope)
        if self.computed:
            given.update(compute(self.computed, context_of(scope)))
        if self.context_names:
            given.update(context_parameters(self.context_names, context_of(scope)))
        return given

    async def row(self, scope: Scope, given: dict[str, Any]) -> Any:
        return await scope.tx.fetchrow(self.prepared, self.parameters(scope, given))

    async def rows(self, scope: Scope, given: dict[str, Any]) -> list[Any]:
        return await scope.tx.fetch(self.prepared, self.parameters(scope, given))


def context_of(scope: Scope) -> EvaluationContext:
    return EvaluationContext(scope.now, scope.timezone, scope.actor.user_id, scope.tenant.timezone)


def company_key(scope: Scope) -> Hashable:
    """Companies with the same key compile to the same statements: those that changed no metadata share them."""
    tenant = scope.tenant
    return (tenant.id if tenant.meta_version != 1 else 0, tenant.meta_version, Conventions.of(tenant))
