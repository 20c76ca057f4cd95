"""The kind of definition that an approval process is: what may be declared, what it uses, and what a change leaves alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from guanxi.features.approvals.queries import requests
from guanxi.features.approvals.schemas.body import MOST_DEPTH, MOST_STEPS, Approver, Process, Step, walk
from guanxi.features.approvals.service.plans import USER, Reader, approvers_of, at, plan_of
from guanxi.kernel.changes.conditions import fields_named
from guanxi.kernel.definitions import Declared, Definition, Kind, NamedPlace, Use, list_definitions
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.expressions import ValueType, names_in, parse
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label, ObjectDef, Registry
from guanxi.kernel.query import FieldPath
from guanxi.kernel.tenancy import Scope

MOST = 300
MOST_REMEMBERED = 10_000
_objects: OrderedDict[tuple[int, int], frozenset[str]] = OrderedDict()


async def check(scope: Scope, registry: Registry, declared: Declared[Process]) -> None:
    """As whoever saves it sees the company. Raises with the place in the body."""
    body, definition = declared.body, registry.object(declared.object or "")
    scope.require(f"{definition.name}.read")
    _check_shape(body)
    plan_of(scope, registry, definition.name, body, scope.actor.rights.sees)
    reader = Reader(scope, registry, definition, scope.actor.rights.sees)
    for approver, place in approvers_of(body):
        _check_approver(reader, approver, place)
    _check_fields(scope, definition, "body.editable", body.editable)
    _check_fields(scope, definition, "body.summary", body.summary)
    for name, setting in body.settings.items():
        _check_set(scope, definition, f"body.{name}.set", setting.set)


def uses(registry: Registry, declared: Declared[Process]) -> Iterable[Use]:
    body, definition = declared.body, registry.object(declared.object or "")
    texts = [body.condition, *(step.condition for step, _, _ in walk(body.steps))]
    found = {(definition.name, name) for name in (*body.editable, *body.summary)}
    for approver, _ in approvers_of(body):
        texts += [approver.formula, approver.field]
        if approver.until:
            found |= fields_named(registry, registry.object(USER), approver.until)
    for setting in body.settings.values():
        found |= {(definition.name, name) for name in setting.set}
        texts += setting.set.values()
    for text in texts:
        if text:
            found |= fields_named(registry, definition, text)
    return [Use(*each) for each in sorted(found)]


def places(declared: Declared[Process]) -> Iterable[NamedPlace]:
    for approver, _ in approvers_of(declared.body):
        if approver.role:
            yield NamedPlace("position", approver.role)
        if approver.team or approver.queue:
            yield NamedPlace("team", approver.team or approver.queue)


async def moved(scope: Scope, before: Definition[Process] | None, after: Definition[Process] | None) -> None:
    """Requests finish on what the process said when they were submitted; one that has open requests stays, where it is."""
    if before is not None and (after is None or after.object != before.object):
        count = await requests.count_open_of(scope, before.id)
        if count:
            params = {"name": before.label.in_locale(scope.locale), "count": count}
            raise Conflict("approval_has_open_requests", params=params)


APPROVAL: Kind[Process] = Kind(
    "approval",
    Label("approval process", "审批流程"),
    Label("approval processes", "审批流程"),
    Process,
    most=MOST,
    check=check,
    uses=uses,
    places=places,
    moved=moved,
)


async def is_approved(scope: Scope, object_name: str) -> bool:
    """Whether the object has a process, be it in force or not: only then can a record be locked. Costs nothing."""
    if scope.tenant.meta_version == 1:
        return False
    key = (scope.tenant.id, scope.tenant.meta_version)
    found = _objects.get(key)
    if found is None:
        every = await list_definitions(scope, APPROVAL, most=MOST)
        found = _objects[key] = frozenset(each.object for each in every if each.object is not None)
        while len(_objects) > MOST_REMEMBERED:
            _objects.popitem(last=False)
    return object_name in found


def _check_shape(body: Process) -> None:
    names: set[str] = set()
    for count, (step, place, depth) in enumerate(walk(body.steps), start=1):
        if count > MOST_STEPS:
            raise Invalid("approval_too_many_steps", field=place, params={"limit": MOST_STEPS})
        if depth > MOST_DEPTH:
            raise Invalid("approval_too_deep", field=place, params={"limit": MOST_DEPTH})
        if step.name in names:
            raise Invalid("approval_step_twice", field=f"{place}.name", params={"step": step.name})
        names.add(step.name)
        _check_step(step, place)


def _check_step(step: Step, place: str) -> None:
    if step.parallel:
        if step.approvers or step.deadline is not None:
            raise Invalid("approval_people_or_branches", field=place)
        for number, branch in enumerate(step.parallel):
            if not branch:
                raise Invalid("approval_branch_empty", field=f"{place}.parallel[{number}]")
        if len(step.parallel) < 2:
            raise Invalid("approval_one_branch", field=f"{place}.parallel")
    elif not step.approvers:
        raise Invalid("approval_nobody", field=f"{place}.approvers")
    if step.deadline is not None and len(step.deadline.given) != 1:
        raise Invalid("approval_deadline_one", field=f"{place}.deadline")
    if step.deadline is not None and (step.deadline.to is None) == (step.deadline.then == "escalate"):
        raise Invalid("approval_escalation_to", field=f"{place}.deadline.to")


def _check_approver(reader: Reader, approver: Approver, place: str) -> None:
    given = approver.given
    if len(given) != 1:
        raise Invalid("approval_approver_one", field=place)
    if given == ["manager_of"] and approver.manager_of == "approver" and not place.endswith(".deadline.to"):
        raise Invalid("approval_approver_of_deadline", field=f"{place}.manager_of")
    if approver.field:
        with at(f"{place}.field"):
            found = reader.environment.resolve(tuple(approver.field.split(".")))
            if found is None:
                suggestion = closest(approver.field, reader.environment.names())
                raise Invalid("field_unknown", params={"name": approver.field, "suggestion": suggestion})
            leads = isinstance(found.handle, FieldPath) and found.handle.field.target == USER
            if found.type is not ValueType.LOOKUP or not leads:
                raise Invalid("approval_not_a_user", params={"name": approver.field})


def _check_fields(scope: Scope, definition: ObjectDef, place: str, names: Iterable[str]) -> None:
    for index, name in enumerate(names):
        _require_field(scope, definition, name, f"{place}[{index}]")


def _require_field(scope: Scope, definition: ObjectDef, name: str, place: str) -> None:
    sees = scope.actor.rights.sees
    if definition.field(name) is None or not sees(definition.name, name):
        known = [each for each in definition.fields if sees(definition.name, each)]
        raise Invalid("field_unknown", field=place, params={"name": name, "suggestion": closest(name, known)})


def _check_set(scope: Scope, definition: ObjectDef, place: str, given: dict[str, str]) -> None:
    """What the saver could write himself, out of what lies in the same record."""
    for name, text in given.items():
        here = f"{place}.{name}"
        _require_field(scope, definition, name, here)
        field = definition.fields[name]
        if field.read_only or field.is_derived:
            raise Invalid("field_read_only", field=here, params={"field": name})
        if not scope.actor.rights.edits(definition.name, name):
            raise Invalid("field_not_editable", field=here, params={"field": name})
        if text.strip() and any(len(each.path) > 1 for each in names_in(parse(text).root)):
            raise Invalid("approval_own_fields", field=here)
