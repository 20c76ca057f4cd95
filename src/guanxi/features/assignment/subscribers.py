"""Every write of every object passes the assignment rules; what they decided is written down with the records."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.assignment.service.assigning import assign, keep
from guanxi.features.assignment.service.declaring import ASSIGNMENT_RULE
from guanxi.kernel.changes import ANY_OBJECT, Draft, after_write, before_write
from guanxi.kernel.definitions import register_kind
from guanxi.kernel.tenancy import Scope

register_kind(ASSIGNMENT_RULE)


@before_write(ANY_OBJECT)
async def give_to_people(scope: Scope, drafts: Sequence[Draft]) -> None:
    await assign(scope, drafts)


@after_write(ANY_OBJECT)
async def keep_why(scope: Scope, drafts: Sequence[Draft]) -> None:
    await keep(scope, drafts)
