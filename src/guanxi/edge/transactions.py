"""One request, one transaction: opened when a handler asks for `caller`, ended before the answer leaves.

Ending it earlier than the first byte matters: a client that reads 201 must find the record. Litestar's generator
dependencies end at about the right moment too, but they leak when another dependency fails, and they cannot see the
status; so a middleware holds the transaction, commits on a status below 400 and rolls back otherwise.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from litestar import Request
from litestar.types import ASGIApp, Message, Receive, Send
from litestar.types import Scope as ASGIScope

from guanxi.edge import idempotency
from guanxi.edge.exchange import Exchange, exchange_of
from guanxi.edge.identities import Identity
from guanxi.edge.open_transaction import OpenTransaction
from guanxi.edge.problems import problem_of_exception, send_problem
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.tenancy import Scope


class Transactions:
    """Litestar middleware that ends the request's transaction."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: ASGIScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = exchange_of(scope)
        answer = _Answer(exchange, send)
        try:
            await self.app(scope, receive, answer.send)
        finally:
            if exchange.transaction is not None:
                await exchange.transaction.roll_back()


class _Answer:
    """Forwards an answer once its transaction has ended; an answer to be recorded is held until it is complete.

    When the commit fails, the caller gets a problem instead of the answer that was under way.
    """

    def __init__(self, exchange: Exchange, send: Send) -> None:
        self.exchange = exchange
        self._send = send
        self._held: list[Message] = []
        self._is_replaced = False

    async def send(self, message: Message) -> None:
        transaction = self.exchange.transaction
        if self._is_replaced:
            return
        if transaction is None or not transaction.is_open:
            await self._send(message)
            return
        self._held.append(message)
        status = self._held[0]["status"]  # type: ignore[typeddict-item]
        is_complete = message["type"] == "http.response.body" and not message.get("more_body", False)
        if status < 400 and transaction.recording is not None and not is_complete:
            return
        try:
            await self._end(transaction, status)
        except Exception as error:
            self._is_replaced = True
            await send_problem(problem_of_exception(error, self.exchange), self.exchange, self._send)
            return
        for held in self._held:
            await self._send(held)

    async def _end(self, transaction: OpenTransaction, status: int) -> None:
        if status >= 400:
            await transaction.roll_back()
            return
        if transaction.recording is not None:
            await transaction.recording.store(transaction.scope, self._held)
        await transaction.commit()


def identity_of(request: Request[Any, Any, Any]) -> Identity:
    """The caller. Raises 401 on routes that are open to everybody."""
    identity = exchange_of(request).identity
    if identity is None:
        raise Problem("not_signed_in", status=401, headers={"WWW-Authenticate": "Bearer"})
    return identity


async def provide_caller(request: Request[Any, Any, Any]) -> Scope:
    """The dependency `caller: Scope`: the caller's rights and this request's transaction."""
    exchange = exchange_of(request)
    if exchange.transaction is not None and exchange.transaction.is_open:
        return exchange.transaction.scope
    context = _transaction(request)
    scope = await context.__aenter__()
    exchange.transaction = OpenTransaction(context, scope)
    exchange.transaction.recording = await idempotency.begin(scope, request)
    return scope


@asynccontextmanager
async def open_scope(request: Request[Any, Any, Any]) -> AsyncIterator[Scope]:
    """A transaction of its own, for handlers that go on reading after their answer has begun (exports)."""
    async with _transaction(request) as scope:
        yield scope


def _transaction(request: Request[Any, Any, Any]) -> AbstractAsyncContextManager[Scope]:
    database: Database = request.app.state.database
    identity = identity_of(request)
    source = "support" if identity.support else "ui" if identity.kind == "session" else "api"
    return database.transaction(identity.seed, source=source, locale=exchange_of(request).locale)
