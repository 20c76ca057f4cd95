"""The distance between two places, for expressions.

As a function, because the formula names each number several times, and formulas stand in formulas.
kernel/expressions/semantics_places.py has the same in Python, and a test compares the two.

Revision ID: 0035
"""

from typing import Any

from alembic import op

revision = "0035"
down_revision = "0039"
branch_labels = None
depends_on = None

# Degrees are rounded first, so that nothing becomes too small for double precision.
DISTANCE = """
CREATE FUNCTION guanxi.distance_km(lat1 numeric, lng1 numeric, lat2 numeric, lng2 numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN abs(lat1) <= 90 AND abs(lng1) <= 180 AND abs(lat2) <= 90 AND abs(lng2) <= 180 THEN (
    SELECT round((2 * 6371.0088::float8 * asin(least(1::float8, sqrt(
        p.north * p.north + cos(radians(p.a)) * cos(radians(p.b)) * p.east * p.east))))::numeric, 3)
    FROM (SELECT d.a, d.b, sin(radians(d.b - d.a) / 2) AS north, sin(radians(d.y - d.x) / 2) AS east
      FROM (SELECT round(lat1, 7)::float8 AS a, round(lng1, 7)::float8 AS x,
        round(lat2, 7)::float8 AS b, round(lng2, 7)::float8 AS y) d) p) END
$$
"""


PLACE = """
CREATE FUNCTION guanxi.place(latitude numeric, longitude numeric) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN abs(latitude) <= 90 AND abs(longitude) <= 180
    THEN jsonb_build_object('latitude', latitude, 'longitude', longitude) END
$$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    for function in (DISTANCE, PLACE):
        driver.execute(function)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
