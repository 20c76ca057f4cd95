"""One request, one transaction: opened when a handler asks for `caller`, ended before the answer leaves.

Ending it earlier than the first byte matters: a client that reads 201 must find the record. Litestar's generator
dependencies end at about the right moment too, but they leak when another dependency fails, and they cannot see the
status; so a middleware holds the transaction, commits on a status below 400 and rolls back otherwise.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg
from litestar import Request
from litestar.types import ASGIApp, Message, Receive, Send
from litestar.types import Scope as ASGIScope

from guanxi.edge import idempotency
from guanxi.edge.exchange import Exchange, exchange_of, method_of
from guanxi.edge.identities import Identity
from guanxi.edge.open_transaction import OpenTransaction
from guanxi.edge.problems import problem_of_exception, send_problem
from guanxi.edge.replicas import Replicas, is_fault_of_replica
from guanxi.edge.settings import EdgeSettings
from guanxi.edge.work import only_reads, work_of
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
        answer = await self._run(scope, receive, send, exchange)
        if answer.is_to_be_repeated:
            exchange.avoids_replica = exchange.may_write = True
            exchange.transaction = exchange.error = exchange.error_code = None
            await self._run(scope, receive, send, exchange)

    async def _run(self, scope: ASGIScope, receive: Receive, send: Send, exchange: Exchange) -> _Answer:
        may_write = method_of(scope) not in ("GET", "HEAD")
        answer = _Answer(exchange, send, scope["litestar_app"].state.get("replicas"), may_write=may_write)
        try:
            await self.app(scope, receive, answer.send)
        finally:
            if exchange.transaction is not None:
                await exchange.transaction.roll_back()
        return answer


class _Answer:
    """Forwards an answer once its transaction has ended; an answer to be recorded is held until it is complete.

    When the commit fails, the caller gets a problem instead of the answer that was under way. When the replica failed,
    or a call that said it only reads was refused a change, he gets nothing yet: the primary is asked the same.
    """

    def __init__(self, exchange: Exchange, send: Send, replicas: Replicas | None, *, may_write: bool) -> None:
        self.exchange = exchange
        self.is_to_be_repeated = False
        self._send = send
        self._replicas = replicas
        self._may_write = may_write
        self._held: list[Message] = []
        self._is_replaced = False

    async def send(self, message: Message) -> None:
        transaction = self.exchange.transaction
        if self._is_replaced or self.is_to_be_repeated:
            return
        if transaction is not None and transaction.is_open and self._is_for_another(transaction):
            self.is_to_be_repeated = True
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
            self.exchange.error = error
            if self._is_for_another(transaction):
                self.is_to_be_repeated = True
                return
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
        if self._replicas is not None and not transaction.on_replica and self._may_write:
            await self._replicas.wrote(self.exchange)

    def _is_for_another(self, transaction: OpenTransaction) -> bool:
        """Whether to do it again: at the primary, or because a call that said it only reads wrote after all."""
        if transaction.on_replica:
            return self._replica_failed()
        return transaction.only_reads and isinstance(self.exchange.error, asyncpg.ReadOnlySQLTransactionError)

    def _replica_failed(self) -> bool:
        error = self.exchange.error
        if self._replicas is None or error is None or not is_fault_of_replica(error):
            return False
        self._replicas.replica.stand_aside(error)
        return True


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
    exchange.transaction = await _on_replica(request, exchange) or await _on_primary(request)
    scope = exchange.transaction.scope
    exchange.transaction.recording = await idempotency.begin(scope, request)
    return scope


@asynccontextmanager
async def open_scope(request: Request[Any, Any, Any]) -> AsyncIterator[Scope]:
    """A transaction of its own, for handlers that go on reading after their answer has begun (exports)."""
    async with _transaction(request) as scope:
        yield scope


async def _on_replica(request: Request[Any, Any, Any], exchange: Exchange) -> OpenTransaction | None:
    replicas: Replicas | None = request.app.state.get("replicas")
    if replicas is None:
        return None
    identity = identity_of(request)
    opened = await replicas.opened(
        request.scope, exchange, identity, _source_of(identity), _statement_seconds(request, exchange)
    )
    return None if opened is None else OpenTransaction(*opened, on_replica=True)


async def _on_primary(request: Request[Any, Any, Any]) -> OpenTransaction:
    reads = only_reads(request.scope, request.headers) and not exchange_of(request).may_write
    context = _transaction(request, only_reads=reads)
    return OpenTransaction(context, await context.__aenter__(), only_reads=reads)


def _transaction(
    request: Request[Any, Any, Any], *, only_reads: bool = False
) -> AbstractAsyncContextManager[Scope]:
    database: Database = request.app.state.database
    identity, exchange = identity_of(request), exchange_of(request)
    return database.transaction(
        identity.seed,
        source=_source_of(identity),
        locale=exchange.locale,
        statement_seconds=_statement_seconds(request, exchange),
        only_reads=only_reads,
    )


def _statement_seconds(request: Request[Any, Any, Any], exchange: Exchange) -> float | None:
    """None for what connections are set to, which is the time of reads."""
    exchange.work = work_of(request.scope)
    settings: EdgeSettings = request.app.state.edge_settings
    if exchange.work == "read":
        return None
    return settings.write_seconds if exchange.work == "write" else settings.report_seconds


def _source_of(identity: Identity) -> str:
    return "support" if identity.support else "ui" if identity.kind == "session" else "api"
