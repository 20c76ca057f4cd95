"""From the upload form, a file with what to do about it, to an import."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from guanxi.features.imports.schemas.api import ImportUpdate, ImportUpload, MappingChange
from guanxi.features.imports.schemas.options import ImportOptions, MappedColumn, ValueDecision
from guanxi.features.imports.service.uploading import create_import, store_upload
from guanxi.kernel.errors import Invalid
from guanxi.kernel.files import file_store
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tenancy import Scope

# A caller who cannot be asked wants slips of the pen to be seen for what they are.
ACCEPTED_UNASKED = 0.9


async def submit(scope: Scope, form: ImportUpload) -> Any:
    registry = await seen_registry_of(scope)
    definition = registry.object(form.object)
    scope.require(f"{definition.name}.import")
    change = _change(form)
    options = initial_options(change, start=form.start in ("true", "1"))
    key, size = await store_upload(scope.tenant.id, form.file)
    try:
        return await create_import(scope, definition.name, form.file.filename or "file", key, size, options)
    except Exception:
        file_store().delete(key)
        raise


def _change(form: ImportUpload) -> ImportUpdate:
    try:
        change = msgspec.json.decode(form.options or "{}", type=ImportUpdate)
        if form.mapping:
            change.mapping = msgspec.json.decode(
                form.mapping, type=list[MappingChange] | dict[str, str | None]
            )
    except (msgspec.DecodeError, msgspec.ValidationError) as wrong:
        raise Invalid(
            "import_options_invalid", field="options", params={"detail": str(wrong)[:200]}
        ) from wrong
    return change


def initial_options(change: ImportUpdate, *, start: bool) -> ImportOptions:
    """What can be taken before the file was read. Columns that are named become indexes when it was."""
    options = ImportOptions(start_when_ready=start, accept_score=ACCEPTED_UNASKED if start else 0.0)
    for name in (
        "encoding",
        "delimiter",
        "sheet",
        "header_row",
        "date_format",
        "decimal",
        "on_match",
        "match_by",
        "accept_score",
        "allow_duplicates",
    ):
        if (value := getattr(change, name)) is not UNSET:
            setattr(options, name, value)
    if change.mapping is not UNSET:
        _take_mapping(options, change.mapping)
    if change.missing is not UNSET:
        options.missing = dict(change.missing)
    if change.compose is not UNSET:
        options.compose = dict(change.compose)
    if change.compose_name is not UNSET and change.compose_name:
        options.compose = {"name": change.compose_name}
    if change.value_map is not UNSET:
        options.value_map = {
            field: {
                value: ValueDecision("match", decision) if isinstance(decision, str) else decision
                for value, decision in values.items()
                if decision is not None
            }
            for field, values in change.value_map.items()
        }
    return options


def _take_mapping(options: ImportOptions, mapping: list[MappingChange] | dict[str, str | None]) -> None:
    if isinstance(mapping, dict):
        options.named = dict(mapping)
        return
    options.named = {item.column: item.field for item in mapping if isinstance(item.column, str)}
    options.mapping = [
        MappedColumn(item.column, item.field) for item in mapping if isinstance(item.column, int)
    ]
