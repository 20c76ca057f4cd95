"""A record's summary as text, for letters and for who opens one without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxi.features.approvals.schemas.api import ShownValue
from guanxi.features.approvals.service.reading import record_values, summary_of
from guanxi.features.approvals.service.states import Request
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import Field, registry_of
from guanxi.kernel.tenancy import Scope

MOST_SHOWN = 500  # characters of a value


async def shown_record(scope: Scope, request: Request) -> tuple[str | None, list[ShownValue]]:
    """Title and summary, as far as the rights of the scope's person go, in his language. What is empty is left out."""
    definition = (await registry_of(scope)).object(request.object)
    values = await record_values(scope, request) or {}
    title = values.get(definition.title_field)
    shown = [
        ShownValue(field.label.in_locale(scope.locale), text)
        for name in summary_of(definition, request.body)
        if (field := definition.fields[name]) and (text := as_text(scope, field, values.get(name)))
    ]
    return None if title is None else str(title), shown


def as_text(scope: Scope, field: Field, value: Any) -> str:
    """Empty for an empty value."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return render("approval_value_yes" if value else "approval_value_no", {}, scope.locale)
        case list():
            return ", ".join(as_text(scope, field, each) for each in value)[:MOST_SHOWN]
        case Mapping():
            return str(value.get("name") or "")
    option = field.option_of.get(str(value))
    if option is not None:
        return option.label.in_locale(scope.locale)
    if field.type.value_kind == "money":
        return f"{scope.tenant.currency} {value}"
    return str(value)[:MOST_SHOWN]
