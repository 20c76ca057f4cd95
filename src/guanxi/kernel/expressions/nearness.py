"""Conditions such as `distance(place, place(31.2, 121.4)) <= 10`: what an index of places can answer of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guanxi.kernel.earth import Range, cells_around
from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.semantics_places import is_place
from guanxi.kernel.expressions.types import Reference

DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Nearness:
    """That a place lies in one of these ranges of cells. `latitude` is the part of the field that says of which."""

    latitude: Reference
    ranges: list[Range]


def nearness_of(condition: core.Compare) -> Nearness | None:
    """What must hold wherever the condition does; None where the condition is no such one."""
    if condition.operator not in ("<", "<="):
        return None
    distance, most = condition.left, condition.right
    if not isinstance(distance, core.Function) or distance.name != DISTANCE:
        return None
    if not isinstance(most, core.Constant) or not isinstance(most.value, Decimal):
        return None
    found = _field_and_place(distance)
    if found is None:
        return None
    reference, (latitude, longitude) = found
    return Nearness(reference, cells_around(latitude, longitude, float(most.value)))


def place_in(distance: core.Function) -> tuple[float, float] | None:
    """Latitude and longitude of the place that is written out in the distance between it and that of a record."""
    found = _field_and_place(distance)
    return None if found is None else found[1]


def _field_and_place(distance: core.Function) -> tuple[Reference, tuple[float, float]] | None:
    start, end = distance.operands[:2], distance.operands[2:]
    for field, given in ((start, end), (end, start)):
        reference, centre = _latitude_of(field[0]), [_degrees(each) for each in given]
        latitude, longitude = centre
        if reference is None or latitude is None or longitude is None or not is_place(latitude, longitude):
            continue
        return reference, (float(latitude), float(longitude))
    return None


def _latitude_of(value: core.Value) -> Reference | None:
    if isinstance(value, core.ToDecimal) and isinstance(value.operand, core.FieldValue):
        reference = value.operand.reference
        return reference if reference.is_part else None
    return None


def _degrees(value: core.Value) -> Decimal | None:
    found = value.value if isinstance(value, core.Constant) else None
    return found if isinstance(found, Decimal) else None
