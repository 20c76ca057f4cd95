"""Gives new records their automatic numbers, in the transaction that writes them: none is lost by a write that fails.

One counter for each field and period, locked once for a batch. Who makes records of the same object waits from there to the
commit of whoever came before; that is the price of numbers without holes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Integer, Text, bindparam, text

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.uniqueness import hold, key_of
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tenancy import Scope

_TAKE = prepare(
    text(
        "INSERT INTO guanxi.number_counter (tenant_id, object_id, field_id, period, next)"
        " VALUES (:tenant_id, :object_id, :field_id, :period, CAST(:start AS bigint) + :many)"
        " ON CONFLICT (tenant_id, object_id, field_id, period)"
        " DO UPDATE SET next = number_counter.next + :many RETURNING next"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("object_id", type_=Integer),
        bindparam("field_id", type_=Integer),
        bindparam("period", type_=Text),
        bindparam("start", type_=BigInteger),
        bindparam("many", type_=BigInteger),
    )
)


async def number_records(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Sets the numbers of those that are created."""
    new = [draft for draft in drafts if draft.op == "create"]
    for field in definition.numbered_fields if new else ():
        moments = {draft: scope.now for draft in new if draft.values.get(field.name) is None}
        numbers = await take_numbers(scope, definition, field, list(moments.values()))
        for draft, number in zip(moments, numbers, strict=True):
            draft.values[field.name] = number
        await hold(scope, definition, {key_of(field, each.values[field.name]): each.id for each in moments})


async def take_numbers(
    scope: Scope, definition: ObjectDef, field: Field, moments: Sequence[datetime]
) -> list[str]:
    """One for each moment, in their order. Days are those of the company's time zone."""
    assert field.numbering is not None and field.place is not None
    zone = ZoneInfo(scope.tenant.timezone)
    days = [moment.astimezone(zone).date() for moment in moments]
    by_period: defaultdict[str, int] = defaultdict(int)
    for day in days:
        by_period[field.numbering.period(day)] += 1
    following: dict[str, int] = {}
    for period in sorted(by_period):  # so that two writers cannot wait for each other
        params = {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "field_id": field.place.number,
        }
        asked = {"period": period, "start": field.numbering.start, "many": by_period[period]}
        following[period] = await scope.tx.fetchval(_TAKE, params | asked) - by_period[period]
    numbers = []
    for day in days:
        period = field.numbering.period(day)
        numbers.append(field.numbering.number(day, following[period]))
        following[period] += 1
    return numbers
