"""Places on the earth in the order of a Z-curve, so that an ordinary index finds what lies near.

Each place is in one cell of a grid of 2^26 by 2^26, some decimetres wide. Cells are numbered so that those of a square lie in few
unbroken ranges of numbers (G. M. Morton, 1966): the records around a place are those in a few ranges, and a few more, which
their exact distance then leaves out. What lies nearest is found in rings, each of which has ranges of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MEAN_RADIUS: Final = 6371.0088
"""Kilometres: the mean radius R1 of WGS-84 (IUGG, Moritz 1980). On a sphere distances are at most 0.6 % off."""

BITS: Final = 26
"""Of each axis. Both together are whole numbers that double precision holds exactly."""
MOST_RANGES: Final = 8
_MOST_CELLS = 64  # of a box, before neighbours are put together
_MARGIN_KM = 0.01  # more than what rounding to metres and to seven places can lose

FARTHEST: Final = math.pi * MEAN_RADIUS + 1
"""Kilometres: no place is as far from another one."""
_NARROWEST_RING_KM = 0.1
_MOST_CELLS_ACROSS = 18  # of the box around a ring

Range = tuple[int, int]
"""The first and the last number of a run of cells."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The places farther away than `inner` kilometres and no farther than `outer`: all are in these ranges, among others."""

    inner: float
    outer: float
    ranges: Sequence[Range]


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the cell in which a place lies, below 2^52. Degrees of WGS-84."""
    return _interleaved(_step(longitude, 180, BITS), _step(latitude, 90, BITS))


def cells_around(latitude: float, longitude: float, kilometres: float) -> list[Range]:
    """At most `MOST_RANGES` ranges of cells, ascending, that hold every place within so many kilometres, and some beyond."""
    if kilometres < 0:
        return []
    boxes = _boxes(latitude, longitude, kilometres + _MARGIN_KM)
    ranges = sorted(each for box in boxes for each in _ranges(*box, _MOST_CELLS // len(boxes)))
    return _fewer(ranges)


def rings_around(
    latitude: float, longitude: float, beyond: float = 0.0, within: float = FARTHEST
) -> Iterator[Ring]:
    """From the distance `beyond` on (included) to `within`, in kilometres, each ring twice as wide as the one before.

    The first is narrow, and so are the later ones that begin far out: whoever has read what lies nearer wants little more.
    """
    width = max(_NARROWEST_RING_KM, beyond / 8)
    inner, outer = beyond - _MARGIN_KM, beyond + width
    while inner < within:
        outer = min(outer, within)
        yield Ring(inner, outer, list(_between(latitude, longitude, inner, outer)))
        width *= 2
        inner, outer = outer, outer + width


def _between(latitude: float, longitude: float, inner: float, outer: float) -> Iterable[Range]:
    """The cells of a ring, in a grid about as fine as the ring is wide; neighbours as one range."""
    boxes = _boxes(latitude, longitude, outer + _MARGIN_KM)
    across = min(_MOST_CELLS_ACROSS, 2 + math.ceil(2 * outer / (outer - inner)))
    cells: list[Range] = []
    for south, north, west, east in boxes:
        bits = _finest(south, north, west, east, across * across // len(boxes))
        size = 1 << 2 * (BITS - bits)
        left, right = _step(west, 180, bits), _step(east, 180, bits)
        high, wide = 180 / (1 << bits), 360 / (1 << bits)
        for y in range(_step(south, 90, bits), _step(north, 90, bits) + 1):
            middle = (y + 0.5) * high - 90
            # No point of a cell is farther from its middle than along the meridian and then along the parallel.
            nearest_to_equator = max(0.0, abs(middle) - high / 2)
            reach = _MARGIN_KM + MEAN_RADIUS * (
                math.radians(high / 2) + math.radians(wide / 2) * math.cos(math.radians(nearest_to_equator))
            )
            for x in range(left, right + 1):
                far = _kilometres(latitude, longitude, middle, (x + 0.5) * wide - 180)
                if far - reach <= outer and far + reach >= inner:
                    first = _interleaved(x, y) * size
                    cells.append((first, first + size - 1))
    return _joined(sorted(cells))


def _kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The haversine formula, as in expressions/semantics_places.py, which rounds to the metre."""
    north = math.sin(math.radians(to_latitude - latitude) / 2)
    east = math.sin(math.radians(to_longitude - longitude) / 2)
    half = (
        north * north + math.cos(math.radians(latitude)) * math.cos(math.radians(to_latitude)) * east * east
    )
    return 2 * MEAN_RADIUS * math.asin(min(1.0, math.sqrt(half)))


Box = tuple[float, float, float, float]
"""South, north, west, east."""


def _boxes(latitude: float, longitude: float, kilometres: float) -> list[Box]:
    """What surrounds a circle: two where it crosses the line at which days change, all longitudes where it holds a pole."""
    angle = kilometres / MEAN_RADIUS
    reach = math.degrees(angle)
    south, north = latitude - reach, latitude + reach
    if south <= -90 or north >= 90:
        return [(max(south, -90.0), min(north, 90.0), -180.0, 180.0)]
    # The meridians that touch the circle (Bronshtein & Semendyayev, spherical trigonometry).
    aside = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    west, east = longitude - aside, longitude + aside
    if west < -180:
        return [(south, north, -180.0, east), (south, north, west + 360, 180.0)]
    if east > 180:
        return [(south, north, west, 180.0), (south, north, -180.0, east - 360)]
    return [(south, north, west, east)]


def _ranges(south: float, north: float, west: float, east: float, most: int) -> Iterable[Range]:
    """The cells of the finest grid of which the box takes no more than `most`, as runs of the smallest cells."""
    bits = _finest(south, north, west, east, most)
    size = 1 << 2 * (BITS - bits)
    for x in range(_step(west, 180, bits), _step(east, 180, bits) + 1):
        for y in range(_step(south, 90, bits), _step(north, 90, bits) + 1):
            first = _interleaved(x, y) * size
            yield first, first + size - 1


def _finest(south: float, north: float, west: float, east: float, most: int) -> int:
    """The bits of each axis of the finest grid of which the box takes no more than `most` cells."""
    for bits in range(BITS, 0, -1):
        wide = _step(east, 180, bits) - _step(west, 180, bits) + 1
        if wide * (_step(north, 90, bits) - _step(south, 90, bits) + 1) <= most:
            return bits
    return 0


def _joined(ranges: Sequence[Range]) -> list[Range]:
    """Those that meet as one; they must be in order."""
    joined: list[Range] = []
    for first, last in ranges:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _fewer(ranges: Sequence[Range]) -> list[Range]:
    """Those that meet as one; then, while they are too many, those with the narrowest gap between."""
    joined = _joined(ranges)
    gaps = sorted(range(1, len(joined)), key=lambda number: joined[number][0] - joined[number - 1][1])
    closed = set(gaps[: max(0, len(joined) - MOST_RANGES)])
    found: list[Range] = []
    for number, each in enumerate(joined):
        if number in closed:
            found[-1] = (found[-1][0], each[1])
        else:
            found.append(each)
    return found


def _step(degrees: float, limit: int, bits: int) -> int:
    """Of 2^bits equal steps from one end of an axis to the other, the one in which a coordinate lies."""
    steps = 1 << bits
    return min(steps - 1, max(0, math.floor((degrees + limit) / (2 * limit) * steps)))


def _interleaved(x: int, y: int) -> int:
    """The bits of both by turns, those of `y` first."""
    return _spread(x) | _spread(y) << 1


def _spread(number: int) -> int:
    """With a zero before each of its bits, of which there are 32 at most."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        number = (number | number << shift) & mask
    return number
