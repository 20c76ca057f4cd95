"""What other features may know of forms: what a form sends, and that one was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxi.features.forms.schemas.body import Form
from guanxi.features.forms.service.chosen_names import names_of_records
from guanxi.features.forms.service.kinds import FORM
from guanxi.features.forms.service.preparing import prepare
from guanxi.features.forms.service.reading import Sources, read_values
from guanxi.features.forms.service.settling import Submitted, when_submitted
from guanxi.kernel.definitions import Definition
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

__all__ = ["FORM", "Submitted", "read_sent", "when_submitted"]


async def read_sent(scope: Scope, form: Definition[Form], values: Mapping[str, Any]) -> dict[str, Any]:
    """As if it had been sent, by field. Raises 422 `form_values_wrong`."""
    definition = (await registry_of(scope)).object(form.object or "")
    prepared = prepare(scope, definition, form.body)
    names = await names_of_records(scope, prepared, values)
    return read_values(scope, prepared, values, Sources(names=names))
