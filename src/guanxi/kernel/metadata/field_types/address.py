"""Postal addresses in parts, as JSON objects of texts: country (ISO 3166-1), state, city, district, street, postal code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.addresses import COUNTRIES, PARTS, country_called, write_address
from guanxi.kernel.metadata.field_types.parts import COUNTRY_PART, TEXT_PART
from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, Option, ParseContext, Part
from guanxi.kernel.metadata.labels import Label

LONGEST = {"street": 400, "postal_code": 20}
LONGEST_PART = 120
MOST_LINES = 4
_POSTAL = {"CN": re.compile(r"[0-9]{6}")}


@dataclass(frozen=True, slots=True)
class AddressType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> dict[str, str] | None:
        """`{country, state, city, district, street, postal_code}`, each of which may be absent."""
        if not isinstance(raw, Mapping):
            raise FieldRefused("address_expected")
        unknown = [str(name)[:40] for name in raw if name not in PARTS]
        if unknown:
            raise FieldRefused("part_unknown", part=unknown[0], parts=", ".join(PARTS))
        parts = {name: _part(name, raw[name]) for name in PARTS if raw.get(name) is not None}
        found = {name: text for name, text in parts.items() if text}
        pattern = _POSTAL.get(found.get("country", ""))
        if pattern is not None and "postal_code" in found and not pattern.fullmatch(found["postal_code"]):
            raise FieldRefused("postal_code_expected", value=found["postal_code"])
        return found or None

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, Mapping)

    def text_of(self, stored: Any) -> str:
        return " ".join(write_address(stored, "zh" if stored.get("country") == "CN" else "en"))


def _part(name: str, raw: Any) -> str:
    text = text_of(raw)
    if name == "country":
        code = country_called(text) if text else ""
        if code is None:
            raise FieldRefused("country_expected", value=text[:80])
        return code
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line] if name == "street" else [" ".join(lines).strip()]
    text = "\n".join(lines)
    limit = LONGEST.get(name, LONGEST_PART)
    if len(text) > limit or len(lines) > MOST_LINES:
        raise FieldRefused("text_too_long", limit=limit, length=len(text))
    return text


ADDRESS = AddressType(
    name="address",
    value_kind="address",
    slot="t",
    searchable=True,
    parts=(
        Part(
            "country", Label("Country", "国家/地区"), COUNTRY_PART,
            tuple(Option(each.code, Label(each.en, each.zh)) for each in COUNTRIES.values()),
        ),
        Part("state", Label("State or province", "省/州"), TEXT_PART),
        Part("city", Label("City", "城市"), TEXT_PART),
        Part("district", Label("District", "区/县"), TEXT_PART),
        Part("street", Label("Street", "街道地址"), TEXT_PART),
        Part("postal_code", Label("Postal code", "邮政编码"), TEXT_PART),
    ),
    slot_part="city",
    read_whole=False,
    sorted_by=("country", "state", "city", "district"),
)  # fmt: skip
