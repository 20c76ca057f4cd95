"""The kind of definition that an assignment rule is."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi.features.assignment.schemas import AssignmentRule
from guanxi.features.assignment.service.assignees import Directory
from guanxi.kernel.changes.conditions import compile_condition, fields_named
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.definitions import Declared, Kind, NamedPlace, Use
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.metadata import Label, Registry
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.tenancy import Scope


async def check_rule(scope: Scope, registry: Registry, declared: Declared[AssignmentRule]) -> None:
    """Raises `expression_…`, `assignment_object`, `assignee_unknown` with the place in the body."""
    definition = registry.object(declared.object or "")
    if definition.name == "user" or "owner" not in definition.fields:
        raise Invalid("assignment_object", field="object")
    for at, entry in enumerate(declared.body.entries):
        if not entry.when.strip():
            continue
        try:
            compile_condition(
                registry, definition, entry.when, Conventions.of(scope.tenant), scope.actor.rights.sees
            )
        except ExpressionRefused as refused:
            refused.field = f"body.entries[{at}].when"
            raise
    wanted = [entry.to for entry in declared.body.entries]
    async with elevated(scope):
        directory = await Directory.read(scope, wanted)
    for at, to in enumerate(wanted):
        if not directory.knows(to):
            raise Invalid("assignee_unknown", field=f"body.entries[{at}].to", params={"name": to.name})


def uses_of_rule(registry: Registry, declared: Declared[AssignmentRule]) -> Iterable[Use]:
    definition = registry.object(declared.object or "")
    named: set[tuple[str, str]] = set()
    for entry in declared.body.entries:
        named |= fields_named(registry, definition, entry.when)
    return [Use(*each) for each in sorted(named)]


def places_of_rule(declared: Declared[AssignmentRule]) -> Iterable[NamedPlace]:
    return [NamedPlace("team", entry.to.name) for entry in declared.body.entries if entry.to.kind != "user"]


ASSIGNMENT_RULE = Kind(
    "assignment_rule",
    Label("assignment rule", "分配规则"),
    Label("assignment rules", "分配规则"),
    AssignmentRule,
    check=check_rule,
    uses=uses_of_rule,
    places=places_of_rule,
)
