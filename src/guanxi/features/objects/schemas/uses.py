"""What is deleted, and what would be missed."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class DeletedObject(Struct):
    """`records` are as many as it will come back with."""

    name: str
    label: str
    plural_label: str
    icon: str
    records: int
    deleted_at: datetime


class DeletedObjects(Struct):
    data: list[DeletedObject]


class LookupUse(Struct):
    """A field that refers to records of the object."""

    object: str
    object_label: str
    field: str
    label: str


class DefinitionUse(Struct):
    """A rule, a layout or whatever else administrators declared. One that `holds` the field, or
    the object from elsewhere, keeps it from being deleted."""

    kind: str
    kind_label: str
    name: str
    label: str
    object: str | None
    holds: bool


class ObjectUses(Struct):
    """What a deletion would take out of sight: records, fields of other objects that refer to them, saved views, sharing
    rules, and what was declared about it. All come back with the object. Of each the first 50 are named.
    """

    records: int
    lookups: list[LookupUse]
    views: list[str]
    sharing_rules: list[str]
    definitions: list[DefinitionUse]


class DeletedField(Struct):
    name: str
    label: str
    type: str
    deleted_at: datetime


class DeletedFields(Struct):
    data: list[DeletedField]


class FieldUses(Struct):
    """What a deletion would touch: how many records have a value, at most 10,001; views that show or filter by the field;
    sharing rules that read it, which keep it from being deleted; definitions that name it.
    """

    records: int
    views: list[str]
    sharing_rules: list[str]
    definitions: list[DefinitionUse]
