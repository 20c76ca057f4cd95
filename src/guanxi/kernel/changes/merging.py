"""What features do before records become part of another: it is theirs to end, to move, or to refuse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Merging:
    """`losers` become part of `winner`. All are held, and the caller may change and delete them."""

    definition: ObjectDef
    winner: UUID
    losers: Sequence[UUID]


MergeHook: TypeAlias = Callable[[Scope, Merging], Awaitable[None]]

_hooks: list[MergeHook] = []


def before_merge(hook: MergeHook) -> MergeHook:
    """Called once for a merge. What it writes of records and of administration belongs to the merge, and is undone with it."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


async def run_before_merge(scope: Scope, merging: Merging) -> None:
    for hook in _hooks:
        await hook(scope, merging)
