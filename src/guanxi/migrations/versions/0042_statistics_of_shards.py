"""Jobs that let a table grow see to its statistics where companies are sharded, too.

Revision ID: 0042
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0042"
down_revision = "0047"
branch_labels = None
depends_on = None

STATISTICS = Path(__file__).parents[1] / "revision_0042" / "statistics.sql"


def upgrade() -> None:
    # Straight to the driver: the text has colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(STATISTICS.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
