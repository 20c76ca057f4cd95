"""How close a column's name is to a field's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from guanxi.features.imports.service.mapping.synonyms import ANY, BY_OBJECT, FAMILY_NAME, GIVEN_NAME
from guanxi.features.imports.service.values.keys import match_key
from guanxi.kernel.metadata import Field, ObjectDef

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PUNCTUATION = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
# The characters of column names that differ between traditional and simplified Chinese.
_TO_SIMPLIFIED = str.maketrans(
    "稱負責電話郵號碼備註狀態編類來業產數額階預計聯絡網職務門創時間開關員單價國區縣銷實幣標題結動點線隊組級戶經層總團屬臺灣統證稅錄簡籍構據條說議讓購貨運費約擔決聲軟體資訊師傳絡對應選擇廠處會場庫聞醫藥車輛飯遊歲齡歷屆陽陰貴貿財",
    "称负责电话邮号码备注状态编类来业产数额阶预计联络网职务门创时间开关员单价国区县销实币标题结动点线队组级户经层总团属台湾统证税录简籍构据条说议让购货运费约担决声软体资讯师传络对应选择厂处会场库闻医药车辆饭游岁龄历届阳阴贵贸财",
)
_LEAST_FUZZY = 82.0
# Half a name is not a name: the two are put together instead.
_HALVES = frozenset((*GIVEN_NAME, *FAMILY_NAME))


def header_words(name: str) -> str:
    """close_value, CloseValue, "Close Value (USD)" and "* close value" → close value."""
    bare = (_BRACKETS.sub(" ", name).strip() or name).translate(_TO_SIMPLIFIED)
    return " ".join(_PUNCTUATION.sub(" ", match_key(_CAMEL.sub(" ", bare))).split())


def known_names(definition: ObjectDef, targets: Mapping[str, Field]) -> dict[str, dict[str, float]]:
    """For each target the words that mean it, with how surely: its own name, its labels, then synonyms in order."""
    return {name: _names_of(definition, field) for name, field in targets.items()}


def _names_of(definition: ObjectDef, field: Field) -> dict[str, float]:
    prefixes = (
        definition.label.en,
        definition.label.zh,
        "opportunity" if definition.name == "deal" else definition.name,
    )
    names: dict[str, float] = {}
    own = (field.name, field.label.en, field.label.zh, *(("名称",) if field.name == "name" else ()))
    for word in own:
        names.setdefault(header_words(word), 1.0)
    for word in BY_OBJECT.get(definition.name, {}).get(field.name, ()):
        names.setdefault(header_words(word), 0.95)
    for word in ANY.get(field.name, ()):
        names.setdefault(header_words(word), 0.92)
    for word in _within_whole(field):
        names.setdefault(header_words(word), 0.85)
    for word in own:
        for prefix in prefixes:
            names.setdefault(header_words(f"{prefix} {word}"), 0.93)
            names.setdefault(header_words(f"{prefix}{word}"), 0.93)
    return names


def _within_whole(field: Field) -> tuple[str, ...]:
    """What a part is called by itself: `City`."""
    if field.whole is None:
        return ()
    part = next(each for each in field.whole.type.parts if field.name.endswith(f".{each.name}"))
    return (part.name, part.label.en, part.label.zh)


def closeness(header: str, names: Mapping[str, float]) -> float:
    """From 0 to 1."""
    words = header_words(header)
    if words in names:
        return names[words]
    if not words or words in _HALVES or (len(words) < 4 and words.isascii()):
        return 0.0
    score = max((fuzz.token_sort_ratio(words, name) for name in names), default=0.0)
    contained = max((0.72 for name in names if len(name) > 3 and f" {name} " in f" {words} "), default=0.0)
    return max(score / 100 * 0.9 if score >= _LEAST_FUZZY else 0.0, contained)
