"""What is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from guanxi.kernel.errors import FieldError

Operation = Literal["create", "update", "delete", "restore"]
Status = Literal["created", "updated", "deleted", "restored", "unchanged", "refused"]
STATUS_OF: Mapping[Operation, Status] = {
    "create": "created",
    "update": "updated",
    "delete": "deleted",
    "restore": "restored",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One record to write. `values` are as a caller sends them, by field name.

    `version` is the version that the writer saw; `system` admits read-only fields, for the application's own writes;
    `allows_duplicates` confirms that it may be like another, `insists` that it may be so even where a rule refuses it, which
    counts for those who make the rules; `obeys_rules` holds a `system` write to what the company asks of its people, see `is_held`; `in_bin` updates a record that lies in the
    recycle bin, and leaves it there.
    """

    op: Operation
    object: str
    id: UUID | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    system: bool = False
    in_bin: bool = False
    allows_duplicates: bool = False
    insists: bool = False
    obeys_rules: bool = False

    @property
    def is_held(self) -> bool:
        """Whether validation rules, what stages ask and duplicate rules are asked."""
        return self.obeys_rules or not self.system


@dataclass(frozen=True, slots=True)
class ChangeResult:
    index: int
    op: Operation
    object: str
    id: UUID
    version: int
    status: Status
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`change_set_id` is None when nothing was written. `results` are in the order of the changes."""

    change_set_id: UUID | None
    results: tuple[ChangeResult, ...]

    def count(self, status: Status) -> int:
        return sum(result.status == status for result in self.results)

    @property
    def refused(self) -> list[ChangeResult]:
        return [result for result in self.results if result.status == "refused"]
