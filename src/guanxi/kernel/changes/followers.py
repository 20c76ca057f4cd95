"""Those who must miss nothing that is written, such as webhooks, and the end of what they have all taken.

An event names in `pending` the followers that have not taken it, so each has its own position and none can hold up
another. A follower takes events in the transaction in which it acts on them: both happen, or neither. Two takers may get
events of one record out of order; each carries the record's version, by which a stale one is recognised.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, bindparam, text

from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, prepare
from guanxi.kernel.db.trimming import BATCH, MOST_BATCHES, trim, trimming
from guanxi.kernel.tenancy import Scope

MOST_RECORDS = 10_000  # of the events that are taken at a time
KEPT_FOR = timedelta(days=1)  # after it was written and taken, for those who look into what happened

# Those locked beyond the bound of records stay locked till the end of the transaction: others take what comes after.
_TAKE = prepare(
    text("""
WITH waiting AS MATERIALIZED (
  SELECT id, created_at, coalesce(jsonb_array_length(payload -> 'records'), 1) AS records FROM guanxi.outbox
  WHERE tenant_id = :tenant_id AND pending <> '{}' AND :follower = ANY (pending)
  ORDER BY created_at, id LIMIT :most FOR UPDATE SKIP LOCKED),
counted AS (
  SELECT id, sum(records) OVER (ORDER BY created_at, id) - records AS before FROM waiting)
UPDATE guanxi.outbox o SET pending = array_remove(o.pending, :follower)
WHERE o.tenant_id = :tenant_id AND o.id = ANY (ARRAY(SELECT id FROM counted WHERE before < :most_records))
RETURNING o.id, o.topic, o.payload, o.created_at
""").bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("follower", type_=Text),
        bindparam("most", type_=Integer),
        bindparam("most_records", type_=Integer),
    )
)
_TRIM = trimming("trim_outbox")


@dataclass(frozen=True, slots=True)
class Event:
    """`payload` holds the change-set, its source, [id, version] of each record, and `depth`, see `Scope.depth`."""

    id: UUID
    topic: str
    payload: dict[str, Any]
    created_at: datetime


Interest = Callable[[Scope, str], Awaitable[bool]]
Waking = Callable[[Scope], Awaitable[None]]


async def _always(scope: Scope, topic: str) -> bool:
    return True


async def _nobody(scope: Scope) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Follower:
    topics: tuple[str, ...]
    when: Interest
    wake: Waking


_followers: dict[str, _Follower] = {}


def follow(
    name: str, *, topics: Sequence[str] = (), when: Interest = _always, wake: Waking = _nobody
) -> None:
    """From now on events wait for this follower; of these topics (`deal.updated`), or of all.

    `when` is asked at each write whether this company's events of a topic shall wait: it must cost next to nothing. `wake`
    is called, in the transaction of the write, once for all that wait by it.
    """
    _followers[name] = _Follower(tuple(topics), when, wake)


async def followers_of(scope: Scope, topic: str) -> list[str]:
    return [
        name
        for name, each in _followers.items()
        if (not each.topics or topic in each.topics) and await each.when(scope, topic)
    ]


async def wake_followers(scope: Scope, names: Sequence[str]) -> None:
    for name in names:
        await _followers[name].wake(scope)


async def take_events(
    scope: Scope, follower: str, most: int = 100, *, most_records: int = MOST_RECORDS
) -> list[Event]:
    """The company's oldest events that this follower has not taken, apart from those that another is just taking.

    No more events once they speak of so many records; at least one.
    """
    params = {
        "tenant_id": scope.tenant.id, "follower": follower, "most": most, "most_records": most_records
    }  # fmt: skip
    events = [Event(**row) for row in await scope.tx.fetch(_TAKE, params)]
    return sorted(events, key=lambda event: (event.created_at, event.id))


async def trim_events(database: Database, *, kept_for: timedelta = KEPT_FOR, batch: int = BATCH) -> int:
    """Deletes what nobody waits for, each batch in its own transaction. Returns how many went."""
    return await trim(database, _TRIM, utc_now() - kept_for, batch=batch, most_batches=MOST_BATCHES)
