"""What other features may do with definitions."""

from __future__ import annotations

from guanxi.features.definitions.schemas import DefinitionChange, DefinitionRead
from guanxi.features.definitions.service import body_of, declare, read_of, remove

__all__ = ["DefinitionChange", "DefinitionRead", "body_of", "declare", "read_of", "remove"]
