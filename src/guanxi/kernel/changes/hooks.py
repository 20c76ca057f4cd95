"""Rules of features, called with whole batches of one object, never with single records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.tenancy import Scope

Hook: TypeAlias = Callable[[Scope, Sequence[Draft]], Awaitable[None]]
UndoHook: TypeAlias = Callable[[Scope, UUID], Awaitable[None]]

ANY_OBJECT = "*"  # in place of an object's name; runs after the hooks of the object itself

_before: defaultdict[str, list[Hook]] = defaultdict(list)
_checks: defaultdict[str, list[Hook]] = defaultdict(list)
_after: defaultdict[str, list[Hook]] = defaultdict(list)
_before_undo: list[Hook] = []
_after_undo: list[UndoHook] = []


def before_write(object_name: str) -> Callable[[Hook], Hook]:
    """Derives values or refuses. Also runs for previews: it must write nothing."""
    return lambda hook: _added(_before[object_name], hook)


def check_write(object_name: str) -> Callable[[Hook], Hook]:
    """Refuses, and sets nothing: sees the values as they will be, after the kernel's own checks. Also runs for previews."""
    return lambda hook: _added(_checks[object_name], hook)


def after_write(object_name: str) -> Callable[[Hook], Hook]:
    """Follows up in the same transaction, once the rows are written."""
    return lambda hook: _added(_after[object_name], hook)


def before_undo(hook: Hook) -> Hook:
    """Refuses to have records taken back that are held as they are; called with what they would become."""
    return _added(_before_undo, hook)


def after_undo(hook: UndoHook) -> UndoHook:
    """Called with every change-set whose records were taken back: takes back what it did beside records, if anything."""
    if hook not in _after_undo:
        _after_undo.append(hook)
    return hook


async def run_before_undo(scope: Scope, drafts: Sequence[Draft]) -> None:
    for hook in _before_undo:
        await hook(scope, drafts)


async def run_after_undo(scope: Scope, change_set_id: UUID) -> None:
    for hook in _after_undo:
        await hook(scope, change_set_id)


async def run_before(scope: Scope, object_name: str, drafts: Sequence[Draft]) -> None:
    for hook in (*_before[object_name], *_before[ANY_OBJECT]):
        await hook(scope, drafts)


async def run_checks(scope: Scope, object_name: str, drafts: Sequence[Draft]) -> None:
    for hook in (*_checks[object_name], *_checks[ANY_OBJECT]):
        await hook(scope, drafts)


async def run_after(scope: Scope, object_name: str, drafts: Sequence[Draft]) -> None:
    for hook in (*_after[object_name], *_after[ANY_OBJECT]):
        await hook(scope, drafts)


def _added(hooks: list[Hook], hook: Hook) -> Hook:
    if hook not in hooks:
        hooks.append(hook)
    return hook
