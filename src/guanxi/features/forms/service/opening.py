"""Finding the form behind a public key, and whether it takes anything now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from guanxi.features.forms.queries import keeping, submissions
from guanxi.features.forms.schemas.body import Form
from guanxi.features.forms.service.keys import tenant_of_key
from guanxi.features.forms.service.kinds import FORM, in_force
from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.features.forms.service.writing import SOURCE
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Definition, read_by_id
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import Scope, automation_seed

DAY = timedelta(days=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """`prepared` is None where it cannot be shown: switched off, or broken."""

    scope: Scope
    definition: Definition[Form]
    prepared: PreparedForm | None


@asynccontextmanager
async def opened(database: Database, key: str, locale: str) -> AsyncIterator[OpenedForm]:
    """In a transaction of the company's own hand. Raises 404 for a key that leads nowhere."""
    seed = await automation_seed(database, tenant_of_key(key))
    async with database.transaction(seed, source=SOURCE, locale=locale) as scope:
        form_id = await keeping.form_of(scope, key)
        definition = None if form_id is None else await read_by_id(scope, FORM, form_id)
        if definition is None:
            raise NotFound()
        yield OpenedForm(scope, definition, await in_force(scope, definition))


async def is_open(form: OpenedForm) -> bool:
    """Also asks its limits."""
    body, now = form.definition.body, form.scope.now
    if form.prepared is None:
        return False
    if (body.opens_at is not None and now < body.opens_at) or (
        body.closes_at is not None and now >= body.closes_at
    ):
        return False
    for limit, since in ((body.most_per_day, now - DAY), (body.most_in_total, _EVER)):
        if limit is not None:
            count = await submissions.count_since(form.scope, form.definition.id, since, limit)
            if count >= limit:
                return False
    return True
