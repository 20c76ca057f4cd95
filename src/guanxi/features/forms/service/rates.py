"""How often a form may be sent and files uploaded to it, counted by the database for all processes together.

What is counted is a keyed hash, never an address. A process that has refused somebody by itself does not ask here.
"""

from __future__ import annotations

import hmac
import math
from dataclasses import dataclass
from typing import Literal

from guanxi.features.forms.queries import keeping, rates
from guanxi.features.forms.service.keys import tenant_of_key
from guanxi.features.forms.service.retention import CHORE, COUNTED
from guanxi.features.forms.service.writing import SOURCE
from guanxi.kernel.db import Database
from guanxi.kernel.errors import NotFound, Problem
from guanxi.kernel.jobs import call
from guanxi.kernel.tenancy import automation_seed

Counted = Literal["sending", "upload"]


@dataclass(frozen=True, slots=True)
class Rate:
    """In a minute: with one form by everybody, and from one address."""

    in_all: int
    from_one: int


RATES: dict[Counted, Rate] = {"sending": Rate(600, 20), "upload": Rate(600, 60)}


async def count(database: Database, key: str, secret: bytes, counted: Counted, address: str) -> None:
    """In a transaction of its own, so that it holds whatever comes after it. Raises 404, and 429 with `Retry-After`."""
    rate = RATES[counted]
    seed = await automation_seed(database, tenant_of_key(key))
    async with database.transaction(seed, source=SOURCE) as scope:
        form_id = await keeping.form_of(scope, key)
        if form_id is None:
            raise NotFound()
        seen, ends = await rates.count_one(scope, form_id, _hash(secret, counted, ""))
        if seen == 1:
            await call(scope, CHORE, delay_seconds=COUNTED.total_seconds())
        most = rate.in_all
        if seen <= most:  # Beyond it nobody's address is kept.
            seen, ends = await rates.count_one(scope, form_id, _hash(secret, counted, address))
            most = rate.from_one
        seconds = max(1, math.ceil((ends - scope.now).total_seconds()))
    if seen > most:
        headers = {"Retry-After": str(seconds)}
        raise Problem("too_many_requests", 429, params={"seconds": seconds}, headers=headers)


def _hash(secret: bytes, counted: Counted, address: str) -> bytes:
    key = hmac.digest(secret, b"guanxi form rate", "sha256")
    return hmac.digest(key, f"{counted} {address}".encode(), "sha256")[:16]
