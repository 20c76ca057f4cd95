"""Whoever counts in working time is told that it is another one now: the working calendar, or the company's time zone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from guanxi.kernel.tenancy import Scope

Follower = Callable[[Scope], Awaitable[None]]
_followers: list[Follower] = []


def when_working_time_changed(follower: Follower) -> Follower:
    """`follower` is called in the transaction of the change, whose scope still has the company as it was."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


async def tell_followers(scope: Scope) -> None:
    for follower in _followers:
        await follower(scope)
