"""A deal created and a deal changed: validation, the row, its history, search document, counters and outbox, committed."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from random import randrange
from typing import Any
from uuid import UUID

import msgspec

from benchmarks import bare
from benchmarks.http import Connection
from benchmarks.reads import RECORDS
from benchmarks.scenarios import Scenario, Send, Steps
from guanxi.features.records.service.writing import create_records, update_record
from guanxi.kernel.changes.indexing import BUCKETS
from guanxi.kernel.tenancy import Scope

RECORDS_PER_CLIENT = 50
COUNTER = '"object_count"'
BUCKET = 2  # its place among the arguments


def creating(account_id: UUID, known: Collection[UUID]) -> Scenario:
    values = {
        "name": "华信软件 renewal", "account": str(account_id), "amount": "12500.00",
        "stage": "engaging", "close_date": "2027-03-31",
    }  # fmt: skip
    body = msgspec.json.encode(values)

    async def send(connection: Connection) -> None:
        await connection.send("POST", RECORDS, body)

    def again(steps: list[bare.Step], _: int) -> Steps:
        return lambda: _in_any_bucket(bare.with_fresh_ids(steps, known))

    return Scenario(lambda scope: create_records(scope, "deal", [values]), send=lambda _: send, again=again)


def updating(record_ids: list[UUID], known: Collection[UUID]) -> Scenario:
    """Every request changes another record, and each client has its own, so that none waits for a lock."""
    first, *others = record_ids

    def mine(client: int) -> list[UUID]:
        return others[client * RECORDS_PER_CLIENT : (client + 1) * RECORDS_PER_CLIENT]

    def values(number: int) -> dict[str, Any]:
        return {"probability": number % 100, "description": f"Called {number} times"}

    def send(client: int) -> Send:
        turns = zip(itertools.cycle(mine(client)), itertools.count(1), strict=False)

        async def one(connection: Connection) -> None:
            record_id, number = next(turns)
            await connection.send("PATCH", f"{RECORDS}/{record_id}", msgspec.json.encode(values(number)))

        return one

    def again(steps: list[bare.Step], client: int) -> Steps:
        turns = itertools.cycle(mine(client))
        return lambda: bare.renamed(bare.with_fresh_ids(steps, {first, *known}), {first: next(turns)})

    async def call(scope: Scope) -> None:
        await update_record(scope, "deal", first, values(0), None)

    return Scenario(call, send=send, again=again)


def _in_any_bucket(steps: list[bare.Step]) -> list[bare.Step]:
    """The counter of records is spread over buckets, of which our code takes one at random, so that nobody waits."""
    return [
        (
            sql,
            (*arguments[:BUCKET], randrange(BUCKETS), *arguments[BUCKET + 1 :])
            if COUNTER in sql
            else arguments,
        )
        for sql, arguments in steps
    ]
