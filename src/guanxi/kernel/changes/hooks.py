"""Rules of features, called with whole batches of one object, never with single records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.tenancy import Scope

Hook: TypeAlias = Callable[[Scope, Sequence[Draft]], Awaitable[None]]

_before: defaultdict[str, list[Hook]] = defaultdict(list)
_after: defaultdict[str, list[Hook]] = defaultdict(list)


def before_write(object_name: str) -> Callable[[Hook], Hook]:
    """Derives values or refuses. Also runs for previews: it must write nothing."""
    return lambda hook: _added(_before[object_name], hook)


def after_write(object_name: str) -> Callable[[Hook], Hook]:
    """Follows up in the same transaction, once the rows are written."""
    return lambda hook: _added(_after[object_name], hook)


async def run_before(scope: Scope, object_name: str, drafts: Sequence[Draft]) -> None:
    for hook in _before[object_name]:
        await hook(scope, drafts)


async def run_after(scope: Scope, object_name: str, drafts: Sequence[Draft]) -> None:
    for hook in _after[object_name]:
        await hook(scope, drafts)


def _added(hooks: list[Hook], hook: Hook) -> Hook:
    if hook not in hooks:
        hooks.append(hook)
    return hook
