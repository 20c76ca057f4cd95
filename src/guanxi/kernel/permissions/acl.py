"""The array of principals on a record: `p` lets the holders of p change it, `-p` lets them read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from guanxi.kernel.tenancy import Tenant

Level = Literal["read", "edit"]
Sharing = Literal["private", "read", "public"]
"""What the whole company may do with the records of an object, unless more is granted: nothing, read, read and change."""


def grant(principal: int, level: Level) -> int:
    return principal if level == "edit" else -principal


def merged(grants: Iterable[int]) -> list[int]:
    """Sorted, each principal once; the right to change holds the right to read."""
    return list(_merged(tuple(grants)))


@lru_cache(maxsize=10_000)
def _merged(grants: tuple[int, ...]) -> Sequence[int]:
    """Remembered, because the records of one owner mostly have the same grants."""
    found = set(grants)
    return sorted(each for each in found if each > 0 or -each not in found)


def is_shareable(object_name: str) -> bool:
    """Users are seen by their whole company, always."""
    return object_name != "user"


def default_sharing(tenant: Tenant, object_name: str) -> Sharing:
    return stated_sharing(tenant, object_name) or "public"


def stated_sharing(tenant: Tenant, object_name: str) -> Sharing | None:
    """What somebody decided for this object; None where nobody did."""
    found = tenant.settings.get("sharing", {}).get(object_name)
    return found if found in ("private", "read", None) else "public"
