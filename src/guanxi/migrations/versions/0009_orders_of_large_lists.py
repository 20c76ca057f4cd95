"""Let boards count and sum by the index alone, and related lists begin in their usual order.

The index of stages also holds the amount and leaves the bin out, so that a column of a hundred thousand cards is counted
and summed without reading one of them. Those of lookups go on with the time of the last change: the latest fifty deals of
an account that has twenty thousand are the first fifty entries. Both replace indexes, so that a write keeps no more of them.

Revision ID: 0009
"""

from guanxi.migrations.online import build_index, drop_index

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None

LOOKUPS = {
    "deal": ("account", "contact", "product"),
    "contact": ("account",),
    "activity": ("account", "contact", "lead", "deal"),
}


def upgrade() -> None:
    build_index(
        "deal_stage",
        "deal (tenant_id, stage, updated_at, id) INCLUDE (amount) WHERE deleted_at IS NULL",
    )
    drop_index("deal_stage_updated")
    for table, lookups in LOOKUPS.items():
        for lookup in lookups:
            column = f"{lookup}_id"
            build_index(
                f"{table}_{lookup}",
                f"{table} (tenant_id, {column}, updated_at, id) WHERE {column} IS NOT NULL",
            )
            drop_index(f"{table}_{column}")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
