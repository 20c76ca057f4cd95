"""Sessions of operators, under a grant of support that one of the company's administrators approved.

Revision ID: 0005
"""

from pathlib import Path
from typing import Any

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

SUPPORT = Path(__file__).parents[1] / "revision_0005" / "support.sql"


def upgrade() -> None:
    # Straight to the driver: the text holds several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(SUPPORT.read_text())
    for statement in rights.readable_to_definer("support_grant"):
        driver.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
