"""Forms as a kind of definition: checked when they are saved as whoever saves them sees the company, for they work with his
rights. The first saving gives a form its public address; every wording of its consent is kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from guanxi.features.assignment.facade import find_assignee
from guanxi.features.forms.queries import keeping
from guanxi.features.forms.schemas.body import Form
from guanxi.features.forms.service.addresses import require_https, require_origin
from guanxi.features.forms.service.choices import MOST, named_by
from guanxi.features.forms.service.conditions import names_of
from guanxi.features.forms.service.keys import new_key
from guanxi.features.forms.service.preparing import PreparedForm, prepare
from guanxi.kernel.definitions import Compiled, Declared, Definition, Kind, NamedPlace, Use
from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Field, FieldRefused, Label, ObjectDef, ParseContext, Registry
from guanxi.kernel.tenancy import Scope

OWNER = "owner"


async def check(scope: Scope, registry: Registry, declared: Declared[Form]) -> None:
    definition, body = registry.object(declared.object or ""), declared.body
    scope.require(f"{definition.name}.create")
    if body.on_duplicate in ("fill", "replace"):
        scope.require(f"{definition.name}.update")
    if definition.name == "user" or definition.field(OWNER) is None or definition.master_field is not None:
        raise Invalid(
            "form_object_unfit", field="object", params={"object": definition.label.in_locale(scope.locale)}
        )
    given: set[str] = set()
    for index, each in enumerate(body.fields):
        field = _field(scope, definition, each.field, f"body.fields[{index}].field", given)
        if not field.type.asked_as or (field.type.pointing and field.target in (None, "user")):
            raise _unfit(scope, field, f"body.fields[{index}].field")
        _check_value(scope, field, each.default, f"body.fields[{index}].default")
        await _check_choices(scope, field, each.choices, f"body.fields[{index}].choices")
    always = {each.field for each in body.fields if not each.when.strip()}
    for index, fixed in enumerate(body.fixed):
        field = _field(scope, definition, fixed.field, f"body.fixed[{index}].field", given)
        if field.type.pointing or field.type.holds_files:  # An id would mean nothing in another company.
            raise _unfit(scope, field, f"body.fixed[{index}].field")
        _check_value(scope, field, fixed.value, f"body.fixed[{index}].value")
        always.add(fixed.field)
    _require_enough(scope, definition, always)
    prepare(scope, definition, body)
    _check_texts(body)
    if body.owner is not None and not body.owner.name.strip():
        raise Invalid("required", field="body.owner.name", params={"field": "name"})
    if body.owner is not None and await find_assignee(scope, body.owner.kind, body.owner.name) is None:
        raise Invalid("form_owner_unknown", field="body.owner.name", params={"name": body.owner.name})


async def moved(scope: Scope, before: Definition[Form] | None, after: Definition[Form] | None) -> None:
    """The address of a form that was removed stays with it: undoing the removal brings both back."""
    if after is None:
        return
    await keeping.add_link(scope, after.id, new_key(scope.tenant.id))
    consent = after.body.consent
    if consent is not None:
        await keeping.keep_consent(
            scope, after.id, {"en": consent.text.en, "zh-CN": consent.text.zh}, consent.policy_url
        )


async def _check_choices(scope: Scope, field: Field, condition: str, place: str) -> None:
    """Whoever designs the form says which records it offers: never all that there happen to be."""
    if not field.type.pointing:
        if condition.strip():
            raise Invalid(
                "form_choices_needless", field=place, params={"field": field.label.in_locale(scope.locale)}
            )
        return
    if not condition.strip():
        raise Invalid(
            "form_choices_missing", field=place, params={"field": field.label.in_locale(scope.locale)}
        )
    try:
        found = await named_by(scope, field.target or "", condition, MOST + 1)
    except Problem as problem:
        problem.field = place
        raise
    if len(found) > MOST:
        raise Invalid("form_choices_too_many", field=place, params={"limit": MOST})


def uses(registry: Registry, declared: Declared[Form]) -> Iterable[Use]:
    name = declared.object or ""
    fields = {each.field for each in declared.body.fields} | {each.field for each in declared.body.fixed}
    for each in declared.body.fields:
        fields |= names_of(each.when)
    return [Use(name, field) for field in sorted(fields)] + _uses_of_choices(registry, name, declared.body)


def _uses_of_choices(registry: Registry, name: str, body: Form) -> list[Use]:
    definition = registry.object(name)
    found: list[Use] = []
    for each in body.fields:
        field = definition.field(each.field)
        if each.choices and field is not None and field.target is not None:
            found += [Use(field.target, one) for one in sorted(names_of(each.choices))]
    return found


def _field(scope: Scope, definition: ObjectDef, name: str, place: str, given: set[str]) -> Field:
    """One that whoever saves the form may write; each only once."""
    field, rights = definition.field(name), scope.actor.rights
    if field is None or not rights.sees(definition.name, name):
        known = [each for each in definition.fields if rights.sees(definition.name, each)]
        raise Invalid("field_unknown", field=place, params={"name": name, "suggestion": closest(name, known)})
    if field.read_only or field.is_derived or field.type.read_only:
        raise Invalid("field_read_only", field=place, params={"field": field.label.in_locale(scope.locale)})
    if not rights.edits(definition.name, name):
        raise Invalid(
            "field_not_editable", field=place, params={"field": field.label.in_locale(scope.locale)}
        )
    if name in given:
        raise Invalid("form_field_twice", field=place, params={"field": field.label.in_locale(scope.locale)})
    given.add(name)
    return field


def _check_value(scope: Scope, field: Field, value: object, place: str) -> None:
    if value is None:
        return
    try:
        field.type.parse(value, field, ParseContext(scope.tenant.currency, scope.tenant.timezone))
    except FieldRefused as refused:
        label = field.label.in_locale(scope.locale)
        raise Invalid(refused.code, field=place, params={"field": label, **refused.params}) from None


def _require_enough(scope: Scope, definition: ObjectDef, always: set[str]) -> None:
    """Whatever a record must have is asked for, always, or given."""
    for field in definition.field_list:
        has_default = (
            field.default is not None or field.default_expression is not None or field.role is not None
        )
        if field.required and not field.read_only and not has_default and field.name not in {*always, OWNER}:
            label = field.label.in_locale(scope.locale)
            raise Invalid("form_field_missing", field="body.fields", params={"field": label})


def _check_texts(body: Form) -> None:
    require_https(body.redirect_url, "body.redirect_url")
    if body.consent is not None:
        require_https(body.consent.policy_url, "body.consent.policy_url")
        if body.consent.text.is_blank:
            raise Invalid("required", field="body.consent.text", params={"field": "text"})
    for index, origin in enumerate(body.allowed_origins):
        require_origin(origin, f"body.allowed_origins[{index}]")
    if len(set(body.languages)) != len(body.languages):
        raise Invalid("form_language_twice", field="body.languages")
    for name in ("opens_at", "closes_at"):
        moment = getattr(body, name)
        if moment is not None and moment.tzinfo is None:
            raise Invalid("form_time_without_zone", field=f"body.{name}")
    if body.opens_at is not None and body.closes_at is not None and body.opens_at >= body.closes_at:
        raise Invalid("form_closes_before", field="body.closes_at")


def places(declared: Declared[Form]) -> Iterable[NamedPlace]:
    owner = declared.body.owner
    return [] if owner is None or owner.kind != "queue" else [NamedPlace("team", owner.name)]


def _unfit(scope: Scope, field: Field, place: str) -> Invalid:
    return Invalid("form_field_unfit", field=place, params={"field": field.label.in_locale(scope.locale)})


FORM: Kind[Form] = Kind(
    "form",
    Label("form", "表单"),
    Label("forms", "表单"),
    Form,
    most=200,
    most_bytes=200_000,
    check=check,
    uses=uses,
    moved=moved,
    places=places,
)


def _compile(
    scope: Scope, registry: Registry, definition: Definition[Form]
) -> tuple[Definition[Form], PreparedForm]:
    return definition, prepare(scope, registry.object(definition.object or ""), definition.body)


_prepared: Compiled[Form, tuple[Definition[Form], PreparedForm]] = Compiled(FORM, _compile)


async def in_force(scope: Scope, definition: Definition[Form]) -> PreparedForm | None:
    """None for one that is switched off, or that can no longer work because a field is gone."""
    for known, prepared in await _prepared.of(scope, definition.object or ""):
        if known.id == definition.id:
            return prepared
    return None
