"""Objects as they are told."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from guanxi.features.objects.schemas.fields import FieldMeta
from guanxi.features.objects.schemas.pipelines import PipelineFields, PipelineMeta


class RelationMeta(Struct):
    """A related list: the records of `object` whose lookup `field` points here; with `outward`, those that this record's own
    `field` points to.
    """

    name: str
    object: str
    field: str
    label: str
    outward: bool | UnsetType = UNSET


class SectionMeta(Struct):
    key: str
    label: str
    fields: list[str]


class BoardMeta(Struct):
    group_by: str
    sum: str | None
    card: list[str]


class LayoutsMeta(Struct, rename={"columns": "list"}):
    columns: list[str]
    form: list[SectionMeta]
    header: list[str]
    board: BoardMeta | None


class Permissions(Struct, rename={"import_": "import"}):
    """What the caller may do with records of the object."""

    create: bool
    read: bool
    update: bool
    delete: bool
    import_: bool
    export: bool
    mass_update: bool


class StandardNames(Struct):
    label: dict[str, str]
    plural_label: dict[str, str]
    icon: str


class ObjectNames(Struct):
    """In each language, told to those who may change them. `standard` is how an object that is part of Guanxi is called where
    nobody renamed it.
    """

    label: dict[str, str]
    plural_label: dict[str, str]
    name_label: dict[str, str] | UnsetType = UNSET
    description: dict[str, str] | UnsetType = UNSET
    standard: StandardNames | UnsetType = UNSET


class CustomObjectMeta(Struct):
    """What only an object that the company added has. `position` is its place in the navigation, among others like it."""

    color: str
    in_search: bool
    in_navigation: bool
    position: float
    description: str | UnsetType = UNSET


class ObjectMeta(Struct):
    """`icon` is the name of a Tabler icon. `custom` is there for objects that the company added, `renamed` for others
    that it calls otherwise.
    """

    name: str
    label: str
    plural_label: str
    icon: str
    title_field: str
    fields: list[FieldMeta]
    relations: list[RelationMeta]
    layouts: LayoutsMeta
    pipelines: list[PipelineMeta]
    pipeline_fields: PipelineFields | None
    permissions: Permissions
    custom: CustomObjectMeta | UnsetType = UNSET
    renamed: bool | UnsetType = UNSET
    names: ObjectNames | UnsetType = UNSET


class ObjectList(Struct):
    data: list[ObjectMeta]
