"""Which parts of the sales overview a caller may have: those whose fields he sees all. The others are left out and named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from guanxi.features.reports.schemas import Narrowing, OverviewRequest, Part
from guanxi.kernel.tenancy import Scope

ALL: tuple[Part, ...] = get_args(Part)
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


_OF_CLOSED_DEALS: tuple[Part, ...] = ("closed", "cycle", "quarters", "regions", "agents")


def hidden_narrowing(scope: Scope, request: OverviewRequest) -> list[Narrowing]:
    """What is asked for by a field that the caller does not see. Figures of it would tell him of whom or what they are."""
    sees = scope.actor.rights.sees
    asked: dict[Narrowing, object] = {"owner": request.owner, "office": request.office}
    hidden = {
        "owner": not sees("deal", "owner"),
        "office": not (sees("deal", "owner") and sees("user", "office")),
    }
    return [name for name, value in asked.items() if value and hidden[name]]


def omitted_for(scope: Scope, request: OverviewRequest) -> list[Part]:
    """A period narrows closed deals by a date: who does not see it gets nothing of them then. Without the period he does.

    An owner or an office narrows all deals, so nothing is left without sight of it.
    """
    sees = scope.actor.rights.sees
    hidden: set[Part] = {part for part, fields in _FIELDS.items() if not all(sees(*each) for each in fields)}
    if "counts" in hidden or hidden_narrowing(scope, request):
        return list(ALL)
    has_period = request.start is not None or request.end is not None
    if has_period and not sees("deal", "close_date"):
        hidden |= set(_OF_CLOSED_DEALS)
    return [part for part in ALL if part in hidden]
