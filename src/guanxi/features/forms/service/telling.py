"""Telling whoever answers for a form that something waits for a person: of the first that waits, not of each."""

from __future__ import annotations

from guanxi.features.forms.queries import submissions
from guanxi.features.forms.schemas.body import Form
from guanxi.features.notifications.facade import Notice, notify
from guanxi.kernel.definitions import Definition
from guanxi.kernel.errors import render
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope


async def tell_owner(scope: Scope, form: Definition[Form]) -> None:
    if form.updated_by is None or await submissions.count_held(scope, form.id, "refused", 2) != 1:
        return
    locale = scope.tenant.locale
    title = render("form_waits", {"form": form.label.in_locale(locale)}, locale)
    text = render("form_waits_more", {}, locale)
    await notify(scope, [Notice(new_id(), form.updated_by, title, text)])
