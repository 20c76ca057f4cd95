"""What other features may do with objects."""

from __future__ import annotations

from guanxi.features.objects.schemas import NewField, NewObject
from guanxi.features.objects.service.declaring import declare_fields, declared_fields, remove_fields
from guanxi.features.objects.service.declaring_objects import (
    Renaming,
    declare_object,
    declared_object,
    remove_object,
)
from guanxi.features.objects.service.options import AddedOptions, add_options
from guanxi.features.objects.service.options_taken_back import take_back_options
from guanxi.features.objects.service.undoing import describe_settings, take_back_settings

__all__ = [
    "AddedOptions",
    "NewField",
    "NewObject",
    "Renaming",
    "declare_fields",
    "declare_object",
    "declared_object",
    "remove_object",
    "declared_fields",
    "remove_fields",
    "add_options",
    "describe_settings",
    "take_back_options",
    "take_back_settings",
]
