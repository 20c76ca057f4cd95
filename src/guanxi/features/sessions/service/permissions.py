"""What a person may do, as the list that the web application hides and shows buttons by."""

from __future__ import annotations

from guanxi.kernel.tenancy import Rights
from guanxi.kernel.tenancy.rights import AREAS, RECORD_VERBS

_OBJECTS = ("account", "activity", "contact", "deal", "lead", "product", "user")


def permissions_of(rights: Rights) -> list[str]:
    candidates = [f"{name}.{verb}" for name in _OBJECTS for verb in RECORD_VERBS]
    return [permission for permission in (*candidates, *AREAS) if rights.allow(permission)]
