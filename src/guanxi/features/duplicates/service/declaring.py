"""The kind of definition that a duplicate rule is. A job gives keys to the records that are there already."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi.features.duplicates.schemas import Comparison, DuplicateRule
from guanxi.features.duplicates.service.keys import Match, matches_of
from guanxi.kernel.definitions import Compiled, Declared, Definition, Kind, Use
from guanxi.kernel.errors import Invalid
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, Label, Registry
from guanxi.kernel.tenancy import Scope

JOB = "duplicates.key_records"
_OF_TEXTS: frozenset[Comparison] = frozenset({"text", "email", "phone", "company", "pinyin"})


async def check_rule(scope: Scope, registry: Registry, declared: Declared[DuplicateRule]) -> None:
    """Raises `field_unknown`, `duplicate_field_unfit` with the place in the body."""
    definition = registry.object(declared.object or "")
    for number, group in enumerate(declared.body.any_of):
        for each in group.fields:
            field = definition.field(each.field)
            place = f"body.any_of[{number}]"
            if field is None or not scope.actor.rights.sees(definition.name, each.field):
                raise Invalid("field_unknown", field=place, params={"name": each.field, "suggestion": ""})
            if not _fits(field, each.by):
                label = field.label.in_locale(scope.locale)
                raise Invalid("duplicate_field_unfit", field=place, params={"name": label})


def uses_of_rule(registry: Registry, declared: Declared[DuplicateRule]) -> Iterable[Use]:
    names = {each.field for group in declared.body.any_of for each in group.fields}
    return [Use(declared.object or "", name) for name in sorted(names)]


async def follow(
    scope: Scope, before: Definition[DuplicateRule] | None, after: Definition[DuplicateRule] | None
) -> None:
    changed = before is None or after is None or (before.body, before.active) != (after.body, after.active)
    objects = {each.object for each in (before, after) if each is not None}
    if changed:
        for name in sorted(filter(None, objects)):
            await enqueue(scope, JOB, {"object": name})


def _fits(field: Field, by: Comparison) -> bool:
    """What is compared as text must be text, and not a long one. What is computed may change without a write of the record."""
    if field.formula is not None or field.rollup is not None:
        return False
    if not field.type.sortable or field.type.many_targets or field.type.sealed or field.type.holds_files or field.type.value_kind not in (
        "text", "choice", "integer", "date", "lookup", "money",
    ):  # fmt: skip
        return False
    return by not in _OF_TEXTS or field.type.value_kind == "text"


DUPLICATE_RULE = Kind(
    "duplicate_rule",
    Label("duplicate rule", "查重规则"),
    Label("duplicate rules", "查重规则"),
    DuplicateRule,
    most=50,
    check=check_rule,
    uses=uses_of_rule,
    moved=follow,
)


def _compile(scope: Scope, registry: Registry, definition: Definition[DuplicateRule]) -> tuple[Match, ...]:
    of = registry.object(definition.object or "")
    for group in definition.body.any_of:
        for each in group.fields:
            if of.field(each.field) is None:
                raise Invalid("field_unknown", params={"name": each.field, "suggestion": ""})
    return matches_of(of, definition.name, definition.label, definition.body)


_rules: Compiled[DuplicateRule, tuple[Match, ...]] = Compiled(DUPLICATE_RULE, _compile)


async def matches_in_force(scope: Scope, object_name: str) -> list[Match]:
    """Of all rules of the object, in their order."""
    return [match for rule in await _rules.of(scope, object_name) for match in rule]
