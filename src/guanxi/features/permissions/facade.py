"""What other features may ask about rights."""

from __future__ import annotations

from guanxi.features.permissions.schemas import DeclaredSet
from guanxi.features.permissions.service.ceilings import require_may_make, require_within_own
from guanxi.features.permissions.service.declaring import (
    as_declared,
    declare_set,
    declared_sets,
    remove_declared_set,
)
from guanxi.features.permissions.service.naming import own_set_names, set_names_among, some_set_names

__all__ = [
    "DeclaredSet",
    "as_declared",
    "declare_set",
    "declared_sets",
    "own_set_names",
    "remove_declared_set",
    "require_may_make",
    "require_within_own",
    "set_names_among",
    "some_set_names",
]
