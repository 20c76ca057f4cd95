"""Which companies a person belongs to can be known while a server of a sharded database is away.

What the release before needs stays: `users_of_identity` and its grants go with a later release.

Revision ID: 0029
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0029"
down_revision = "0030"
accepts = {"ban-drop-function": "It is made in the same revision, to fill the table."}
branch_labels = None
depends_on = None

MEMBERSHIPS = Path(__file__).parents[1] / "revision_0029" / "memberships.sql"


def upgrade() -> None:
    # Straight to the driver: the text holds several statements and colons that are no parameters.
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(MEMBERSHIPS.read_text())


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
