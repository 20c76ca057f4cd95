"""Tell the planner what reading a caller's principals costs.

The setting is text that becomes an array again for every row that a policy looks at; with a hundred principals that is most
of what reading a row costs. As a function of its own it takes a third of the time, and conditions that cost less, such as
the compiler's own cheap test of the same thing (kernel/query/sieve.py), are put before it.

Revision ID: 0010
"""

from typing import Any

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

RECORDS = ("account", "contact", "lead", "deal", "product", "activity", "app_user", "custom_record")
FUNCTION = """
CREATE FUNCTION guanxi.held_principals() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10 AS
$$ BEGIN RETURN pg_catalog.current_setting('app.principals')::pg_catalog.int8[]; END $$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(FUNCTION)
    for table in RECORDS:
        driver.execute(
            f"ALTER POLICY shared_read ON guanxi.{table}"
            " USING (tenant_id = current_setting('app.tenant_id')::bigint AND acl && guanxi.held_principals())"
        )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
