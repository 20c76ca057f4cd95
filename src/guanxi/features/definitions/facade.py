"""What other features may do with definitions."""

from __future__ import annotations

from guanxi.features.definitions.schemas import DefinitionRead
from guanxi.features.definitions.service import body_of, declare, read_of, remove_definition

__all__ = ["DefinitionRead", "body_of", "declare", "read_of", "remove_definition"]
