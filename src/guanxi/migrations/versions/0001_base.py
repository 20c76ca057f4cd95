"""The schema of the first release.

Revision ID: 0001
"""

from pathlib import Path
from typing import Any

from alembic import op

from guanxi.migrations.revision_0001 import records, rights

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PARTS = Path(__file__).parents[1] / "revision_0001"


def upgrade() -> None:
    _run((PARTS / "around.sql").read_text())
    _run((PARTS / "global.sql").read_text())
    for statement in records.statements():
        _run(statement)
    _run("CREATE INDEX app_user_identity ON guanxi.app_user (identity_id) WHERE identity_id IS NOT NULL")
    _run((PARTS / "functions.sql").read_text())
    for statement in rights.statements():
        _run(statement)


def downgrade() -> None:
    raise NotImplementedError("The first revision has nothing below it.")


def _run(sql: str) -> None:
    """Straight to the driver: these texts hold colons that are no parameters."""
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(sql)
