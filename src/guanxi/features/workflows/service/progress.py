"""What carrying runs on has come to: collected in memory, written in a few statements at the end of the transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.service.limits import (
    ATTEMPTS,
    MOST_OUTPUT_BYTES,
    MOST_STEPS_OF_RUN,
    SECONDS_BETWEEN_ATTEMPTS,
)
from guanxi.features.workflows.service.plans import Node
from guanxi.features.workflows.service.step_types import (
    Done,
    Failed,
    Result,
    Run,
    Stopped,
    Wait,
)
from guanxi.kernel.metadata import Registry
from guanxi.kernel.tenancy import Scope


@dataclass(slots=True)
class Progress:
    """`steps` made; `begun` runs that are new; `told` what people see of each step."""

    steps: int = 0
    begun: int = 0
    rows_of_steps: list[dict[str, Any]] = field(default_factory=list)
    _new: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    _old: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    _runs: dict[UUID, Run] = field(default_factory=dict)
    _ended_children: Counter[UUID] = field(default_factory=Counter)

    def take(self, scope: Scope, registry: Registry, run: Run, node: Node, result: Result) -> str | None:
        """Notes what a step came to. Returns the step that follows at once, or None."""
        self.steps += 1
        run.steps += 1
        match result:
            case Done():
                self._step(scope, run, node, "done", result)
                if result.output:
                    run.outputs = {**run.outputs, node.key: _bounded(result.output)}
                run.memo, run.attempts = None, 0
                run.node = node.next.get(result.way)
                if run.node is None:
                    self._end(scope, registry, run, "succeeded")
                elif run.steps >= MOST_STEPS_OF_RUN:
                    self.fail(scope, registry, run, "workflow_steps_too_many", {"limit": MOST_STEPS_OF_RUN})
                    return None
                else:
                    self.keep(scope, registry, run)
                return run.node
            case Stopped():
                self._step(scope, run, node, "done", result)
                self._end(scope, registry, run, "succeeded")
            case Wait():
                if run.memo is None:
                    self._step(scope, run, node, "waiting", result)
                else:
                    run.steps -= 1
                    self.steps -= 1
                run.memo = dict(result.memo)
                self._put(
                    scope, registry, run, "waiting", due_at=result.until, watches=result.watches,
                    children=len(result.children),
                )  # fmt: skip
            case Failed():
                self._failed(scope, registry, run, node, result)
        return None

    def new_runs(self) -> list[dict[str, Any]]:
        return list(self._new.values())

    def waiting(self) -> list[Run]:
        """New runs that wait where they are."""
        return [self._runs[key] for key, row in self._new.items() if row["state"] == "waiting"]

    def keep(self, scope: Scope, registry: Registry, run: Run) -> None:
        """At the step where it stands, to be carried on as soon as may be."""
        self._put(scope, registry, run, "ready", due_at=scope.now)

    def finish(self, scope: Scope, registry: Registry, run: Run) -> None:
        """Of one that has nothing to do."""
        self._end(scope, registry, run, "succeeded")

    def fail(self, scope: Scope, registry: Registry, run: Run, code: str, params: Mapping[str, Any]) -> None:
        """For what is no step's fault."""
        self._end(scope, registry, run, "failed", error={"code": code, "params": dict(params)})

    def absorb(self, part: Progress) -> None:
        """Takes over what was noted apart, so that it could be dropped."""
        self.steps += part.steps
        self.begun += part.begun
        self.rows_of_steps += part.rows_of_steps
        self._new |= part._new
        self._runs |= part._runs
        self._old |= part._old
        self._ended_children.update(part._ended_children)

    async def write(self, scope: Scope) -> None:
        """As the application: `scope` must be of the company's own hand."""
        await queries.insert_runs(scope, list(self._new.values()))
        await queries.update_runs(scope, list(self._old.values()))
        await queries.insert_steps(scope, self.rows_of_steps)
        await queries.children_ended(scope, self._ended_children)

    def _failed(self, scope: Scope, registry: Registry, run: Run, node: Node, result: Failed) -> None:
        error = {
            "code": result.code,
            "params": _bounded(result.params),
            "errors": [
                {"field": each.field, "code": each.code, "params": dict(each.params)}
                for each in result.errors
            ],
        }
        self._step(scope, run, node, "failed", result, error)
        run.attempts += 1
        if result.passing and run.attempts < ATTEMPTS:
            later = scope.now + timedelta(seconds=SECONDS_BETWEEN_ATTEMPTS[run.attempts - 1])
            run.memo = None
            self._put(scope, registry, run, "ready", due_at=later, error=error)
        else:
            self._end(scope, registry, run, "failed", error=error)

    def _end(
        self, scope: Scope, registry: Registry, run: Run, state: str, error: dict[str, Any] | None = None
    ) -> None:
        self._put(scope, registry, run, state, error=error, finished_at=scope.now)
        if run.parent_id is not None:
            # Of a run that failed, too: its parent shall not wait for people. Tried again it is its parent's no more.
            self._ended_children[run.parent_id] += 1

    def _put(self, scope: Scope, registry: Registry, run: Run, state: str, **changed: Any) -> None:
        row = {
            "id": run.id, "state": state, "node": run.node, "steps": run.steps, "attempts": run.attempts, "due_at": None,
            "watches": False, "outputs": run.outputs, "memo": run.memo, "error": None, "children": 0, "finished_at": None,
            **changed,
        }  # fmt: skip
        if not run.is_new:
            self._old[run.id] = row
            return
        if run.id not in self._new:
            self.begun += 1
            self._runs[run.id] = run
        self._new[run.id] = row | {
            "tenant_id": scope.tenant.id, "workflow_id": run.workflow_id, "version": run.version,
            "object_id": registry.object(run.object).number, "record_id": run.record_id, "depth": run.depth,
            "cause": run.cause, "parent_id": run.parent_id, "occasion": run.occasion, "created_at": run.created_at,
            "updated_at": scope.now,
        }  # fmt: skip

    def _step(
        self,
        scope: Scope,
        run: Run,
        node: Node,
        state: str,
        result: Result,
        error: dict[str, Any] | None = None,
    ) -> None:
        self.rows_of_steps.append({
            "tenant_id": scope.tenant.id, "run_id": run.id, "number": run.steps, "node": node.key, "type": node.type,
            "state": state, "way": getattr(result, "way", None), "input": _bounded(getattr(result, "input", {})),
            "output": _bounded(getattr(result, "output", {})), "error": error,
            "change_set_id": getattr(result, "change_set_id", None), "at": scope.now,
        })  # fmt: skip


def _bounded(given: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it; what is too long to keep says so instead."""
    if not given:
        return {}
    encoded = msgspec.json.encode(given)
    if len(encoded) > MOST_OUTPUT_BYTES:
        return {"too_long": len(encoded)}
    kept: dict[str, Any] = msgspec.json.decode(encoded)
    return kept
