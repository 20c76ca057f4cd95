"""What reaches the terminal."""

import logging


def configure_logs(level: str) -> None:
    """One line per event on the error stream; libraries that narrate every step only when they warn."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    for narrator in ("procrastinate", "psycopg.pool", "alembic", "_granian", "httpx", "httpcore"):
        logging.getLogger(narrator).setLevel(max(logging.WARNING, logging.getLogger().level))
