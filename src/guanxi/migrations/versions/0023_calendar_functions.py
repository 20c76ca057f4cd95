"""Working days and months between two days, for expressions.

As functions, because the same rules written out would name each day several times, and formulas stand in formulas. Monday to
Friday are working days; the first of January of the year 1 was a Monday. kernel/expressions/semantics_dates.py has the same
rules in Python, and a test compares the two.

Revision ID: 0023
"""

from typing import Any

from alembic import op

revision = "0023"
down_revision = "0029"
branch_labels = None
depends_on = None

WORKDAYS_UNTIL = """
CREATE FUNCTION guanxi.workdays_until(day date) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 5 * ((day - date '0001-01-01') / 7) + least((day - date '0001-01-01') % 7 + 1, 5)
$$
"""
# Going forward counts from the last working day up to this one, going back from the next one on.
ADD_WORKDAYS = """
CREATE FUNCTION guanxi.add_workdays(day date, number integer) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE place integer;
BEGIN
  IF number = 0 THEN RETURN day; END IF;
  place := number - 1 + CASE WHEN number > 0 THEN guanxi.workdays_until(day)
    WHEN day = date '0001-01-01' THEN 1 ELSE guanxi.workdays_until(day - 1) + 1 END;
  IF place < 0 THEN RETURN NULL; END IF;
  RETURN date '0001-01-01' + 7 * (place / 5) + place % 5;
END $$
"""
MONTHS_BETWEEN = """
CREATE FUNCTION guanxi.months_between(starts date, ends date) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT m.months + CASE WHEN m.months > 0 AND m.days < 0 THEN -1 WHEN m.months < 0 AND m.days > 0 THEN 1 ELSE 0 END
  FROM (SELECT 12 * (extract(year FROM ends) - extract(year FROM starts))::integer
      + (extract(month FROM ends) - extract(month FROM starts))::integer AS months,
    (extract(day FROM ends) - extract(day FROM starts))::integer AS days) m
$$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    for function in (WORKDAYS_UNTIL, ADD_WORKDAYS, MONTHS_BETWEEN):
        driver.execute(function)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
