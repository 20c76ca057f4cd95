"""Every write of an object with pipelines is held to what its stages ask."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.stages.service.moving import hold_to_stages
from guanxi.kernel.changes import ANY_OBJECT, Draft, check_write
from guanxi.kernel.tenancy import Scope


@check_write(ANY_OBJECT)
async def ask_what_stages_ask(scope: Scope, drafts: Sequence[Draft]) -> None:
    await hold_to_stages(scope, drafts)
