"""Functions of text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guanxi.kernel.expressions.catalogue.arguments import ZONE
from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.coercion import NUMERIC, describe
from guanxi.kernel.expressions.comparisons import to_decimal
from guanxi.kernel.expressions.core import (
    Constant,
    Domain,
    FieldValue,
    Function,
    Lower,
    Size,
    TextMatch,
    Value,
)
from guanxi.kernel.expressions.problems import refuse
from guanxi.kernel.expressions.semantics import fold_case
from guanxi.kernel.expressions.semantics_text import MOST_CHARACTERS

_LONGEST = Constant(Decimal(MOST_CHARACTERS), Domain.DECIMAL)


def _lower(values: list[Any], site: CallSite) -> Value:
    (text,) = values
    if isinstance(text, Constant):
        return Constant(fold_case(str(text.value)), Domain.TEXT)
    return Lower(text)


def _size(values: list[Any], site: CallSite) -> Value:
    (text,) = values
    if isinstance(text, Constant):
        return Constant(Decimal(len(str(text.value))), Domain.DECIMAL)
    return Size(text)


def _substring(values: list[Any], site: CallSite) -> Value:
    return Function("substring", (*values, _LONGEST)[:3], Domain.TEXT)


def _text(values: list[Any], site: CallSite) -> Value:
    (value,) = values
    match value.domain:
        case Domain.TEXT:
            return value
        case domain if domain in NUMERIC:
            return Function("text_of_number", (to_decimal(value),), Domain.TEXT)
        case Domain.DATE:
            return Function("text_of_date", (value,), Domain.TEXT)
        case Domain.DATETIME:
            return Function("text_of_moment", (value, ZONE), Domain.TEXT)
        case Domain.BOOLEAN:
            return Function("text_of_boolean", (value,), Domain.TEXT)
    raise refuse("argument_type", site.node, name="text", expected="value", found=describe(value))


def _label(values: list[Any], site: CallSite) -> Value:
    (choice,) = values
    labels = choice.reference.labels if isinstance(choice, FieldValue) else None
    if labels is None:
        raise refuse("argument_type", site.node, name="label", expected="choice", found=describe(choice))
    return Function("label", (choice,), Domain.TEXT, fixed=tuple(labels.items()))


def _matches(kind: str) -> Any:
    return lambda values, site: TextMatch(kind, *values)


TEXTS = (
    entry(
        "text", "contains(text: text, part: text): boolean",
        "Whether the text contains the part, whatever the case of the letters.",
        "文本是否包含另一段文本，不区分大小写。", 'contains(name, "bank")', _matches("contains"), is_condition=True,
    ),
    entry(
        "text", "startsWith(text: text, part: text): boolean",
        "Whether the text begins with the part, whatever the case of the letters.",
        "文本是否以另一段文本开头，不区分大小写。", 'startsWith(name, "Acme")', _matches("startsWith"), is_condition=True,
    ),
    entry(
        "text", "endsWith(text: text, part: text): boolean",
        "Whether the text ends with the part, whatever the case of the letters.",
        "文本是否以另一段文本结尾，不区分大小写。", 'endsWith(name, "Ltd")', _matches("endsWith"), is_condition=True,
    ),
    entry("text", "upper(text: text): text", "The text in capital letters.", "把字母转换为大写。", "upper(name)"),
    entry("text", "lower(text: text): text", "The text in small letters.", "把字母转换为小写。", "lower(name)", _lower),
    entry(
        "text", "trim(text: text): text", "Without blanks and line breaks at both ends.", "去掉首尾的空白和换行。",
        "trim(name)",
    ),
    entry("text", "size(text: sized): count", "How many characters a text has, or how many options are chosen.", "文本的字符数，或已选择的选项数。", "size(name)", _size),
    entry("text", "length(text: sized): count", "The same as size.", "与 size 相同。", "length(name)", _size),
    entry(
        "text", "substring(text: text, start: number, end?: number): text",
        "The characters from `start`, counted from 0, up to and without `end`.",
        "从 start（从 0 起数）到 end 之前的字符。", "substring(name, 0, 4)", _substring,
    ),
    entry(
        "text", "left(text: text, count: number): text", "The first characters.", "最前面的若干个字符。", "left(name, 3)",
    ),
    entry(
        "text", "right(text: text, count: number): text", "The last characters.", "最后面的若干个字符。", "right(name, 4)",
    ),
    entry(
        "text", "replace(text: text, part: text, by: text): text",
        "With each occurrence of the part replaced, by at most 100 characters.",
        "把文本中的每一处某段内容替换为另一段（最多 100 个字符）。", 'replace(name, "-", "")', cost=20,
    ),
    entry(
        "text", "indexOf(text: text, part: text): count",
        "Where the part first occurs, counted from 0; -1 where it does not.",
        "某段内容首次出现的位置，从 0 起数；没有则为 -1。", 'indexOf(name, "-")',
    ),
    entry(
        "text", "text(value: any): text",
        "A number, day, time or yes/no as text: `12.5`, `2026-12-31`, `2026-12-31 18:00`, `true`.",
        "把数字、日期、时间或是非值转换为文本：`12.5`、`2026-12-31`、`2026-12-31 18:00`、`true`。", "text(amount)", _text,
    ),
    entry(
        "text", "number(text: text): number", "The number that a text such as `12.5` holds; empty where it holds none.",
        "把 `12.5` 这样的文本转换为数字；不是数字时为空。", 'number("12.5")',
    ),
    entry(
        "text", "label(choice: any): text", "What an option or stage is called in the company's language.",
        "选项或阶段在公司语言中的名称。", "label(stage)", _label, cost=5,
    ),
    entry(
        "text", "pinyin(text: text): text",
        "Chinese characters as pinyin without tones; where values are computed on writing, not in formula fields or filters.",
        "汉字的拼音（不带声调）；只能用于写入时计算的条件，不能用于公式字段和筛选。", "pinyin(name)", in_memory=True, cost=50,
    ),
    entry(
        "text", "initials(text: text): text",
        "The first letter of each Chinese character's pinyin and of each word; where `pinyin` may be used.",
        "每个汉字拼音和每个单词的首字母；使用范围与 pinyin 相同。", "initials(name)", in_memory=True, cost=50,
    ),
)  # fmt: skip
