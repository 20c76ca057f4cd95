"""Taking an import back takes the options that it added back too."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.imports.service.options_added import take_back_added_options
from guanxi.kernel.changes import after_undo
from guanxi.kernel.tenancy import Scope


@after_undo
async def take_back(scope: Scope, change_set_id: UUID) -> None:
    await take_back_added_options(scope, change_set_id)
