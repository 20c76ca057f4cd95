"""Ways to break one wall at a time: a policy, a predicate, a check, a key. Each is undone at the end of its block."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from unittest.mock import patch

from asyncpg import Connection

from guanxi.attack.founding import World
from guanxi.kernel.query.statements import Remembered
from guanxi.kernel.tenancy import Scope

POLICY = "SELECT qual, with_check FROM pg_policies WHERE schemaname = 'guanxi' AND tablename = $1 AND policyname = $2"
BODY = (
    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'guanxi'::regnamespace AND proname = $1"
)

Mutation = Callable[[World], Any]  # an asynchronous context manager


def policy(table: str, name: str, *, using: str | None = None, check: str | None = None) -> Mutation:
    """Another condition in a policy."""

    @asynccontextmanager
    async def mutation(world: World) -> AsyncIterator[None]:
        owner = world.ground.owner
        before = await owner.fetchrow(POLICY, table, name)
        assert before is not None
        await _alter(owner, table, name, using, check)
        yield
        await _alter(
            owner, table, name, before["qual"] if using else None, before["with_check"] if check else None
        )

    return mutation


async def _alter(owner: Connection, table: str, name: str, using: str | None, check: str | None) -> None:
    changed = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
    await owner.execute(f'ALTER POLICY {name} ON guanxi."{table}"{changed}')


def function(name: str, *changes: tuple[str, str]) -> Mutation:
    """Other words in a function of the database."""

    @asynccontextmanager
    async def mutation(world: World) -> AsyncIterator[None]:
        owner = world.ground.owner
        body = await owner.fetchval(BODY, name)
        changed = body
        for old, new in changes:
            assert old in changed, f"{name} does not say {old}"
            changed = changed.replace(old, new)
        await owner.execute(changed)
        yield
        await owner.execute(body)

    return mutation


def statements(do: str, undo: str) -> Mutation:
    @asynccontextmanager
    async def mutation(world: World) -> AsyncIterator[None]:
        await world.ground.owner.execute(do)
        yield
        await world.ground.owner.execute(undo)

    return mutation


def python(target: str, replacement: Any) -> Mutation:
    """Another function, or value, in the program."""

    @asynccontextmanager
    async def mutation(world: World) -> AsyncIterator[None]:
        with forgotten(world), patch(target, replacement):
            yield

    return mutation


def both(*mutations: Mutation) -> Mutation:
    @asynccontextmanager
    async def mutation(world: World) -> AsyncIterator[None]:
        if not mutations:
            yield
            return
        async with mutations[0](world), both(*mutations[1:])(world):
            yield

    return mutation


@contextmanager
def forgotten(world: World) -> Iterator[None]:
    """Nothing compiled before stays, and nothing compiled meanwhile does."""
    forget(world)
    yield
    forget(world)


def forget(world: World) -> None:
    for each in gc.get_objects():
        if isinstance(each, Remembered):
            each._known.clear()
    world.ground.app.state.identities.forget_everything()


def without_require(*endings: str) -> Callable[[Scope, str], None]:
    """`Scope.require` that lets everything with such an ending pass."""
    original = Scope.require

    def require(self: Scope, permission: str) -> None:
        if not permission.endswith(endings):
            original(self, permission)

    return require


def always(value: Any) -> Callable[..., Any]:
    return lambda *args, **kwargs: value


def never_refuses() -> Callable[..., Any]:
    async def passes(*args: Any, **kwargs: Any) -> None:
        return None

    return passes
