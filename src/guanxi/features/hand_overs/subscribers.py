"""Taking a hand-over back gives places in teams and views back too."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.hand_overs.service.carrying_out import give_back_beside_records
from guanxi.kernel.changes import after_undo
from guanxi.kernel.tenancy import Scope


@after_undo
async def give_back(scope: Scope, change_set_id: UUID) -> None:
    await give_back_beside_records(scope, change_set_id)
