"""What each role may do. Permissions read `<object>.<verb>` or `company.manage`."""

from __future__ import annotations

from functools import lru_cache

ROLES = ("admin", "member", "viewer")
RECORD_VERBS = ("create", "read", "update", "delete", "import", "export", "mass_update")
_VIEWER_VERBS = frozenset({"read", "export"})
_ADMIN_AREAS = frozenset({"company", "user"})


@lru_cache(maxsize=1024)
def role_allows(role: str, permission: str) -> bool:
    area, _, verb = permission.rpartition(".")
    if role == "admin":
        return True
    if role == "member":
        return area not in _ADMIN_AREAS or verb in _VIEWER_VERBS
    return role == "viewer" and verb in _VIEWER_VERBS
