"""The records that a field of a form offers: those that the author's condition names, in the eyes of whoever answers for the form.

A stranger sees their names and a word for each that means nothing anywhere else: not an id, and good for this form and
field alone. He cannot search, and what is not offered cannot be sent.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from guanxi.features.forms.schemas.body import Form
from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Definition
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import ListQuery, fetch_list
from guanxi.kernel.tenancy import Scope, acting, administrators_among

MOST = 100
"""Records that a field offers; a form whose condition names more is not saved."""


@dataclass(frozen=True, slots=True)
class Offered:
    token: str
    id: UUID
    name: str


Offers = Mapping[str, Sequence[Offered]]


async def offers_of(
    scope: Scope, database: Database, form: Definition[Form], prepared: PreparedForm, key: str, secret: bytes
) -> Offers:
    """By field. Nothing where nobody answers for the form any more, or a condition can no longer be read."""
    asking = [each for each in prepared.fields if each.field.type.pointing]
    if not asking:
        return {}
    owners = await administrators_among(database, scope.tenant.id, [form.updated_by])
    owner = owners.get(form.updated_by) if form.updated_by else None
    found: dict[str, Sequence[Offered]] = {each.name: () for each in asking}
    if owner is None:
        return found
    async with acting(scope, owner, timezone=scope.tenant.timezone) as own:
        for each in asking:
            try:
                async with own.tx.savepoint():
                    records = await named_by(own, each.field.target or "", each.declared.choices)
            except Problem:
                continue
            found[each.name] = [
                Offered(_token(secret, key, each.name, record_id), record_id, name)
                for record_id, name in records
            ]
    return found


async def named_by(
    scope: Scope, object_name: str, condition: str, most: int = MOST
) -> list[tuple[UUID, str]]:
    """In the order of names. Raises what is wrong with the condition, and what is refused to large objects."""
    title = (await registry_of(scope)).object(object_name).title_field
    query = ListQuery(object_name, condition, fields=(title,), limit=most)
    rows = msgspec.json.decode(await fetch_list(scope, query))["data"]
    found = [(UUID(row["id"]), str(row.get(title) or "").strip()) for row in rows]
    return sorted(
        ((key, name) for key, name in found if name), key=lambda pair: (pair[1].casefold(), pair[1])
    )


def _token(secret: bytes, key: str, field: str, record_id: UUID) -> str:
    own = hmac.digest(secret, b"guanxi form choice", "sha256")
    return urlsafe_b64encode(hmac.digest(own, f"{key} {field} {record_id}".encode(), "sha256")[:12]).decode()
