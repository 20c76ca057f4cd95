"""What a report groups by: a field, a field of a record looked up, or the period that a date falls in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.metadata.mixed_lookups import object_part
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.mixed import joined_reference, mixed_json, split_reference
from guanxi.kernel.query.projection import lookup_json, value_json
from guanxi.kernel.query.requests import Group
from guanxi.kernel.query.source import Element, Source

MAX_FIELDS = 5
TIMEZONE = "timezone"

_DATES = (ValueType.DATE, ValueType.DATETIME)


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    key: str
    path: FieldPath
    column: Element
    by_period: bool


def compile_groups(groups: tuple[Group, ...], fields: Fields, source: Source) -> list[CompiledGroup]:
    """Raises `field_unknown` and `group_…` problems."""
    if len(groups) > MAX_FIELDS:
        raise Invalid("groups_too_many", field="group_by", params={"limit": MAX_FIELDS})
    times = Counter(group.field for group in groups)
    return [_compile(group, times[group.field] > 1, fields, source) for group in groups]


def group_json(group: CompiledGroup, fields: Fields, value: Element, money_exponent: int) -> Element:
    if group.path.field.type.many_targets:
        return mixed_json(fields.targets_of(group.path), *split_reference(value))
    target = fields.target_of(group.path)
    if group.path.kind is ValueType.LOOKUP and target is not None:
        return lookup_json(fields, target, value)
    return value if group.by_period else value_json(group.path.kind, value, money_exponent)


def _compile(group: Group, repeated: bool, fields: Fields, source: Source) -> CompiledGroup:
    path = fields.require(group.field)
    if not (path.field.groupable or path.field.type.sortable):
        raise Invalid("group_unsupported", field="group_by", params={"name": path.name})
    by = group.by or ("day" if path.kind is ValueType.DATETIME else None)
    key = f"{path.name}_{by}" if repeated and by else path.name
    if by is None and path.field.type.many_targets:
        of_object = source.column(replace(path, field=object_part(path.field)))
        return CompiledGroup(key, path, joined_reference(of_object, source.column(path)), False)
    if by is None:
        column = source.each_of(path) if path.kind is ValueType.CHOICES else source.column(path)
        return CompiledGroup(key, path, column, False)
    if path.kind not in _DATES:
        raise Invalid("group_period_unsupported", field="group_by", params={"name": path.name, "by": by})
    return CompiledGroup(key, path, _period(by, path.kind, source.column(path)), True)


def _period(by: str, kind: ValueType, column: Element) -> Element:
    """The first day of the period; weeks begin on Monday. Instants belong to a day of the caller's time zone."""
    if by == "day" and kind is ValueType.DATE:
        return column
    moment: Element = sa.cast(column, sa.DateTime())
    if kind is ValueType.DATETIME:
        zone: sa.BindParameter[Any] = sa.bindparam(TIMEZONE, type_=sa.Text())
        moment = sa.func.timezone(zone, column, type_=sa.DateTime())
    return sa.cast(sa.func.date_trunc(sa.literal_column(f"'{by}'"), moment), sa.Date())
