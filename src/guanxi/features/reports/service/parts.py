"""Which parts of the sales overview a caller may have: those whose fields he sees all. The others are left out and named."""

from __future__ import annotations

from collections.abc import Mapping

from guanxi.features.reports.schemas import Part
from guanxi.kernel.tenancy import Scope

_FIELDS: Mapping[Part, tuple[tuple[str, str], ...]] = {
    "counts": (("deal", "status"),),
    "amounts": (("deal", "amount"),),
    "weighted": (("deal", "amount"), ("deal", "probability")),
    "cycle": (("deal", "cycle_days"),),
    "stages": (("deal", "stage"),),
    "quarters": (("deal", "close_date"),),
    "regions": (("deal", "owner"), ("user", "office")),
    "agents": (("deal", "owner"),),
}
"""Every figure also needs to tell open deals from won and lost ones: without the status there is no report."""


def omitted_for(scope: Scope) -> list[Part]:
    sees = scope.actor.rights.sees
    hidden: list[Part] = [part for part, fields in _FIELDS.items() if not all(sees(*each) for each in fields)]
    return list(_FIELDS) if "counts" in hidden else hidden
