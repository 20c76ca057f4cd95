"""What the governor advises whoever it refuses: fields that an index serves, and fields of the company's own that could get one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from guanxi.kernel.db.tables import SLOTS
from guanxi.kernel.errors import Invalid, Problem, render
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.reach import fields_to_filter, fields_to_sort
from guanxi.kernel.tenancy import Scope

Asked = Literal["list", "count", "report"]

_CODES: dict[Asked, str] = {
    "list": "query_too_large",
    "count": "count_too_large",
    "report": "report_too_large",
}
_MANAGE = "company.manage"


def too_large(
    scope: Scope, fields: Fields, asked: Asked, limit: int, unindexed: Iterable[str] = ()
) -> Problem:
    """The sentence names fields that would help; `advice` holds them for programs, and whether a job would do it.

    `unindexed` are names that the question tests or sorts by without an index. Those that can get one are in
    `advice.index`, for who may give it with the call that does.
    """
    filters, sorts = fields_to_filter(fields), fields_to_sort(fields)
    indexable = fields_to_index(fields, unindexed)
    return Invalid(
        _CODES[asked],
        field="sort" if asked == "list" else "filter",
        params={
            "object": fields.definition.plural_label.in_locale(scope.locale),
            "limit": f"{limit:,}",
            "filters": _named(scope, [path.field for path in filters]),
            "sorts": _named(scope, [path.field for path in sorts]),
            "indexing": _indexing(scope, indexable),
        },
        extensions={
            "advice": {
                "filter_by": [path.name for path in filters],
                "sort_by": [path.name for path in sorts],
                "index": [_index_advice(scope, fields.definition, field) for field in indexable],
                "background": asked != "list",
            }
        },
    )


def fields_to_index(fields: Fields, names: Iterable[str]) -> list[Field]:
    """Those of these names that the company made, that may be indexed, and for which there is room or that are being indexed."""
    found = [path.field for name in dict.fromkeys(names) if (path := fields.find(name)) is not None]
    return [field for field in found if _is_indexable(field) and _has_room(fields.definition, field)]


def _is_indexable(field: Field) -> bool:
    is_own = field.place is not None and field.whole is None
    return is_own and field.type.slot is not None and field.formula is None and not field.index_column


def _has_room(definition: ObjectDef, field: Field) -> bool:
    if _is_filling(field):
        return True
    taken = {
        each.place.slot.column
        for each in definition.custom_fields
        if each.place is not None and each.place.slot is not None
    }
    return any(slot[0] == field.type.slot and slot not in taken for slot in SLOTS)


def _is_filling(field: Field) -> bool:
    return field.place is not None and field.place.slot is not None


def _index_advice(scope: Scope, definition: ObjectDef, field: Field) -> dict[str, Any]:
    advice: dict[str, Any] = {
        "field": field.name,
        "label": field.label.in_locale(scope.locale),
        "state": "filling" if _is_filling(field) else "none",
    }
    if scope.may(_MANAGE) and not _is_filling(field):
        path = f"/objects/{definition.name}/fields/{field.name}"
        advice["request"] = {"method": "PATCH", "path": path, "body": {"indexed": True}}
    return advice


def _indexing(scope: Scope, fields: Sequence[Field]) -> str:
    """A sentence more, or nothing."""
    waiting = [field for field in fields if not _is_filling(field)]
    code = "index_asked_for" if not scope.may(_MANAGE) else "index_offered"
    told = [(code, waiting), ("index_under_way", [field for field in fields if _is_filling(field)])]
    space = "" if scope.locale.startswith("zh") else " "
    return "".join(
        space + render(each, {"fields": _named(scope, named)}, scope.locale) for each, named in told if named
    )


def _named(scope: Scope, fields: Sequence[Field]) -> str:
    mark = "、" if scope.locale.startswith("zh") else ", "
    return mark.join(field.label.in_locale(scope.locale) for field in fields)
