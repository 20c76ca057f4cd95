"""Permission sets, the tree of roles, teams and queues, sharing rules and shares, support grants.

Revision ID: 0003
"""

from pathlib import Path
from typing import Any

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACCESS = Path(__file__).parents[1] / "revision_0003" / "access.sql"
TABLES = (
    "permission_set",
    "permission_assignment",
    "org_role",
    "team",
    "team_member",
    "sharing_rule",
    "record_share",
    "support_grant",
)
READ_BY_DEFINER = ("permission_set", "permission_assignment", "org_role", "team", "team_member")


def upgrade() -> None:
    # Straight to the driver: the texts hold several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(ACCESS.read_text())
    for table in TABLES:
        for statement in rights.of_plain_table(table):
            driver.execute(statement)
    for table in READ_BY_DEFINER:
        for statement in rights.readable_to_definer(table):
            driver.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
