"""The values that a step of many runs wants to know, each kind in one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.features.workflows.service.environment import OLD, PARENT, SENT, STEPS, Reads
from guanxi.features.workflows.service.step_types import Run
from guanxi.features.workflows.service.values import context_of
from guanxi.kernel.currencies import give_rates
from guanxi.kernel.expressions import Rate
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope


async def values_of(
    scope: Scope, runs: Sequence[Run], reads: Reads, *, deleted: bool = False
) -> list[dict[str, Any] | None]:
    """By the names that expressions use; None for a run whose record is out of sight."""
    own, old, outer, rest = _sorted(each for each in reads if isinstance(each, str))
    rows: list[dict[str, Any] | None] = [{} for _ in runs]
    if own:
        await _read(scope, runs, rows, own, "", deleted=deleted)
    if outer:
        await _read(scope, runs, rows, outer, f"{PARENT}.")
    registry = await registry_of(scope)
    for run, row in zip(runs, rows, strict=True):
        if row is None:
            continue
        for name in old:
            row[f"{OLD}.{name}"] = _old(registry.object(run.object), run, name, row.get(name))
        for name in rest:
            first, _, path = name.partition(".")
            if first == SENT:
                row[name] = run.cause.get(SENT, {}).get(path)
            else:
                step, _, given = path.partition(".")
                row[name] = run.outputs.get(step, {}).get(given)
    rates = [each for each in reads if isinstance(each, Rate)]
    await give_rates(scope, rates, [row for row in rows if row is not None], context_of(scope, None))
    return rows


def _sorted(reads: Iterable[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    own, old, outer, rest = [], [], [], []
    for name in reads:
        first, dot, path = name.partition(".")
        if first == OLD and dot:
            old.append(path)
            own.append(path)
        elif first == PARENT and dot:
            outer.append(path)
        elif first in (STEPS, SENT) and dot:
            rest.append(name)
        else:
            own.append(name)
    return own, old, outer, rest


async def _read(
    scope: Scope,
    runs: Sequence[Run],
    rows: list[dict[str, Any] | None],
    names: Sequence[str],
    prefix: str,
    *,
    deleted: bool = False,
) -> None:
    wanted: defaultdict[str, dict[UUID, list[int]]] = defaultdict(dict)
    for index, run in enumerate(runs):
        about = (run.object, run.record_id) if not prefix else _parent(run)
        if about[1] is not None:
            wanted[about[0]].setdefault(about[1], []).append(index)
        elif names:
            rows[index] = None
    for object_name, indexes in wanted.items():
        found = await fetch_values(scope, object_name, indexes.keys(), names, deleted=deleted)
        for record_id, places in indexes.items():
            values = found.get(record_id)
            for index in places:
                row = rows[index]
                if values is None or row is None:
                    rows[index] = None
                else:
                    row.update({f"{prefix}{name}": value for name, value in values.items()})


def _parent(run: Run) -> tuple[str, UUID | None]:
    found: Mapping[str, Any] = run.cause.get(PARENT) or {}
    return (found.get("object", run.object), UUID(found["record"]) if found.get("record") else None)


def _old(definition: ObjectDef, run: Run, name: str, now: Any) -> Any:
    """As it was before the change that started the run; what that change left alone is as it is."""
    field = definition.field(name)
    changed = run.cause.get("changed") or {}
    if field is None or name not in changed:
        return now
    before = changed[name][0]
    return None if before is None else field.type.from_json(before)
