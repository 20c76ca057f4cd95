"""Distances on the earth, in kilometres. Revision 0062 has the same as a function of the database, and a test compares the two."""

from __future__ import annotations

import math
from decimal import Decimal

from guanxi.kernel.earth import MEAN_RADIUS
from guanxi.kernel.expressions.semantics import decimal_of_float, exact

MOST_LATITUDE, MOST_LONGITUDE = 90, 180
_DEGREE_PLACES = Decimal("1e-7")  # about a centimetre
_METRE = Decimal("1e-3")


def distance(
    latitude: Decimal, longitude: Decimal, to_latitude: Decimal, to_longitude: Decimal
) -> Decimal | None:
    """Along a great circle by the haversine formula, to the metre. None where one of the places is none."""
    if not (is_place(latitude, longitude) and is_place(to_latitude, to_longitude)):
        return None
    lat1, lng1, lat2, lng2 = (
        float(exact.quantize(each, _DEGREE_PLACES))
        for each in (latitude, longitude, to_latitude, to_longitude)
    )
    north = math.sin(math.radians(lat2 - lat1) / 2)
    east = math.sin(math.radians(lng2 - lng1) / 2)
    half = north * north + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * east * east
    kilometres = 2 * MEAN_RADIUS * math.asin(min(1.0, math.sqrt(half)))
    return exact.quantize(decimal_of_float(kilometres), _METRE)


def is_place(latitude: Decimal, longitude: Decimal) -> bool:
    return abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE


def place(latitude: Decimal, longitude: Decimal) -> dict[str, float] | None:
    return (
        {"latitude": float(latitude), "longitude": float(longitude)}
        if is_place(latitude, longitude)
        else None
    )
