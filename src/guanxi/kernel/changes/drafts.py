"""A change on its way: what was asked, what stands in the database, what will be written, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.model import STATUS_OF as _STATUS_OF
from guanxi.kernel.changes.model import Change, ChangeResult, Operation
from guanxi.kernel.errors import FieldError
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.field_types.links import LinkChange


class Draft:
    """Rules read `get`, `current` and `given`, and set `values` (stored values by field name) or `refuse`.
    `noted` is for what a rule decides before a write and follows up after it, under its own name.
    """

    __slots__ = (
        "change",
        "columns",
        "current",
        "current_acl",
        "current_version",
        "definition",
        "errors",
        "given",
        "id",
        "index",
        "noted",
        "op",
        "values",
    )

    def __init__(self, index: int, change: Change, definition: ObjectDef, record_id: UUID) -> None:
        self.index = index
        self.change = change
        self.definition = definition
        self.id = record_id
        self.op: Operation = change.op
        self.values: dict[str, Any] = {}
        self.given: frozenset[str] = frozenset()
        self.current: Mapping[str, Any] | None = None
        self.current_version = 0
        self.current_acl: list[int] = []
        self.columns: dict[str, Any] = {}
        self.errors: list[FieldError] = []
        self.noted: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """The value as it will be. A formula is no value of a record: conditions compute it, see `conditions.rows_of`."""
        if name in self.values:
            return self.values[name]
        return self.current.get(name) if self.current is not None else None

    def refuse(self, field: str | None, code: str, **params: Any) -> None:
        if field is not None and "field" not in params:
            params["field"] = field
        self.errors.append(FieldError(field, code, params))

    def changed(self) -> dict[str, tuple[Any, Any]]:
        """(old, new) of the fields that an update really changes; of lists of linked records what goes and what comes."""
        current = self.current or {}
        return {
            name: (value.removed, value.added)
            if isinstance(value, LinkChange)
            else (current.get(name), value)
            for name, value in self.values.items()
            if current.get(name) != value
        }

    @property
    def is_unchanged(self) -> bool:
        return self.op == "update" and not self.changed() and not self.columns

    @property
    def new_version(self) -> int:
        return self.current_version if self.is_unchanged else self.current_version + 1

    def result(self) -> ChangeResult:
        name = self.definition.name
        if self.errors:
            return ChangeResult(
                self.index, self.op, name, self.id, self.current_version, "refused", tuple(self.errors)
            )
        status = "unchanged" if self.is_unchanged else _STATUS_OF[self.op]
        return ChangeResult(self.index, self.op, name, self.id, self.new_version, status)
