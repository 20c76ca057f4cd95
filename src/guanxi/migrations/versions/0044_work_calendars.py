"""Working days by a company's own calendar: its days of the week, its holidays, and days that are worked besides.

Both exceptions are in order, so that they are counted without being gone through. The functions of migration 0023 stay for the
usual calendar. kernel/working_time.py has the same rules in Python, and a test compares the two.

Revision ID: 0044
"""

from typing import Any

from alembic import op

revision = "0044"
down_revision = "0050"
branch_labels = None
depends_on = None

WORKDAYS_UNTIL = """
CREATE FUNCTION guanxi.workdays_until(day date, days integer[], off date[], besides date[]) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT cardinality(days) * ((day - date '0001-01-01') / 7) + width_bucket((day - date '0001-01-01') % 7 + 1, days)
    - width_bucket(day, off) + width_bucket(day, besides)
$$
"""
# The first day with so many working days up to it, by halves.
ADD_WORKDAYS = """
CREATE FUNCTION guanxi.add_workdays(day date, number integer, days integer[], off date[], besides date[]) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  place integer;
  low integer := 0;
  high integer := date '9999-12-31' - date '0001-01-01' + 1;
  middle integer;
BEGIN
  IF number = 0 THEN RETURN day; END IF;
  place := number + CASE WHEN number > 0 THEN guanxi.workdays_until(day, days, off, besides)
    ELSE guanxi.workdays_until(day - 1, days, off, besides) + 1 END;
  IF place <= 0 THEN RETURN NULL; END IF;
  WHILE low < high LOOP
    middle := (low + high) / 2;
    IF guanxi.workdays_until(date '0001-01-01' + middle, days, off, besides) >= place THEN
      high := middle;
    ELSE
      low := middle + 1;
    END IF;
  END LOOP;
  RETURN CASE WHEN low <= date '9999-12-31' - date '0001-01-01' THEN date '0001-01-01' + low END;
END $$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    for function in (WORKDAYS_UNTIL, ADD_WORKDAYS):
        driver.execute(function)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
