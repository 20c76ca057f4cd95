"""What other features may do with objects."""

from __future__ import annotations

from guanxi.features.objects.schemas import NewField, NewObject, PipelineChange
from guanxi.features.objects.service.declaring import declare_fields, declared_fields, remove_fields
from guanxi.features.objects.service.declaring_objects import (
    Renaming,
    declare_object,
    declared_object,
    remove_object,
)
from guanxi.features.objects.service.declaring_pipelines import (
    declare_pipelines,
    declared_pipelines,
    remove_pipelines,
)
from guanxi.features.objects.service.declaring_standard import (
    DeclaredOption,
    declare_choice,
    declare_label,
    declared_choices,
    declared_labels,
)
from guanxi.features.objects.service.descriptions import origin_of
from guanxi.features.objects.service.options import AddedOptions, add_options
from guanxi.features.objects.service.options_taken_back import take_back_options
from guanxi.features.objects.service.undoing import describe_settings, take_back_settings
from guanxi.features.objects.service.walking import SoFar, Step, walk

__all__ = [
    "SoFar",
    "AddedOptions",
    "DeclaredOption",
    "NewField",
    "Step",
    "NewObject",
    "PipelineChange",
    "Renaming",
    "declare_choice",
    "declare_fields",
    "declare_label",
    "declared_choices",
    "declared_labels",
    "declare_object",
    "declared_object",
    "remove_object",
    "declared_fields",
    "remove_fields",
    "declare_pipelines",
    "declared_pipelines",
    "remove_pipelines",
    "add_options",
    "describe_settings",
    "origin_of",
    "take_back_options",
    "take_back_settings",
    "walk",
]
