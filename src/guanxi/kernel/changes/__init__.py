"""The only writer of records: every write is a change-set, previewed, applied, explained and undone.

Works on whole batches; never one statement per record. Knows no feature: their rules come in as batch hooks.
"""

from guanxi.kernel.changes.apply import apply, draft_changes, preview
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.hooks import (
    ANY_OBJECT,
    after_undo,
    after_write,
    before_undo,
    before_write,
    check_write,
)
from guanxi.kernel.changes.model import Change, ChangeResult, Outcome
from guanxi.kernel.changes.notes import note, notes_of
from guanxi.kernel.changes.tables import audit_log, change_set
from guanxi.kernel.changes.undo import (
    Kept,
    UndoOutcome,
    begin_undo,
    finish_undo,
    undo,
    undo_next,
    undo_records,
)

__all__ = [
    "ANY_OBJECT",
    "Change",
    "ChangeResult",
    "Draft",
    "Kept",
    "Outcome",
    "UndoOutcome",
    "after_undo",
    "after_write",
    "apply",
    "audit_log",
    "before_undo",
    "before_write",
    "begin_undo",
    "change_set",
    "check_write",
    "draft_changes",
    "finish_undo",
    "note",
    "notes_of",
    "preview",
    "undo",
    "undo_next",
    "undo_records",
]
