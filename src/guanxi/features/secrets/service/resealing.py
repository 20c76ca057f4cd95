"""Re-encrypting what former keys have encrypted, so that those can be retired."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from guanxi.features.secrets.queries import values
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.errors import Conflict
from guanxi.kernel.jobs import enqueue_few
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.encrypted_text import place_of, resealed
from guanxi.kernel.sealing import KeysMissing, Sealed, SealedUnreadable, keyring
from guanxi.kernel.tenancy import Scope

JOB = "secrets.reseal"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Resealed:
    """`last` is None at the end; `unreadable` were sealed by keys that are gone."""

    last: UUID | None
    seen: int
    written: int
    unreadable: int


async def start_resealing(scope: Scope) -> UUID:
    """Queues the job. Raises 403, 409 `secret_key_missing`."""
    scope.require("company.manage")
    require_keys()
    return await enqueue_few(scope, JOB, {})


def require_keys() -> None:
    try:
        _ = keyring().current
    except KeysMissing:
        raise Conflict("secret_key_missing") from None


def sealed_fields(registry: Registry) -> list[tuple[ObjectDef, Field]]:
    """Of deleted objects too: they may come back."""
    return [
        (definition, field)
        for definition in (*registry, *registry.deleted.values())
        for field in definition.custom_fields
        if field.type.sealed
    ]


async def reseal_next(scope: Scope, definition: ObjectDef, field: Field, after: UUID) -> Resealed:
    """The next records, those in the bin too. Who writes meanwhile wins: his value has the current key already."""
    assert field.place is not None
    key, place, current = field.place.key, place_of(scope.tenant.id, field), keyring().current
    async with elevated(scope):
        rows = await values.next_kept(scope, definition, key, after, CHUNK)
        fresh, unreadable = [], 0
        for row in rows:
            sealed = Sealed.from_json(msgspec.json.decode(row["kept"]))
            if sealed.key == current:
                continue
            try:
                again = resealed(sealed, place)
            except SealedUnreadable:
                unreadable += 1
                continue
            fresh.append({"id": row["id"], "kept": row["kept"], "fresh": {key: again.as_json()}})
        if fresh:
            await values.replace_kept(scope, definition, key, msgspec.json.encode(fresh).decode())
    last = rows[-1]["id"] if len(rows) == CHUNK else None
    return Resealed(last, len(rows), len(fresh), unreadable)
