"""Formulas within expressions: what each stands for is checked in its own environment and put in its place.

Below, nothing knows formulas: SQL and memory compute the whole, and its cost is that of the whole.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from guanxi.kernel.expressions.core import ContextValue, DatePart, LocalTime
from guanxi.kernel.expressions.types import CALLERS_ZONE, COMPANY_ZONE

Part = TypeVar("Part")

_OF_COMPANY = {"today": "company_today", CALLERS_ZONE: COMPANY_ZONE}


def at_company(part: Part) -> Part:
    """With days and times of day as where the company is, so that a formula has one value for everybody."""
    changed = _with_inner_changed(part)
    match changed:
        case ContextValue(name=name) if name in _OF_COMPANY:
            return replace(changed, name=_OF_COMPANY[name])  # type: ignore[return-value]
        case LocalTime() | DatePart():
            return replace(changed, zone=COMPANY_ZONE)  # type: ignore[return-value]
    return changed


def _with_inner_changed(part: Any) -> Any:
    changes = {}
    for each in fields(part):
        value = getattr(part, each.name)
        new = _changed(value)
        if new is not value:
            changes[each.name] = new
    return replace(part, **changes) if changes else part


def _changed(value: Any) -> Any:
    if isinstance(value, tuple):
        new = tuple(_changed(one) for one in value)
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    if is_dataclass(value) and type(value).__module__ == ContextValue.__module__:
        return at_company(value)
    return value
