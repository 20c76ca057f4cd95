"""Records that hold files, whatever their object."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.files.service import held_files
from guanxi.kernel.changes import Draft, after_write, before_write
from guanxi.kernel.changes.hooks import ANY_OBJECT
from guanxi.kernel.tenancy import Scope


@before_write(ANY_OBJECT)
async def fill_in_files(scope: Scope, drafts: Sequence[Draft]) -> None:
    if held_files.files_of(drafts):
        await held_files.fill_in(scope, drafts)


@after_write(ANY_OBJECT)
async def note_held_files(scope: Scope, drafts: Sequence[Draft]) -> None:
    if held_files.files_of(drafts):
        await held_files.note_held(scope, drafts)
