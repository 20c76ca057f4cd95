"""Schema history (Alembic). `guanxi migrate` runs it; see guanxi.kernel.db.migrate."""
