"""What removes old events and files of old imports goes company by company, as a sharded database needs it.

Revision ID: 0013
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0013"
down_revision = "0006"
branch_labels = None
depends_on = None

UPKEEP = Path(__file__).parents[1] / "revision_0013" / "upkeep.sql"


def upgrade() -> None:
    # Straight to the driver: the text holds several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(UPKEEP.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
