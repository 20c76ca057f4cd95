"""Functions of expressions that are called for each row are in PL/pgSQL.

Connections plan each statement for its own values (kernel/db/database.py). From PostgreSQL 18 on that holds for the bodies of SQL
functions too, at each call, unless the planner can put the body in the call's place, which it cannot where an argument
is named more than once and costs something. A distance then took 100 µs, of which 4 are its own. PL/pgSQL keeps its expressions.

Revision ID: 0062
"""

from typing import Any

from alembic import op

revision = "0062"
down_revision = "0053"
branch_labels = None
depends_on = None

# Degrees are rounded first, so that nothing becomes too small for double precision.
DISTANCE = """
CREATE OR REPLACE FUNCTION guanxi.distance_km(lat1 numeric, lng1 numeric, lat2 numeric, lng2 numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  a float8;
  b float8;
  north float8;
  east float8;
BEGIN
  IF abs(lat1) <= 90 AND abs(lng1) <= 180 AND abs(lat2) <= 90 AND abs(lng2) <= 180 THEN
    a := round(lat1, 7);
    b := round(lat2, 7);
    north := sin(radians(b - a) / 2);
    east := sin(radians(round(lng2, 7)::float8 - round(lng1, 7)::float8) / 2);
    RETURN round((2 * 6371.0088::float8 * asin(least(1::float8, sqrt(
      north * north + cos(radians(a)) * cos(radians(b)) * east * east))))::numeric, 3);
  END IF;
  RETURN NULL;
END $$
"""

PLACE = """
CREATE OR REPLACE FUNCTION guanxi.place(latitude numeric, longitude numeric) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN abs(latitude) <= 90 AND abs(longitude) <= 180
    THEN jsonb_build_object('latitude', latitude, 'longitude', longitude) END;
END $$
"""

MONTHS_BETWEEN = """
CREATE OR REPLACE FUNCTION guanxi.months_between(starts date, ends date) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months integer := 12 * (extract(year FROM ends) - extract(year FROM starts))
    + extract(month FROM ends) - extract(month FROM starts);
  days integer := extract(day FROM ends) - extract(day FROM starts);
BEGIN
  RETURN months + CASE WHEN months > 0 AND days < 0 THEN -1 WHEN months < 0 AND days > 0 THEN 1 ELSE 0 END;
END $$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    for function in (DISTANCE, PLACE, MONTHS_BETWEEN):
        driver.execute(function)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
