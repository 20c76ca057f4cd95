"""A search of who sees little begins with what he sees; all look at fewer matches.

Revision ID: 0055
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

SEARCH = Path(__file__).parents[1] / "revision_0055" / "search.sql"


def upgrade() -> None:
    # Straight to the driver: the text has colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(SEARCH.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
