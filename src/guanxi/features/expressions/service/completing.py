"""What could stand at a place: fields by their names and by their labels in either language, functions, options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi.features.expressions.schemas import Completion
from guanxi.features.expressions.service.calls import open_call
from guanxi.features.expressions.service.reading import WITH_OLD, Reader
from guanxi.kernel.changes.conditions import OLD
from guanxi.kernel.expressions import fold_case, quote
from guanxi.kernel.expressions.catalogue import ALL, BY_NAME, Entry
from guanxi.kernel.metadata import Field, ObjectDef

MOST = 50

_TYPED = re.compile(r"[\w.]*$")
_COMPARED = re.compile(r"([\w.]+)\s*(?:==|!=|in\s*\[(?:[^\]]*,)?)\s*(\"[^\"]*)?$")
_WORDS = {
    "condition": ("true", "false", "null", "me"),
    "rule": ("true", "false", "null", "me"),
    "flow": ("true", "false", "null", "me"),
}


def completions(reader: Reader, text: str, position: int, locale: str) -> list[Completion]:
    """The best first, at most 50."""
    before = text[:position]
    options = [*_options(reader, before, locale), *_currencies(reader, before)]
    if options or _is_within_text(before):
        return options[:MOST]
    typed = _TYPED.search(before)
    assert typed is not None
    start, word = typed.start(), typed.group()
    lookup, dot, rest = word.rpartition(".")
    if dot:
        found = list(_fields_of_lookup(reader, lookup, start, locale))
    else:
        found = [*_own_fields(reader, start, locale), *_functions(reader, start, locale)]
        found += [
            Completion("word", each, each, "", start, len(each))
            for each in _WORDS.get(reader.purpose, ("true", "false", "null"))
        ]
    return _best(found, fold_case(rest))[:MOST]


def _is_within_text(before: str) -> bool:
    return before.count('"') % 2 == 1


def _best(found: list[Completion], wanted: str) -> list[Completion]:
    if not wanted:
        return found
    ranked = [(_rank(each, wanted), at, each) for at, each in enumerate(found)]
    return [each for rank, _, each in sorted(ranked, key=lambda one: one[:2]) if rank < 3]


def _rank(completion: Completion, wanted: str) -> int:
    name = fold_case(completion.insert.rpartition(".")[2])
    labels = fold_case(f"{completion.label} {completion.detail}")
    if name.startswith(wanted):
        return 0
    return 1 if labels.startswith(wanted) else 2 if wanted in name or wanted in labels else 3


def _own_fields(reader: Reader, start: int, locale: str) -> Iterator[Completion]:
    for path in reader.fields.all():
        if path.field.filterable:
            yield _field(path.name, path.field, start, locale)
    if reader.purpose in WITH_OLD:
        yield Completion("word", f"{OLD}.", f"{OLD}.", "", start, len(OLD) + 1)


def _fields_of_lookup(reader: Reader, lookup: str, start: int, locale: str) -> Iterator[Completion]:
    fields = reader.fields
    if lookup == OLD and reader.purpose in WITH_OLD:
        for path in fields.all():
            if path.field.filterable:
                yield _field(f"{OLD}.{path.name}", path.field, start, locale)
        return
    found = fields.find(lookup)
    target: ObjectDef | None = None if found is None or found.through is not None else fields.target_of(found)
    if target is None:
        return
    for field in target.field_list:
        leaf = fields.find(f"{lookup}.{field.name}")
        if leaf is not None and field.filterable:
            yield _field(leaf.name, field, start, locale)


def _field(name: str, field: Field, start: int, locale: str) -> Completion:
    own, other = (
        field.label.in_locale(locale),
        field.label.in_locale("en" if locale.startswith("zh") else "zh"),
    )
    detail = field.type.name if own == other else f"{other} · {field.type.name}"
    return Completion("field", name, own, detail, start, len(name))


def _functions(reader: Reader, start: int, locale: str) -> Iterator[Completion]:
    for entry in ALL:
        if reader.in_memory or not entry.in_memory:
            yield _function(entry, start, locale)


def _function(entry: Entry, start: int, locale: str) -> Completion:
    insert = f"{entry.name}()"
    cursor = len(insert) - 1 if entry.parameters else len(insert)
    help_ = f"{entry.about.in_locale(locale)}\n{entry.example}"
    return Completion("function", insert, entry.name, entry.signature, start, cursor, help_)


def _currencies(reader: Reader, before: str) -> Iterator[Completion]:
    """As an argument that names one, those that the company uses."""
    call = open_call(before)
    entry = None if call is None else BY_NAME.get(call.function)
    if call is None or entry is None or len(entry.parameters) <= call.argument:
        return
    if entry.parameters[call.argument].kind != "currency":
        return
    wanted = call.typed.removeprefix('"').upper()
    for code in reader.currencies:
        if code.startswith(wanted):
            insert = quote(code)
            yield Completion("option", insert, code, "", len(before) - len(call.typed), len(insert))


def _options(reader: Reader, before: str, locale: str) -> Iterator[Completion]:
    """Of the choice that is being compared."""
    compared = _COMPARED.search(before)
    if compared is None:
        return
    path = reader.fields.find(compared[1].removeprefix(f"{OLD}."))
    typed = compared[2] or ""
    if path is None or not path.field.options:
        return
    wanted = fold_case(typed.removeprefix('"'))
    for option in path.field.options:
        label, insert = option.label.in_locale(locale), quote(option.value)
        if wanted in fold_case(f"{option.value} {option.label.en} {option.label.zh}"):
            yield Completion("option", insert, label, option.value, len(before) - len(typed), len(insert))
