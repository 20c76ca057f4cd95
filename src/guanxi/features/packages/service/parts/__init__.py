"""What packages are made of: one module for each type of part. To declare a new type is to add one here."""

from __future__ import annotations

from collections.abc import Mapping

from guanxi.features.packages.service.parts.choices import CHOICES
from guanxi.features.packages.service.parts.definitions import DEFINITIONS
from guanxi.features.packages.service.parts.fields import FIELDS
from guanxi.features.packages.service.parts.labels import LABELS
from guanxi.features.packages.service.parts.objects import OBJECTS
from guanxi.features.packages.service.parts.part import Body, Key, PartType
from guanxi.features.packages.service.parts.permission_sets import PERMISSION_SETS
from guanxi.features.packages.service.parts.pipelines import PIPELINES
from guanxi.features.packages.service.parts.positions import POSITIONS
from guanxi.features.packages.service.parts.sharing import SHARING
from guanxi.features.packages.service.parts.sharing_rules import SHARING_RULES
from guanxi.features.packages.service.parts.teams import TEAMS
from guanxi.features.packages.service.parts.views import VIEWS

TYPES: tuple[PartType, ...] = (
    POSITIONS,
    TEAMS,
    OBJECTS,
    FIELDS,
    LABELS,
    CHOICES,
    PIPELINES,
    SHARING,
    SHARING_RULES,
    PERMISSION_SETS,
    VIEWS,
    DEFINITIONS,
)
"""In the order of installation; what is taken away goes the other way round."""

BY_NAME: Mapping[str, PartType] = {each.name: each for each in TYPES}

__all__ = ["BY_NAME", "TYPES", "Body", "Key", "PartType"]
