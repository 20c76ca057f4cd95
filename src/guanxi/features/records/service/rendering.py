"""Merge fields of a record, as its reader sees it. A field hidden from him is one that does not exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.records.service.reading import get_record
from guanxi.kernel.durations import write_duration
from guanxi.kernel.errors import Problem
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.expressions.types import IN_PARTS
from guanxi.kernel.query import FieldPath, Fields, open_object
from guanxi.kernel.rich_text import plain_of
from guanxi.kernel.templates import Merge, Rendered, Setting, Target, Template, Value, read, render
from guanxi.kernel.tenancy import Scope

MOST_FIELDS = 60
"""Fields that one template may ask for: each that leads to another record is one more to find."""

_AROUND: Mapping[str, Callable[[Scope], Value]] = {
    "me.name": lambda scope: Value(scope.actor.name),
    "me.email": lambda scope: Value(scope.actor.email),
    "company.name": lambda scope: Value(scope.tenant.name),
    "today": lambda scope: Value(scope.now, "datetime"),
}


async def render_record(
    scope: Scope, object_name: str, record_id: UUID, text: str, target: Target, locale: str | None
) -> Rendered:
    """Raises 403, 404, and 422 `template_…` with the place of what is wrong."""
    fields = (await open_object(scope, object_name)).fields
    template = read(text)
    paths = _paths(template, fields)
    names = sorted({path.name for path in paths.values()}) or [fields.definition.title_field]
    found = await get_record(scope, object_name, record_id, names)
    record: dict[str, Any] = msgspec.json.decode(found.body)
    setting = Setting(
        locale or scope.locale, scope.timezone, scope.tenant.currency, scope.tenant.money_exponent
    )

    def value_of(merge: Merge) -> Value:
        if merge.path is None:
            return Value(merge.literal)
        path = paths.get(merge.path)
        return _AROUND[merge.path](scope) if path is None else _value(path, record, setting.locale)

    return render(template, value_of, setting, target)


def _paths(template: Template, fields: Fields) -> dict[str, FieldPath]:
    """The fields named, by their names in the template. `contact.name` and `name` are the same of a contact."""
    own = f"{fields.definition.name}."
    found: dict[str, FieldPath] = {}
    for merge in template.merges:
        if merge.path is None or merge.path in found:
            continue
        path = fields.find(merge.path) or fields.find(merge.path.removeprefix(own))
        if path is not None:
            found[merge.path] = path
        elif merge.path not in _AROUND:
            raise _unknown(merge, fields)
        if len(found) > MOST_FIELDS:
            raise merge.place.refuse("too_many", limit=MOST_FIELDS)
    return found


def _unknown(merge: Merge, fields: Fields) -> Problem:
    name = (merge.path or "")[:120]
    return merge.place.refuse("field_unknown", name=name, suggestion=closest(name, fields.names()))


def _value(path: FieldPath, record: Mapping[str, Any], locale: str) -> Value:
    content = record[path.name]
    match path.kind:
        case _ if path.field.type.holds_files and content is not None:
            return Value(", ".join(each["name"] for each in content))
        case _ if content is None:
            return Value(None, _KINDS.get(path.kind, "text"))
        case ValueType.LOOKUP:
            return Value(content["name"])
        case ValueType.CHOICE:
            option = path.field.option_of.get(content)
            return Value(option.label.in_locale(locale) if option else str(content))
        case ValueType.DURATION:
            return Value(write_duration(content, locale))
        case ValueType.CHOICES:
            options = [path.field.option_of.get(each) for each in content]
            labels = [each.label.in_locale(locale) for each in options if each is not None]
            return Value(("、" if locale.startswith("zh") else ", ").join(labels))
        case ValueType.MONEY | ValueType.INTEGER | ValueType.NUMBER | ValueType.DECIMAL:
            return Value(Decimal(str(content)), _KINDS[path.kind])
        case ValueType.DATE:
            return Value(date.fromisoformat(content), "date")
        case ValueType.DATETIME:
            return Value(datetime.fromisoformat(content), "datetime")
        case ValueType.BOOLEAN:
            return Value(content, "boolean")
    if path.kind in IN_PARTS:
        return Value(path.field.type.text_of(content))
    if path.field.type.name == "rich_text":
        return Value(plain_of(content))
    return Value(str(content), "url" if path.field.type.name == "url" else "text")


_KINDS: Mapping[ValueType, str] = {
    ValueType.MONEY: "money",
    ValueType.INTEGER: "number",
    ValueType.NUMBER: "number",
    ValueType.DECIMAL: "number",
    ValueType.DATE: "date",
    ValueType.DATETIME: "datetime",
    ValueType.BOOLEAN: "boolean",
}
