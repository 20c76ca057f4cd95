"""Objects that a company adds and changes."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from guanxi.features.objects.schemas.words import Color, Help, Icon, LabelText, NewObjectName, Position


class NewObject(Struct, forbid_unknown_fields=True):
    """Without a `name`, one is made of the label. A label may be one text or one for each language; a language left out is
    called as the other one, a plural left out is made of the label. `name_label` is what the name of its records is called.
    `sharing` is what the whole company may do with its records; other than `public` it needs `sharing.manage`.
    """

    label: LabelText
    plural_label: LabelText | None = None
    name: NewObjectName | None = None
    icon: Icon = "box"
    color: Color = "gray"
    description: Help | None = None
    name_label: LabelText | None = None
    sharing: Literal["private", "read", "public"] = "public"
    in_search: bool = True
    in_navigation: bool = True
    position: Position | None = None


class ObjectChange(Struct, forbid_unknown_fields=True):
    """What is left out stays. An object that is part of Guanxi has only labels and an icon; null gives them back as they
    came.
    """

    label: LabelText | UnsetType | None = UNSET
    plural_label: LabelText | UnsetType | None = UNSET
    icon: Icon | UnsetType | None = UNSET
    color: Color | UnsetType = UNSET
    description: Help | UnsetType | None = UNSET
    name_label: LabelText | UnsetType = UNSET
    in_search: bool | UnsetType = UNSET
    in_navigation: bool | UnsetType = UNSET
    position: Position | UnsetType = UNSET
