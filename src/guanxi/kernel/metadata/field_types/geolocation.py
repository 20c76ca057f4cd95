"""Places on the earth: latitude and longitude in degrees of WGS-84, as satellites and browsers give them.

Maps of China show them moved by up to some hundred metres (GCJ-02). Coordinates read off such a map are not WGS-84, and nothing in
the numbers tells: they must be converted before they are entered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from guanxi.kernel.earth import cell_of
from guanxi.kernel.metadata.field_types.number import decimal_of
from guanxi.kernel.metadata.field_types.parts import NUMBER_PART
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext, Part
from guanxi.kernel.metadata.labels import Label

LATITUDE, LONGITUDE = "latitude", "longitude"
_LIMITS = {LATITUDE: (90, "latitude_out_of_range"), LONGITUDE: (180, "longitude_out_of_range")}
_SMALLEST = Decimal("1e-7")  # about a centimetre
_WRITTEN = re.compile(
    r"\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)\s*°?\s*([NSns北南]?)\s*[,，;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)\s*°?\s*([EWew东西]?)\s*"
)


@dataclass(frozen=True, slots=True)
class GeolocationType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> dict[str, float] | None:
        """`{latitude, longitude}`, or a text such as `31.2304, 121.4737`."""
        given = _read(raw) if isinstance(raw, str) else raw
        if not isinstance(given, Mapping):
            raise FieldRefused("geolocation_expected", value=str(raw)[:80])
        unknown = [str(name)[:40] for name in given if name not in _LIMITS]
        if unknown:
            raise FieldRefused("part_unknown", part=unknown[0], parts=", ".join(_LIMITS))
        found = {name: given[name] for name in _LIMITS if given.get(name) not in (None, "")}
        if not found:
            return None
        if len(found) < len(_LIMITS):
            raise FieldRefused("geolocation_expected", value=str(raw)[:80])
        return {name: _degrees(name, value) for name, value in found.items()}

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, Mapping)

    def slot_value(self, stored: Mapping[str, float]) -> float:
        """Its cell on the earth, by whose number an index finds what lies near."""
        return float(cell_of(stored[LATITUDE], stored[LONGITUDE]))

    def text_of(self, stored: Any) -> str:
        return f"{stored[LATITUDE]:.7g}, {stored[LONGITUDE]:.8g}" if stored else ""


def _read(text: str) -> Mapping[str, Any] | None:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    latitude, north, longitude, east = match.groups()
    return {
        LATITUDE: -Decimal(latitude) if north in ("S", "s", "南") else latitude,
        LONGITUDE: -Decimal(longitude) if east in ("W", "w", "西") else longitude,
    }


def _degrees(name: str, raw: Any) -> float:
    number = decimal_of(raw)
    limit, code = _LIMITS[name]
    if abs(number) > limit:
        raise FieldRefused(code, value=str(raw)[:40], limit=limit)
    return float(number.quantize(_SMALLEST, ROUND_HALF_EVEN)) + 0.0


GEOLOCATION = GeolocationType(
    name="geolocation",
    value_kind="geolocation",
    slot="n",
    sortable=False,
    parts=(
        Part(LATITUDE, Label("Latitude", "纬度"), NUMBER_PART),
        Part(LONGITUDE, Label("Longitude", "经度"), NUMBER_PART),
    ),
)
