"""Every write of every object is held to the duplicate rules, and keeps the keys of its records."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.duplicates.service import belongings
from guanxi.features.duplicates.service.declaring import DUPLICATE_RULE
from guanxi.features.duplicates.service.finding import refuse_duplicates
from guanxi.features.duplicates.service.keeping import keep_keys
from guanxi.kernel.changes import ANY_OBJECT, Draft, after_write, check_write
from guanxi.kernel.changes.administration import administers
from guanxi.kernel.definitions import register_kind
from guanxi.kernel.tenancy import Scope

register_kind(DUPLICATE_RULE)
administers(
    belongings.KIND, describe=belongings.describe, name=belongings.name_of, take_back=belongings.take_back
)


@check_write(ANY_OBJECT)
async def ask_for_duplicates(scope: Scope, drafts: Sequence[Draft]) -> None:
    await refuse_duplicates(scope, drafts)


@after_write(ANY_OBJECT)
async def follow_with_keys(scope: Scope, drafts: Sequence[Draft]) -> None:
    await keep_keys(scope, drafts)
