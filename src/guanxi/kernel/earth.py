"""Places on the earth in the order of a Z-curve, so that an ordinary index finds what lies near.

Each place is in one cell of a grid of 2^26 by 2^26, some decimetres wide. Cells are numbered so that those of a square lie in few
unbroken ranges of numbers (G. M. Morton, 1966): the records around a place are those in a few ranges, and a few more, which
their exact distance then leaves out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

MEAN_RADIUS: Final = 6371.0088
"""Kilometres: the mean radius R1 of WGS-84 (IUGG, Moritz 1980). On a sphere distances are at most 0.6 % off."""

BITS: Final = 26
"""Of each axis. Both together are whole numbers that double precision holds exactly."""
MOST_RANGES: Final = 8
_MOST_CELLS = 64  # of a box, before neighbours are put together
_MARGIN_KM = 0.01  # more than what rounding to metres and to seven places can lose

Range = tuple[int, int]
"""The first and the last number of a run of cells."""


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
    for bits in range(BITS, -1, -1):
        left, right = _step(west, 180, bits), _step(east, 180, bits)
        low, high = _step(south, 90, bits), _step(north, 90, bits)
        if (right - left + 1) * (high - low + 1) <= most:
            break
    size = 1 << 2 * (BITS - bits)
    for x in range(left, right + 1):
        for y in range(low, high + 1):
            first = _interleaved(x, y) * size
            yield first, first + size - 1


def _fewer(ranges: Sequence[Range]) -> list[Range]:
    """Those that meet as one; then, while they are too many, those with the narrowest gap between."""
    joined: list[Range] = []
    for first, last in ranges:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
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
