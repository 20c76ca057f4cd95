"""Kinds of seat, and how many are taken."""

from __future__ import annotations

from guanxi.features.permissions.queries import holders
from guanxi.features.permissions.schemas import Licence, LicenceList
from guanxi.features.permissions.service.ceilings import AREA
from guanxi.features.permissions.service.effective import ceiling_of
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.rights import LICENCES


async def list_licences(scope: Scope) -> LicenceList:
    scope.require(AREA)
    used = await holders.seats_by_licence(scope)
    options = (await registry_of(scope)).object("user").fields["licence"].option_of
    return LicenceList(
        [
            Licence(name, options[name].label.in_locale(scope.locale), used.get(name, 0), ceiling_of(name))
            for name in LICENCES
        ]
    )
