"""What reading a cell can give beside a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """The cell cannot be used, and why."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record of another object, named by what the cell says; found for a whole batch at once."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class NewOption:
    """A choice that does not exist yet and shall be added, as somebody decided."""

    label: str
