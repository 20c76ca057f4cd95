"""A form made ready to show and to read: its fields as they are now, its conditions compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.features.forms.schemas.body import Form, FormField
from guanxi.features.forms.service.conditions import Shown, shown_when
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Conventions, Field, ObjectDef
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PreparedField:
    """`is_shown` asks the values of fields further up, as conditions compare them; None where it is always shown. `tree` is that for the page."""

    declared: FormField
    field: Field
    is_shown: Shown | None
    tree: Any

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def is_required(self) -> bool:
        return self.declared.required or self.field.required


@dataclass(frozen=True, slots=True)
class PreparedForm:
    object: str
    body: Form
    fields: Sequence[PreparedField]

    @property
    def by_name(self) -> Mapping[str, PreparedField]:
        return {each.name: each for each in self.fields}


def prepare(scope: Scope, definition: ObjectDef, body: Form) -> PreparedForm:
    """Raises 422 naming the place within the body."""
    found: dict[str, Field] = {}
    prepared: list[PreparedField] = []
    exponent = Conventions.of(scope.tenant).money_exponent
    for index, each in enumerate(body.fields):
        field = definition.field(each.field)
        if field is None:
            raise Invalid(
                "field_unknown",
                field=f"body.fields[{index}].field",
                params={"name": each.field, "suggestion": ""},
            )
        shown, tree = None, None
        if each.when.strip():
            shown, tree = shown_when(each.when, found, exponent, f"body.fields[{index}].when")
        prepared.append(PreparedField(each, field, shown, tree))
        found[field.name] = field
    return PreparedForm(definition.name, body, tuple(prepared))
