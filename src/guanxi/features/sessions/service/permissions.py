"""What a role may do, as the list that the web application hides and shows buttons by."""

from __future__ import annotations

from functools import lru_cache

from guanxi.kernel.tenancy.roles import RECORD_VERBS, role_allows

_BEYOND_RECORDS = ("company.manage", "user.manage", "invitation.create")
_OBJECTS = ("account", "activity", "contact", "deal", "lead", "product", "user")


@lru_cache(maxsize=16)
def _permissions_of(role: str) -> tuple[str, ...]:
    candidates = [f"{name}.{verb}" for name in _OBJECTS for verb in RECORD_VERBS]
    return tuple(
        permission for permission in [*candidates, *_BEYOND_RECORDS] if role_allows(role, permission)
    )


def permissions_of(role: str) -> list[str]:
    return list(_permissions_of(role))
