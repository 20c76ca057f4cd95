"""Every write of every object is held to the rules."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.validation.service.declaring import VALIDATION_RULE
from guanxi.features.validation.service.validating import refuse_violations
from guanxi.kernel.changes import ANY_OBJECT, Draft, check_write
from guanxi.kernel.definitions import register_kind
from guanxi.kernel.tenancy import Scope

register_kind(VALIDATION_RULE)


@check_write(ANY_OBJECT)
async def hold_to_rules(scope: Scope, drafts: Sequence[Draft]) -> None:
    await refuse_violations(scope, drafts)
