"""Which pipelines ask about a field."""

from __future__ import annotations

from guanxi.features.objects.schemas import DefinitionUse
from guanxi.kernel.changes.conditions import fields_named
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import ObjectDef, Pipeline, Registry
from guanxi.kernel.tenancy import Scope

PIPELINE = "pipeline"


def pipeline_uses(
    scope: Scope, registry: Registry, object_name: str, field_name: str | None
) -> list[DefinitionUse]:
    """Of every object: conditions reach into what is looked up. Without a field: what other objects ask of any."""
    kind = render("pipeline_kind", {}, scope.locale)
    return [
        DefinitionUse(
            PIPELINE, kind, pipeline.key, pipeline.label.in_locale(scope.locale), definition.name, True
        )
        for definition in registry
        for pipeline in definition.pipelines
        if _is_asked(_asked(registry, definition, pipeline), definition, object_name, field_name)
    ]


def _is_asked(
    asked: set[tuple[str, str]], definition: ObjectDef, object_name: str, field_name: str | None
) -> bool:
    if field_name is not None:
        return (object_name, field_name) in asked
    return definition.name != object_name and any(name == object_name for name, _ in asked)


def _asked(registry: Registry, definition: ObjectDef, pipeline: Pipeline) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for stage in pipeline.stages:
        found |= {(definition.name, name) for name in stage.required}
        for gate in (*stage.entry, *stage.exit):
            found |= fields_named(registry, definition, gate.condition)
    return found
