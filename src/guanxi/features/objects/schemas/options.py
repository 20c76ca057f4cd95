"""Options of choices."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from guanxi.features.objects.schemas.words import Color, LabelText, Value


class OptionMeta(Struct):
    """`pipeline`, `kind` and `probability` (percent) are those of a stage. `labels`, where the languages differ, are told to
    those who may change them.
    """

    value: str
    label: str
    color: str
    labels: dict[str, str] | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
    pipeline: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    probability: float | UnsetType = UNSET


class OptionChange(Struct, forbid_unknown_fields=True):
    """A label may be one text, or one for each language. A retired option is kept by records that have it. `labels` may be
    sent back as it was told; what counts is `label`.
    """

    value: Value
    label: LabelText
    color: Color | None = None
    retired: bool = False
    labels: dict[Literal["en", "zh-CN"], str] | None = None


Options = Annotated[list[OptionChange], Meta(min_length=1, max_length=500)]
