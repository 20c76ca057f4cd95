"""Functions of places on the earth."""

from __future__ import annotations

from typing import Any

from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.coercion import describe
from guanxi.kernel.expressions.comparisons import to_decimal
from guanxi.kernel.expressions.core import Domain, FieldValue, Function, Value
from guanxi.kernel.expressions.problems import refuse
from guanxi.kernel.expressions.types import ValueType

PLACE = "place"


def _distance(values: list[Any], site: CallSite) -> Value:
    start, end = (_degrees_of(value, site) for value in values)
    return Function("distance", (*start, *end), Domain.DECIMAL)


def _degrees_of(value: Value, site: CallSite) -> tuple[Value, ...]:
    """Latitude and longitude of a place that is a field, or that is written out."""
    if isinstance(value, Function) and value.name == PLACE:
        return value.operands
    if (
        isinstance(value, FieldValue)
        and value.reference.type is ValueType.GEOLOCATION
        and value.reference.parts
    ):
        parts = value.reference.parts
        return tuple(to_decimal(FieldValue(parts[name], Domain.FLOAT)) for name in ("latitude", "longitude"))
    raise refuse("argument_type", site.node, name="distance", expected="geolocation", found=describe(value))


PLACES = (
    entry(
        "number", "place(latitude: number, longitude: number): place",
        "The place at these degrees of WGS-84. Coordinates from Chinese maps (GCJ-02) must be converted before.",
        "该经纬度（WGS-84，单位为度）表示的地点。来自国内地图的坐标（GCJ-02）需先转换。", "distance(place(31.2304, 121.4737), place(30.2741, 120.1551))",
        lambda values, site: Function(PLACE, tuple(values), Domain.PARTS),
    ),
    entry(
        "number", "distance(from: any, to: any): number",
        "How far two places lie apart, in kilometres as the crow flies.",
        "两个地点之间的直线（球面）距离，单位为公里。", "distance(place(31.23, 121.47), place(39.9, 116.4))", _distance, cost=6,
    ),
)  # fmt: skip
