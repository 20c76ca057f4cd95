"""Functions across companies, or above the policies, ask for one company at a time, as a sharded database needs it.

Revision ID: 0013
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0013"
down_revision = "0015"
branch_labels = None
depends_on = None

BY_COMPANY = Path(__file__).parents[1] / "revision_0013" / "by_company.sql"


def upgrade() -> None:
    # Straight to the driver: the text holds several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(BY_COMPANY.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
