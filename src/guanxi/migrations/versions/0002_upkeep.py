"""Events that followers wait for, and the removal of what is past its time.

Revision ID: 0002
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UPKEEP = Path(__file__).parents[1] / "revision_0002" / "upkeep.sql"


def upgrade() -> None:
    # Straight to the driver: the text holds several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(UPKEEP.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
