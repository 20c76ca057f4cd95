"""The columns of a board: the stages of a pipeline, the options of a choice, yes and no, or the commonest records."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.metadata import Option
from guanxi.kernel.query.aggregate import fetch_aggregate
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.requests import AggregateQuery, BoardQuery, Group
from guanxi.kernel.tenancy import Scope

MAX_COLUMNS = 30
MOST_RECORDS = 20


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """`always` columns are shown even when they are empty."""

    value: str | bool | UUID | None
    label: str | None
    color: str | None = None
    kind: str | None = None
    always: bool = True


NO_VALUE = BoardColumn(None, None, always=False)


async def board_columns(
    scope: Scope, fields: Fields, path: FieldPath, query: BoardQuery
) -> list[BoardColumn]:
    """Raises `board_unsupported`, `board_of_several_objects` and `board_columns_too_many`."""
    match path.kind:
        case _ if path.through is not None:
            raise Invalid("board_unsupported", field="group_by", params={"name": path.name})
        case _ if path.field.type.many_targets:
            raise Invalid("board_of_several_objects", field="group_by", params={"name": path.name})
        case ValueType.CHOICE:
            columns = _options(scope, fields, path, query.pipeline)
        case ValueType.BOOLEAN:
            columns = [BoardColumn(True, None), BoardColumn(False, None), NO_VALUE]
        case ValueType.LOOKUP:
            columns = [*await _records(scope, path, query), NO_VALUE]
        case _:
            raise Invalid("board_unsupported", field="group_by", params={"name": path.name})
    if len(columns) > MAX_COLUMNS:
        raise Invalid("board_columns_too_many", field="group_by", params={"limit": MAX_COLUMNS})
    return columns


def _options(scope: Scope, fields: Fields, path: FieldPath, pipeline: str) -> list[BoardColumn]:
    options = path.field.options
    if path.field.type.name == "stage":
        pipelines = fields.definition.pipelines
        known = [each.key for each in pipelines]
        chosen = pipeline or (known[0] if known else "")
        if chosen not in known:
            raise Invalid("pipeline_unknown", field="pipeline", params={"pipeline": chosen[:80]})
        options = tuple(option for option in options if option.pipeline == chosen)
    columns = [_column(option, scope.locale) for option in options]
    return columns if path.field.type.name == "stage" else [*columns, NO_VALUE]


def _column(option: Option, locale: str) -> BoardColumn:
    return BoardColumn(
        option.value, option.label.in_locale(locale), option.color, option.kind, not option.retired
    )


async def _records(scope: Scope, path: FieldPath, query: BoardQuery) -> list[BoardColumn]:
    commonest = AggregateQuery(
        query.object, filter=query.filter, group_by=(Group(path.name),), sort="-count", limit=MOST_RECORDS
    )
    groups = msgspec.json.decode(await fetch_aggregate(scope, commonest))["data"]
    found = [group[path.name] for group in groups if group[path.name] is not None]
    return [BoardColumn(UUID(each["id"]), each["name"]) for each in found]
