"""Reading what callers sent into stored values, field by field; nothing is guessed, nothing dropped silently."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.metadata import Field, FieldRefused, ParseContext
from guanxi.kernel.tenancy import Rights, Scope

IMPORTABLE = frozenset({"created_at"})  # read-only, yet history that an import may bring along
_NOT_FIELDS = frozenset({"id", "version"})  # sent back with a record that was read; they say nothing new


def read_values(scope: Scope, drafts: Sequence[Draft], source: str) -> None:
    context = ParseContext(scope.tenant.currency, scope.timezone)
    rights = scope.actor.rights
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        fields = draft.definition.fields
        admits_all = draft.change.system
        for name, raw in draft.change.values.items():
            field = fields.get(name)
            if field is None:
                if name not in _NOT_FIELDS:
                    _refuse_unknown(draft, name, rights)
            elif not admits_all and not rights.sees(draft.definition.name, name):
                _refuse_unknown(draft, name, rights)
            elif not admits_all and not rights.edits(draft.definition.name, name):
                draft.refuse(name, "field_not_editable")
            elif field.read_only and not admits_all and not (source == "import" and name in IMPORTABLE):
                draft.refuse(name, "field_read_only")
            else:
                _read(draft, field, raw, context)
        draft.given = frozenset(draft.values)
        if draft.op == "create":
            _add_defaults(scope, draft)


def _read(draft: Draft, field: Field, raw: Any, context: ParseContext) -> None:
    if raw is None or raw == "":
        draft.values[field.name] = None
        return
    try:
        value = field.type.parse(raw, field, context)
    except FieldRefused as refused:
        draft.refuse(field.name, refused.code, **refused.params)
    else:
        draft.values[field.name] = None if value == "" else value


def _add_defaults(scope: Scope, draft: Draft) -> None:
    for field in draft.definition.field_list:
        if field.default is not None and draft.values.get(field.name) is None:
            draft.values[field.name] = field.default
    if draft.values.get("owner") is None:
        draft.values["owner"] = scope.actor.user_id


def _refuse_unknown(draft: Draft, name: str, rights: Rights) -> None:
    """A field hidden from the caller is refused exactly as one that does not exist."""
    known = [each for each in draft.definition.fields if rights.sees(draft.definition.name, each)]
    similar = get_close_matches(name, known, n=3, cutoff=0.5)
    draft.refuse(name[:120], "field_unknown", name=name[:120], suggestion=", ".join(similar))
