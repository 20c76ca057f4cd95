"""Kept changes in words for a reader: labels, money, and the names of the records that lookups pointed to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.expressions import ValueType
from guanxi.kernel.metadata import Registry
from guanxi.kernel.money import format_minor
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.projection import MOST_ITEMS
from guanxi.kernel.query.source import tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

Names = Mapping[tuple[str, str], str]
_statements: Remembered[Runnable] = Remembered()


async def describe_changes(
    scope: Scope, fields: Fields, diffs: Sequence[str | None]
) -> list[list[dict[str, Any]]]:
    """For each kept diff, `[{field, label, old, new}]` of the fields that the caller sees; values as in records."""
    kept = [msgspec.json.decode(diff) if diff else {} for diff in diffs]
    names = await _names(scope, fields, kept)
    return [
        [each for name, pair in diff.items() for each in _described(scope, fields, names, name, pair)]
        for diff in kept
    ]


def _described(
    scope: Scope, fields: Fields, names: Names, name: str, pair: Sequence[Any]
) -> Iterable[dict[str, Any]]:
    path = fields.find(name)
    if path is None:
        return
    type_ = path.field.type
    old, new = (
        _shown(scope, names, path.kind, path.field.target, type_.shown_of_kept(value)) for value in pair[:2]
    )
    yield {"field": name, "label": path.field.label.in_locale(scope.locale), "old": old, "new": new}


def _shown(scope: Scope, names: Names, kind: ValueType, target: str | None, value: Any) -> Any:
    if value is None:
        return None
    if kind is ValueType.MONEY and isinstance(value, int):
        return format_minor(value, scope.tenant.currency)
    if kind is ValueType.LINKS and target is not None and isinstance(value, list):
        seen = ((each, names.get((target, each))) for each in value)
        return [{"id": each, "name": name} for each, name in seen if name is not None][:MOST_ITEMS]
    if kind is ValueType.LOOKUP and isinstance(value, Mapping):
        return {**value, "name": names.get((value["object"], value["id"]))}
    if kind is ValueType.LOOKUP and target is not None:
        return {"id": value, "name": names.get((target, value))}
    return value


async def _names(scope: Scope, fields: Fields, kept: Iterable[Mapping[str, Sequence[Any]]]) -> Names:
    """One statement for the names of all records that the diffs point to and the caller sees."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for diff in kept:
        for name, pair in diff.items():
            path = fields.find(name)
            if path is not None and path.field.type.many_targets:
                for each in filter(None, pair):
                    wanted[each["object"]].add(UUID(each["id"]))
            if path is None or path.field.target is None:
                continue
            values = pair
            if path.kind is ValueType.LINKS:
                values = [each for side in pair if isinstance(side, list) for each in side]
            if path.kind in (ValueType.LOOKUP, ValueType.LINKS):
                wanted[path.field.target] |= {UUID(value) for value in values if _is_id(value)}
    targets = sorted(
        target
        for target, ids in wanted.items()
        if ids and target in fields.registry and fields.shows_names_of(fields.registry.object(target))
    )
    if not targets:
        return {}
    key = tuple(fields.registry.object(target).records for target in targets)
    runnable = _statements.or_make((key, tuple(targets)), lambda: _compile(fields.registry, targets))
    rows = await runnable.rows(scope, {f"ids{n}": list(wanted[target]) for n, target in enumerate(targets)})
    return {(row["object"], str(row["id"])): row["name"] for row in rows}


def _compile(registry: Registry, targets: Sequence[str]) -> Runnable:
    parts = []
    for number, target in enumerate(targets):
        table = registry.object(target).table.alias()
        ids = sa.bindparam(f"ids{number}", type_=ARRAY(sa.Uuid()))
        label = sa.literal_column(f"'{target}'", sa.Text()).label("object")
        parts.append(
            sa.select(label, table.c.id, table.c.name).where(
                table.c.tenant_id == tenant_parameter(), table.c.id == sa.any_(ids)
            )
        )
    return Runnable.of(sa.union_all(*parts))


def _is_id(value: Any) -> bool:
    """Not what a field held before it was a lookup."""
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
