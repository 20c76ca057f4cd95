"""Ranges of cells hold every place that lies near, wherever on the earth that is."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxi.kernel.earth import FARTHEST, MOST_RANGES, cell_of, cells_around, rings_around
from guanxi.kernel.expressions.semantics_places import distance

LATITUDES = st.decimals(-90, 90, places=7)
LONGITUDES = st.decimals(-180, 180, places=7)


def holds(ranges, latitude, longitude):
    cell = cell_of(float(latitude), float(longitude))
    return any(first <= cell <= last for first, last in ranges)


@settings(max_examples=400, deadline=None)
@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_what_lies_at_this_distance_is_within_it(latitude, longitude, other_latitude, other_longitude):
    far = distance(latitude, longitude, other_latitude, other_longitude)
    ranges = cells_around(float(latitude), float(longitude), float(far))
    assert len(ranges) <= MOST_RANGES
    assert holds(ranges, other_latitude, other_longitude)


@settings(max_examples=400, deadline=None)
@given(LATITUDES, LONGITUDES, st.decimals("-0.5", "0.5", places=7), st.decimals("-0.5", "0.5", places=7))
def test_so_are_neighbours(latitude, longitude, north, east):
    other = max(Decimal(-90), min(Decimal(90), latitude + north))
    beside = longitude + east
    beside -= 360 * (beside > 180) - 360 * (beside < -180)
    far = distance(latitude, longitude, other, beside)
    assert holds(cells_around(float(latitude), float(longitude), float(far)), other, beside)


@settings(max_examples=200, deadline=None)
@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0, 1))
def test_is_in_the_ring_of_its_distance(latitude, longitude, other_latitude, other_longitude, share):
    far = float(distance(latitude, longitude, other_latitude, other_longitude))
    rings = list(rings_around(float(latitude), float(longitude), beyond=round(far * share, 3)))
    (ring,) = [each for each in rings if each.inner < far <= each.outer]
    assert holds(ring.ranges, other_latitude, other_longitude)
    assert all(last < first for (_, last), (first, _) in pairwise(ring.ranges))


def test_rings_follow_each_other_to_the_end():
    rings = list(rings_around(31.2304, 121.4737))
    assert all(inner.outer == outer.inner for inner, outer in pairwise(rings))
    assert rings[0].inner < 0 < rings[0].outer
    assert rings[-1].outer == FARTHEST
    assert [each.outer for each in rings_around(31.2304, 121.4737, within=10)][-1] == 10
    assert list(rings_around(0, 0, beyond=20, within=10)) == []


@pytest.mark.parametrize("kilometres", [1, 10, 100])
def test_little_else_is(kilometres):
    """Shanghai: the cells are not more than some times what lies within the circle."""
    ranges = cells_around(31.2304, 121.4737, kilometres)
    share = sum(last - first + 1 for first, last in ranges) / 2**52
    degrees = kilometres / 111.19
    box = (2 * degrees / 180) * (2 * degrees / 0.855 / 360)
    assert share <= 4 * box


def test_nothing_is_nearer_than_not_at_all():
    assert cells_around(0, 0, -1) == []


def test_numbers_are_kept_exactly_by_double_precision():
    assert int(float(cell_of(90, 180))) == cell_of(90, 180) == 2**52 - 1
