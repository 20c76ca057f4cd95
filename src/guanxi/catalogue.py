"""Everything that registers itself when imported: standard objects, batch rules, jobs. One list, in one place."""

from __future__ import annotations

from importlib import import_module

_OBJECTS = ("accounts", "contacts", "leads", "deals", "products", "activities", "users")
_SUBSCRIBERS: tuple[str, ...] = (
    "sharing",
    "deals",
    "activities",
    "users",
    "permissions",
    "organisation",
    "invitations",
    "hand_overs",
    "imports",
    "currencies",
    "definitions",
    "packages",
    "views",
    "assignment",
    "stages",
    "duplicates",
    "validation",
    "files",
    "forms",
    "layouts",
    # Before workflows, which name processes: in this order packages declare them.
    "approvals",
    "workflows",
)
_TASKS: tuple[str, ...] = (
    "records",
    "objects",
    "duplicates",
    "change_sets",
    "imports",
    "events",
    "sharing",
    "hand_overs",
    "reports",
    "mail",
    "notifications",
    "forms",
    "workflows",
    "files",
    "secrets",
    "currencies",
    "approvals",
)


def load() -> None:
    """Idempotent; called by whatever starts the program (server, worker, command, test)."""
    for feature in _OBJECTS:
        import_module(f"guanxi.features.{feature}.objects")
    for feature in _SUBSCRIBERS:
        import_module(f"guanxi.features.{feature}.subscribers")
    for feature in _TASKS:
        import_module(f"guanxi.features.{feature}.tasks")
