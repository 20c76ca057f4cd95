"""Short values that the calls about objects have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

Key = Annotated[str, Meta(min_length=1, max_length=60, pattern="^[a-z0-9][a-z0-9_]*$")]
Value = Annotated[str, Meta(min_length=1, max_length=120)]
Text = Annotated[str, Meta(min_length=1, max_length=120)]
Color = Annotated[str, Meta(max_length=30, pattern="^[a-z]+$")]
LabelText = Text | dict[Literal["en", "zh-CN"], Text]
StageKind = Literal["open", "won", "lost"]
FieldName = Annotated[str, Meta(pattern="^c_[a-z0-9][a-z0-9_]{0,56}$", max_length=60)]
FieldTypeName = Literal[
    "text", "long_text", "integer", "number", "percent", "money", "date", "datetime", "boolean", "choice", "multi_choice", "auto_number", "duration", "lookup", "links",
    "email", "phone", "url", "rich_text", "address", "geolocation", "currency_amount", "formula", "rollup",
    "mixed_lookup", "file", "image", "encrypted_text",
]  # fmt: skip
FormulaText = Annotated[str, Meta(max_length=4_000)]
HelpText = Annotated[str, Meta(max_length=500)]
Help = HelpText | dict[Literal["en", "zh-CN"], HelpText]
Section = Annotated[str, Meta(min_length=1, max_length=60)]
ObjectName = Annotated[str, Meta(max_length=60)]
Length = Annotated[int, Meta(ge=1, le=20_000)]
ShownLast = Annotated[
    int, Meta(ge=0, le=4, description="Last characters of an encrypted text that its mask shows")
]
Targets = Annotated[list[ObjectName], Meta(min_length=1, max_length=20)]
Pattern = Annotated[
    str, Meta(min_length=1, max_length=200, description="In the syntax of RE2; the whole text must match")
]
Places = Annotated[int, Meta(ge=0, le=10)]
DefaultExpression = Annotated[
    str,
    Meta(min_length=1, max_length=200, description="What new records begin with: `today() + days(7)`, `me`"),
]
NewObjectName = Annotated[str, Meta(pattern="^c_[a-z0-9][a-z0-9_]{0,46}$", max_length=50)]
Icon = Annotated[str, Meta(pattern="^[a-z0-9-]+$", max_length=60)]
Position = Annotated[float, Meta(ge=0, le=1_000_000)]
Guidance = Annotated[str, Meta(max_length=2_000)]
