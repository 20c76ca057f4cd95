"""What was sent goes when it is past its time; that somebody agreed, to what and when, stays with the record's history."""

from __future__ import annotations

from datetime import timedelta

from guanxi.features.forms.queries import rates, submissions
from guanxi.features.forms.service import quarantine
from guanxi.kernel.db import Database
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import automation_seed
from guanxi.settings import Settings

CHORE = "forms.forget"
COUNTED = timedelta(hours=1)  # that hashes of addresses are kept
HELD_DAYS = 30  # of spam and of what was discarded
MOST_AT_ONCE = 1_000


async def forget_past(database: Database, settings: Settings, tenant_id: int) -> float | None:
    """Seconds until the next is past its time; None where nothing is kept."""
    try:
        seed = await automation_seed(database, tenant_id)
    except NotFound:
        return None
    kept, held = timedelta(days=settings.form_submission_days), timedelta(days=HELD_DAYS)
    async with database.transaction(seed, source="automation") as scope:
        are_counted = await rates.forget(scope, scope.now - COUNTED)
        is_more, unused = await quarantine.expire(scope)
        if is_more or (
            await submissions.forget(scope, scope.now - kept, scope.now - held, MOST_AT_ONCE) >= MOST_AT_ONCE
        ):
            return 0.0
        first_kept, first_held = await submissions.oldest(scope)
        due = [
            moment + days for moment, days in ((first_kept, kept), (first_held, held)) if moment is not None
        ]
        due += [unused] if unused is not None else []
        due += [scope.now + COUNTED] if are_counted else []
        return max(1.0, (min(due) - scope.now).total_seconds()) if due else None
