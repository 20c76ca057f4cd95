"""The ticket that every page of a form carries: signed, good for one sending of this form, neither too soon nor too late.

It takes the place of an idempotency key: what is sent twice with one ticket is kept once. With a challenge, the browser
looks for a number whose hash with the ticket begins with zero bits, so that sending many forms costs time.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from struct import pack, unpack
from uuid import UUID, uuid4

from guanxi.kernel.errors import Invalid, Problem

SECONDS_AT_LEAST = 2
SECONDS_AT_MOST = 24 * 3600
CHALLENGE_BITS = 15
_HEAD, _HEAD_BYTES, _MAC = ">8sI16s", 28, 16


def issue(secret: bytes, key: str, now: datetime) -> str:
    head = pack(_HEAD, _form(key), int(now.timestamp()), uuid4().bytes)
    return urlsafe_b64encode(head + _sign(secret, head)).decode().rstrip("=")


def read(secret: bytes, key: str, ticket: str, now: datetime, *, may_be_new: bool = False) -> UUID:
    """What tells it from every other ticket. Raises `form_ticket_invalid`, `form_ticket_expired`, `form_too_soon`."""
    try:
        packed = urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
    except ValueError:
        raise Invalid("form_ticket_invalid", field="ticket") from None
    head, signature = packed[:_HEAD_BYTES], packed[_HEAD_BYTES:]
    if len(head) != _HEAD_BYTES or not hmac.compare_digest(signature, _sign(secret, head)):
        raise Invalid("form_ticket_invalid", field="ticket")
    form, issued, number = unpack(_HEAD, head)
    if form != _form(key):
        raise Invalid("form_ticket_invalid", field="ticket")
    age = int(now.timestamp()) - issued
    if age > SECONDS_AT_MOST:
        raise Invalid("form_ticket_expired", field="ticket")
    if age < SECONDS_AT_LEAST and not may_be_new:
        seconds = SECONDS_AT_LEAST - age
        headers = {"Retry-After": str(seconds)}
        raise Problem("form_too_soon", 422, field="ticket", params={"seconds": seconds}, headers=headers)
    return UUID(bytes=number)


def require_proof(ticket: str, proof: int | None) -> None:
    """Raises `form_challenge_unmet`."""
    digest = sha256(f"{ticket}:{proof}".encode()).digest()
    if proof is None or int.from_bytes(digest[:8], "big") >> (64 - CHALLENGE_BITS):
        raise Invalid("form_challenge_unmet", field="proof")


def _form(key: str) -> bytes:
    return sha256(key.encode()).digest()[:8]


def _sign(secret: bytes, head: bytes) -> bytes:
    return hmac.digest(hmac.digest(secret, b"guanxi form ticket", "sha256"), head, "sha256")[:_MAC]
