"""The columns of an export: which fields, under which heading, and how a record's JSON becomes a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.addresses import write_address
from guanxi.kernel.durations import write_duration
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.rich_text import plain_of
from guanxi.kernel.tenancy import Scope

# Who touched a record last is history, not data; it is exported when asked for.
_LEFT_OUT = frozenset({"created_by", "updated_by"})


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    heading: str
    cell: Callable[[Any], Any]

    def of(self, record: Mapping[str, Any]) -> Any:
        value = record.get(self.name)
        return None if value is None else self.cell(value)


def columns_of(scope: Scope, fields: Fields, names: Sequence[str]) -> list[Column]:
    """The fields asked for, or all that the caller sees. Raises `field_unknown`."""
    if names:
        paths = [fields.require(name) for name in dict.fromkeys(names)]
    else:
        paths = [part for path in fields.all() if path.name not in _LEFT_OUT for part in _apart(path)]
    return [Column(path.name, _heading(scope, path), _cell_of(scope, path)) for path in paths]


def _apart(path: FieldPath) -> list[FieldPath]:
    """Values in parts have a column for each, from which an import puts them together again."""
    return [path.part(name) for name in path.field.parts] or [path]


def _heading(scope: Scope, path: FieldPath) -> str:
    """Labels in the caller's language, which an import recognises again."""
    own = path.field.label.in_locale(scope.locale)
    return own if path.through is None else f"{path.through.label.in_locale(scope.locale)}: {own}"


def _cell_of(scope: Scope, path: FieldPath) -> Callable[[Any], Any]:
    match path.field.type.name:
        case "lookup":
            return lambda value: value.get("name")
        case "file" | "image":
            return lambda files: "; ".join(each["name"] for each in files)
        case "mixed_lookup":
            return _object_and_name
        case "links":
            return _named
        case "choice" | "stage" | "country":
            labels = {option.value: option.label.in_locale(scope.locale) for option in path.field.options}
            return lambda value: labels.get(value, value)
        case "multi_choice":
            names = {option.value: option.label.in_locale(scope.locale) for option in path.field.options}
            return lambda values: "; ".join(names.get(value, value) for value in values)
        case "rich_text":
            return plain_of
        case "duration":
            return lambda value: write_duration(value, scope.locale)
        case "address":
            return lambda value: ", ".join(write_address(value, scope.locale))
        case "geolocation" | "currency_amount":
            return path.field.type.text_of
        case "money" | "decimal":
            return Decimal
        case "date":
            return date.fromisoformat
        case "datetime":
            zone = ZoneInfo(scope.timezone)
            return lambda value: (
                datetime.fromisoformat(value).astimezone(zone).replace(tzinfo=None, microsecond=0)
            )
    return lambda value: value


def _named(links: Mapping[str, Any]) -> str:
    """Those that are named, and whether there are more."""
    items, count = links["items"], links["count"]
    more = ["…"] if count["capped"] or count["value"] > len(items) else []
    return "; ".join([*(each["name"] for each in items), *more])


def _object_and_name(value: Mapping[str, Any]) -> str | None:
    """As an import reads it. Nothing of a record that the caller does not see."""
    return f"{value['object']}:{value['name']}" if value.get("name") else None
