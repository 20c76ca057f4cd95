"""Reading what callers sent into stored values, field by field; nothing is guessed, nothing dropped silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from guanxi.kernel.changes.defaults import defaults_of
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.parts import PartsChange, part_named
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.tenancy import Rights, Scope

IMPORTABLE = frozenset({"created_at"})  # read-only, yet history that an import may bring along
_NOT_FIELDS = frozenset({"id", "version"})  # sent back with a record that was read; they say nothing new


def read_values(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], source: str) -> None:
    context = ParseContext(scope.tenant.currency, scope.timezone, scope.tenant.id)
    open_to_caller = _open_fields(scope.actor.rights, definition, source)
    written = {field.name: field for field in definition.field_list if not field.is_derived}
    creates = any(draft.op == "create" for draft in drafts)
    defaults = defaults_of(scope, definition) if creates else {}
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        fields = written if draft.change.system else open_to_caller
        parts: dict[str, dict[str, Any]] = {}
        for name, raw in draft.change.values.items():
            field = fields.get(name)
            if field is not None:
                _read(draft, field, raw, context)
            elif (named := part_named(fields, name)) is not None:
                parts.setdefault(named[0].name, {})[named[1]] = raw
            elif name not in _NOT_FIELDS:
                _refuse(draft, name, scope.actor.rights)
        for name, given in parts.items():
            draft.values[name] = PartsChange(
                given, draft.values.get(name) or (defaults.get(name) if draft.op == "create" else None)
            )
        draft.given = frozenset(draft.values)
        if draft.op == "create":
            _add_defaults(scope, draft, defaults)


def _open_fields(rights: Rights, definition: ObjectDef, source: str) -> Mapping[str, Field]:
    """Those that the caller may set; asked once for a whole batch."""
    return {
        name: field
        for name, field in definition.fields.items()
        if not field.is_derived
        and rights.sees(definition.name, name)
        and rights.edits(definition.name, name)
        and (not field.read_only or (source == "import" and name in IMPORTABLE))
    }


def _read(draft: Draft, field: Field, raw: Any, context: ParseContext) -> None:
    if raw is None or raw == "" or raw == []:
        draft.values[field.name] = None
        return
    try:
        value = field.type.parse(raw, field, context)
    except FieldRefused as refused:
        draft.refuse(field.name, refused.code, **refused.params)
    else:
        draft.values[field.name] = None if value == "" else value


def _add_defaults(scope: Scope, draft: Draft, defaults: Mapping[str, Any]) -> None:
    for name, default in defaults.items():
        if draft.values.get(name) is None:
            draft.values[name] = default
    if draft.values.get("owner") is None:
        draft.values["owner"] = scope.actor.user_id


def _refuse(draft: Draft, name: str, rights: Rights) -> None:
    """A field hidden from the caller is refused exactly as one that does not exist."""
    object_name = draft.definition.name
    field = draft.definition.field(name)
    if field is not None and sees(rights, object_name, field):
        draft.refuse(name, "field_read_only" if rights.edits(object_name, name) else "field_not_editable")
        return
    known = [each.name for each in draft.definition.field_list if sees(rights, object_name, each)]
    similar = get_close_matches(name, known, n=3, cutoff=0.5)
    draft.refuse(name[:120], "field_unknown", name=name[:120], suggestion=", ".join(similar))
