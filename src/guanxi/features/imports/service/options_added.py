"""Options that an import adds to a choice field, where somebody decided so."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.drafts import Draft
from guanxi.kernel.tenancy import Scope


async def add_options(scope: Scope, batches: Batches, drafts: Sequence[Draft]) -> None:
    """Not before the fields' own service can add options."""
    return None
