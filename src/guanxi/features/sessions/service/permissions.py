"""What a person may do, as the list that the web application hides and shows buttons by."""

from __future__ import annotations

from guanxi.kernel.metadata import Registry
from guanxi.kernel.tenancy import Rights
from guanxi.kernel.tenancy.rights import AREAS, RECORD_VERBS


def permissions_of(rights: Rights, registry: Registry) -> list[str]:
    """`registry` holds the objects of the person's company."""
    candidates = [f"{each.name}.{verb}" for each in registry for verb in RECORD_VERBS]
    return [permission for permission in (*candidates, *AREAS) if rights.allow(permission)]
