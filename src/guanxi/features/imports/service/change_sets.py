"""The change-set that a whole import is undone by."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """`reason` is shown beside it: the name of the file."""

    id: UUID
    reason: str
