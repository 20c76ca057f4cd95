"""Which pipelines ask about a field."""

from __future__ import annotations

from guanxi.features.objects.schemas import DefinitionUse
from guanxi.kernel.changes.conditions import fields_named
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import ObjectDef, Pipeline, Registry
from guanxi.kernel.tenancy import Scope

PIPELINE = "pipeline"


def pipeline_uses(
<<<<<<< HEAD
    scope: Scope, registry: Registry, object_name: str, field_name: str | None = None
) -> list[DefinitionUse]:
    """Of every object: conditions reach into what is looked up. Without a field, those that name any field of the object."""
=======
    scope: Scope, registry: Registry, object_name: str, field_name: str | None
) -> list[DefinitionUse]:
    """Of every object: conditions reach into what is looked up. Without a field: what other objects ask of any."""
>>>>>>> main
    kind = render("pipeline_kind", {}, scope.locale)
    return [
        DefinitionUse(
            PIPELINE, kind, pipeline.key, pipeline.label.in_locale(scope.locale), definition.name, True
        )
        for definition in registry
        for pipeline in definition.pipelines
<<<<<<< HEAD
        if any(
            of == object_name and field_name in (None, name)
            for of, name in _asked(registry, definition, pipeline)
        )
=======
        if _is_asked(_asked(registry, definition, pipeline), definition, object_name, field_name)
>>>>>>> main
    ]


def _asked(registry: Registry, definition: ObjectDef, pipeline: Pipeline) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for stage in pipeline.stages:
        found |= {(definition.name, name) for name in stage.required}
        for gate in (*stage.entry, *stage.exit):
            found |= fields_named(registry, definition, gate.condition)
    return found
