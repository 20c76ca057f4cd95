"""What a tenant changed: kept as rows of object_def and field_def, laid over the standard objects, remembered by
version. A tenant that changed nothing shares the one standard registry.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, bindparam, select

from guanxi.kernel.db import prepare
from guanxi.kernel.metadata.catalogue import standard_registry
from guanxi.kernel.metadata.fields import Field, Option
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import ObjectDef, Pipeline, Stage
from guanxi.kernel.metadata.registry import Registry
from guanxi.kernel.metadata.tables import field_def, object_def
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 2_000
_remembered: OrderedDict[tuple[int, int], Registry] = OrderedDict()

_TENANT = bindparam("tenant_id", type_=BigInteger)
_OBJECTS = prepare(
    select(object_def.c.object_id, object_def.c.definition).where(object_def.c.tenant_id == _TENANT)
)
_FIELDS = prepare(
    select(field_def.c.object_id, field_def.c.api_name, field_def.c.definition).where(
        field_def.c.tenant_id == _TENANT
    )
)


async def registry_of(scope: Scope) -> Registry:
    """The objects of the caller's company."""
    if scope.tenant.meta_version == 1:
        return standard_registry()
    key = (scope.tenant.id, scope.tenant.meta_version)
    registry = _remembered.get(key)
    if registry is None:
        registry = await _load(scope)
        _remembered[key] = registry
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return registry


async def _load(scope: Scope) -> Registry:
    params = {"tenant_id": scope.tenant.id}
    registry = standard_registry()
    changed: dict[str, ObjectDef] = {}
    for number, name, definition in await scope.tx.fetch(_FIELDS, params):
        item = changed.get(registry.by_number(number).name, registry.by_number(number))
        changed[item.name] = item.with_fields({name: _field_with(item.fields[name], definition)})
    for number, definition in await scope.tx.fetch(_OBJECTS, params):
        item = changed.get(registry.by_number(number).name, registry.by_number(number))
        if "pipelines" in definition:
            item = item.with_pipelines(tuple(pipeline_from_json(each) for each in definition["pipelines"]))
        changed[item.name] = item
    return registry.with_objects(changed)


def _field_with(field: Field, definition: Mapping[str, Any]) -> Field:
    if "options" not in definition:
        return field
    return replace(field, options=tuple(option_from_json(each) for each in definition["options"]))


def option_from_json(kept: Mapping[str, Any]) -> Option:
    return Option(
        kept["value"],
        Label.from_json(kept["label"]),
        kept.get("color", "gray"),
        bool(kept.get("retired", False)),
    )


def option_as_json(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "label": option.label.as_json(),
        "color": option.color,
        "retired": option.retired,
    }


def pipeline_from_json(kept: Mapping[str, Any]) -> Pipeline:
    stages = tuple(
        Stage(
            each["key"],
            Label.from_json(each["label"]),
            each.get("kind", "open"),
            each.get("probability", 0),
            each.get("color", "gray"),
        )
        for each in kept["stages"]
    )
    return Pipeline(kept["key"], Label.from_json(kept["label"]), stages)


def pipeline_as_json(pipeline: Pipeline) -> dict[str, Any]:
    return {
        "key": pipeline.key,
        "label": pipeline.label.as_json(),
        "stages": [
            {
                "key": stage.key,
                "label": stage.label.as_json(),
                "kind": stage.kind,
                "probability": stage.probability,
                "color": stage.color,
            }
            for stage in pipeline.stages
        ],
    }
