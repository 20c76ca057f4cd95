"""Objects as the caller sees them: in his or her language, with what he or she may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from guanxi.features.objects.schemas import (
    BoardMeta,
    CustomMeta,
    CustomObjectMeta,
    DependsOnMeta,
    FieldMeta,
    FieldNames,
    FilesOf,
    LayoutsMeta,
    NumberingOf,
    ObjectMeta,
    ObjectNames,
    OptionMeta,
    PartMeta,
    Permissions,
    RelatedMeta,
    RelationMeta,
    RollupMeta,
    SectionMeta,
    StandardNames,
)
from guanxi.features.objects.service.pipeline_descriptions import (
    describe_pipelines,
    gate_problems,
    pipeline_fields_of,
)
from guanxi.kernel import money
from guanxi.kernel.metadata import (
    Field,
    Label,
    ObjectDef,
    Option,
    Relation,
    registry_of,
    standard_registry,
)
from guanxi.kernel.metadata.custom_fields import file_rules_as_json
from guanxi.kernel.metadata.custom_objects import NAME, custom_object, object_as_json
from guanxi.kernel.metadata.objects import MORE_SECTION
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.tenancy import Rights, Scope

T = TypeVar("T")
_OF_CURRENCY = "money"


async def describe_objects(scope: Scope) -> list[ObjectMeta]:
    """Those that the caller may read. Five thousand fields take a while; `written` remembers them."""
    return [
        describe_object(scope, each) for each in await registry_of(scope) if scope.may(f"{each.name}.read")
    ]


async def get_object(scope: Scope, name: str) -> ObjectMeta:
    """Raises 404 `object_not_found`, also for one that the caller may not read."""
    registry = await registry_of(scope)
    definition = registry.object(name)
    scope.require(f"{name}.read")
    return describe_object(scope, definition, gate_problems(scope, registry, definition))


def describe_object(
    scope: Scope, definition: ObjectDef, problems: Mapping[str, str] | None = None
) -> ObjectMeta:
    locale, rights = scope.locale, scope.actor.rights
    if not scope.tenant.currencies:
        definition = _in_one_currency(definition)
    foreign = {each.converts_to: each.name for each in definition.field_list}
    came_with = origin_of(definition).fields if scope.may("company.manage") else {}
    return ObjectMeta(
        name=definition.name,
        label=definition.label.in_locale(locale),
        plural_label=definition.plural_label.in_locale(locale),
        icon=definition.icon,
        title_field=definition.title_field,
        fields=[
            describe_field(
                scope,
                each,
                rights.edits(definition.name, each.name),
                came_with[each.name].label if each.name in came_with else None,
                each.depends_on is None or rights.sees(definition.name, each.depends_on.field),
                foreign.get(each.name),
            )
            for each in definition.field_list
            if sees(rights, definition.name, each)
        ],
        relations=[
            RelationMeta(
                each.name, each.object, each.field, each.label.in_locale(locale), each.outward or UNSET
            )
            for each in definition.relations
            if not each.hidden and _sees_relation(rights, definition, each)
        ],
        layouts=_layouts(definition, locale, rights),
        pipelines=describe_pipelines(scope, definition, problems),
        pipeline_fields=pipeline_fields_of(scope, definition),
        permissions=_permissions(scope, definition.name),
        custom=_custom_object(definition, locale),
        renamed=_is_renamed(definition) or UNSET,
        names=_names(definition) if scope.may("company.manage") else UNSET,
    )


def _in_one_currency(definition: ObjectDef) -> ObjectDef:
    """Amounts in other currencies are of no use to a company that has one."""
    fields = tuple(each for each in definition.field_list if each.converts_to is None)
    return definition if len(fields) == len(definition.field_list) else replace(definition, field_list=fields)


def _sees_relation(rights: Rights, definition: ObjectDef, relation: Relation) -> bool:
    if relation.outward:
        return rights.sees(definition.name, relation.field) and rights.allow(f"{relation.object}.read")
    return rights.sees(relation.object, relation.field)


def _custom_object(definition: ObjectDef, locale: str) -> CustomObjectMeta | UnsetType:
    custom = definition.custom
    if custom is None:
        return UNSET
    description = UNSET if custom.description is None else custom.description.in_locale(locale)
    return CustomObjectMeta(
        custom.color, custom.in_search, custom.in_navigation, custom.position, description
    )


def _is_renamed(definition: ObjectDef) -> bool:
    if definition.custom is not None:
        return False
    origin = origin_of(definition)
    return (definition.label, definition.plural_label, definition.icon) != (
        origin.label, origin.plural_label, origin.icon,
    )  # fmt: skip


def _names(definition: ObjectDef) -> ObjectNames:
    names = ObjectNames(definition.label.as_json(), definition.plural_label.as_json())
    if definition.custom is None:
        origin = standard_registry().object(definition.name)
        names.standard = StandardNames(origin.label.as_json(), origin.plural_label.as_json(), origin.icon)
        return names
    names.name_label = definition.fields["name"].label.as_json()
    if definition.custom.description is not None:
        names.description = definition.custom.description.as_json()
    return names


def origin_of(definition: ObjectDef) -> ObjectDef:
    """The object as it came: with the labels of its standard fields before anybody changed them."""
    if definition.custom is None:
        return standard_registry().object(definition.name)
    kept = object_as_json(definition) | {"name_label": NAME.as_json()}
    return custom_object(definition.number, kept)


def describe_field(
    scope: Scope,
    field: Field,
    editable: bool = True,
    standard_label: Label | None = None,
    tells_dependency: bool = True,
    foreign: str | None = None,
) -> FieldMeta:
    """`foreign` names the field that has the same amount in a currency of its own.
    `standard_label` is that of a standard field, to be told to who may change it. Of a field hidden from the caller not even
    the name is told.
    """
    return FieldMeta(
        name=field.name,
        type=field.type.name,
        label=field.label.in_locale(scope.locale),
        help=field.help.in_locale(scope.locale) if field.help else UNSET,
        required=field.required,
        read_only=field.read_only or not editable,
        unique=field.unique,
        sortable=field.sortable,
        filterable=field.filterable,
        groupable=field.groupable,
        options=_options(field, scope),
        open_options=field.open_options if field.type.has_options else UNSET,
        target=_if_any(field.target),
        targets=list(field.targets) or UNSET,
        detail_of=field.detail_of or UNSET,
        reparentable=field.reparentable if field.detail_of else UNSET,
        max_length=_if_any(field.max_length),
        foreign=_if_any(foreign),
        converts_to=_if_any(field.converts_to),
        decimals=_decimals(scope, field),
        pattern=_if_any(field.pattern),
        default_expression=_if_any(field.default_expression),
        minimum=_if_any(field.minimum),
        maximum=_if_any(field.maximum),
        default=_default(scope, field),
        depends_on=_depends_on(field) if tells_dependency else UNSET,
        numbering=_numbering(field),
        shown_last=field.shown_last if field.type.sealed else UNSET,
        files=UNSET if field.files is None else FilesOf(**file_rules_as_json(field.files)),
        parts=_parts(field, scope.locale),
        custom=_custom(field),
        formula=field.formula.text if field.formula else UNSET,
        rollup=_rollup(field),
        names=_names_of_field(field, standard_label),
    )


def _names_of_field(field: Field, standard: Label | None) -> FieldNames | UnsetType:
    return UNSET if standard is None else FieldNames(field.label.as_json(), standard.as_json())


def _parts(field: Field, locale: str) -> list[PartMeta] | UnsetType:
    return [
        PartMeta(
            each.name,
            each.type.name,
            each.label.in_locale(locale),
            each.sortable,
            each.filterable,
            each.groupable,
        )
        for each in field.parts.values()
    ] or UNSET


def _rollup(field: Field) -> RollupMeta | UnsetType:
    kept = field.rollup
    if kept is None:
        return UNSET
    return RollupMeta(
        kept.object,
        kept.lookup,
        kept.function,  # type: ignore[arg-type]
        _if_any(kept.field),
        _if_any(kept.condition),
    )


def _default(scope: Scope, field: Field) -> Any:
    """As records have it: money as a decimal string, days and instants as texts."""
    if field.default is None:
        return UNSET
    if field.type.name == _OF_CURRENCY:
        return str(money.from_minor(field.default, scope.tenant.currency))
    return field.type.shown(field.default)


def _decimals(scope: Scope, field: Field) -> int | UnsetType:
    return scope.tenant.money_exponent if field.type.name == _OF_CURRENCY else _if_any(field.decimals)


def _depends_on(field: Field) -> DependsOnMeta | UnsetType:
    if field.depends_on is None:
        return UNSET
    return DependsOnMeta(
        field.depends_on.field, {value: list(each) for value, each in field.depends_on.allowed.items()}
    )


def _numbering(field: Field) -> NumberingOf | UnsetType:
    if field.numbering is None:
        return UNSET
    return NumberingOf(field.numbering.pattern, field.numbering.restart, field.numbering.start)


def _custom(field: Field) -> CustomMeta | UnsetType:
    if field.place is None:
        return UNSET
    slot = field.place.slot
    return CustomMeta(
        searchable=field.searchable,
        indexable=field.type.slot is not None and field.formula is None,
        index="none" if slot is None else "ready" if slot.ready else "filling",
        section=field.section or MORE_SECTION,
        labels=field.label.as_json(),
        helps=UNSET if field.help is None else field.help.as_json(),
        related=_related(field),
    )


def _related(field: Field) -> RelatedMeta | UnsetType:
    if not field.pointed_at:
        return UNSET
    label = field.related.label
    return RelatedMeta(field.related.hidden, UNSET if label is None else label.as_json())


def _options(field: Field, scope: Scope) -> list[OptionMeta] | UnsetType:
    if not field.type.has_options:
        return UNSET
    editor = scope.may("company.manage")
    return [_option(each, scope.locale, editor) for each in field.options]


def _option(option: Option, locale: str, editor: bool) -> OptionMeta:
    return OptionMeta(
        value=option.value,
        label=option.label.in_locale(locale),
        color=option.color,
        labels=option.label.as_json() if editor and _has_two_labels(option) else UNSET,
        retired=option.retired or UNSET,
        pipeline=_if_any(option.pipeline),
        kind=_if_any(option.kind),
        probability=_if_any(option.probability),
    )


def _has_two_labels(option: Option) -> bool:
    """Stages are told with their pipelines, and changed there."""
    return option.label.en != option.label.zh and option.pipeline is None


def _layouts(definition: ObjectDef, locale: str, rights: Rights) -> LayoutsMeta:
    """Without the places of fields that the caller does not see."""

    def seen(names: Iterable[str]) -> list[str]:
        return [
            name
            for name in names
            if name in definition.fields and sees(rights, definition.name, definition.fields[name])
        ]

    layouts = definition.layouts
    sections = [
        SectionMeta(each.key, each.label.in_locale(locale), seen(each.fields)) for each in layouts.form
    ]
    board = layouts.board
    has_board = board is not None and rights.sees(definition.name, board.group_by)
    return LayoutsMeta(
        columns=seen(layouts.list),
        form=[section for section in sections if section.fields],
        header=seen(layouts.header),
        board=BoardMeta(board.group_by, _first(seen([board.sum or ""])), seen(board.card))
        if board and has_board
        else None,
    )


def _first(names: list[str]) -> str | None:
    return names[0] if names and names[0] else None


def _permissions(scope: Scope, name: str) -> Permissions:
    return Permissions(
        create=scope.may(f"{name}.create"),
        read=scope.may(f"{name}.read"),
        update=scope.may(f"{name}.update"),
        delete=scope.may(f"{name}.delete"),
        import_=scope.may(f"{name}.import"),
        export=scope.may(f"{name}.export"),
        mass_update=scope.may(f"{name}.mass_update"),
    )


def _if_any(value: T | None) -> T | UnsetType:
    return UNSET if value is None else value
