"""Idempotency-Key on POST: the same key gives the same answer for a day, and its effects happen once.

The answer is stored by the transaction that does the work, so either both exist or neither does. A refused request
stores nothing: it changed nothing, and may be tried again with the same key.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar import Request, Response
from litestar.datastructures import UploadFile
from litestar.types import Message

from guanxi.edge import idempotency_keys
from guanxi.kernel.errors import Problem
from guanxi.kernel.tenancy import Scope

HEADER = "Idempotency-Key"
LIFETIME = timedelta(hours=24)
LARGEST_ANSWER = 1024 * 1024
_KEY = re.compile(r"^[\x21-\x7e]{1,200}$")
_HEADERS_KEPT = frozenset({"content-type", "content-language", "location", "etag", "x-change-set"})


class AlreadyAnswered(Exception):
    """The request was done before; carries what was answered then."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers
        self.body = body


@dataclass(slots=True)
class Recording:
    """A request whose answer is to be stored."""

    key: str
    request_hash: bytes

    async def store(self, scope: Scope, messages: list[Message]) -> None:
        start: Any = messages[0]
        body = b"".join(bytes(message.get("body", b"")) for message in messages[1:])  # type: ignore[call-overload]
        if len(body) > LARGEST_ANSWER:
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]
        }
        kept = {name: value for name, value in headers.items() if name in _HEADERS_KEPT}
        await idempotency_keys.store(
            scope,
            key=self.key,
            request_hash=self.request_hash,
            status=start["status"],
            headers=kept,
            body=body,
            forget_before=scope.now - LIFETIME,
        )


async def begin(scope: Scope, request: Request[Any, Any, Any]) -> Recording | None:
    """None without a key, and on calls whose answer holds a secret, which must not be stored. Raises AlreadyAnswered, 422 `idempotency_key_reused` or 409 `idempotency_key_in_use`."""
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST" or request.route_handler.opt.get("holds_secret"):
        return None
    if not _KEY.match(key):
        raise Problem("idempotency_key_invalid", status=400, field=HEADER)
    request_hash = await _hash_of_request(request)
    if not await idempotency_keys.try_lock(scope, key):
        raise Problem("idempotency_key_in_use", status=409, field=HEADER, headers={"Retry-After": "1"})
    earlier = await idempotency_keys.find(scope, key, not_before=scope.now - LIFETIME)
    if earlier is None:
        return Recording(key, request_hash)
    if bytes(earlier["request_hash"]) != request_hash:
        raise Problem("idempotency_key_reused", status=422, field=HEADER)
    raise AlreadyAnswered(earlier["status"], dict(earlier["headers"]), bytes(earlier["body"]))


def answer_again(_: Request[Any, Any, Any], earlier: AlreadyAnswered) -> Response[bytes]:
    """Litestar's handler for AlreadyAnswered."""
    media_type = earlier.headers.pop("content-type", "application/json")
    headers = {**earlier.headers, "Idempotency-Replayed": "true"}
    return Response(earlier.body, status_code=earlier.status, headers=headers, media_type=media_type)


async def _hash_of_request(request: Request[Any, Any, Any]) -> bytes:
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.content_type[0] == "multipart/form-data":
        for name, value in (await request.form()).multi_items():
            digest.update(f"\n{name}:".encode())
            if isinstance(value, UploadFile):
                digest.update(f"{value.filename}:".encode())
                while chunk := await value.read(1 << 16):
                    digest.update(chunk)
                await value.seek(0)
            else:
                digest.update(str(value).encode())
    else:
        digest.update(await request.body())
    return digest.digest()
