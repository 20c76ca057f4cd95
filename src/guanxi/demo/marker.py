"""Remembering that the demo company is complete. Imports little, because every later start asks this first."""

from __future__ import annotations

from pathlib import Path

import psycopg

from guanxi.demo import EMAIL


def is_loaded(database_url: str, marker: Path) -> bool:
    """Whether nothing is left to do: the marker says so, and it speaks of this database."""
    if not marker.exists():
        return False
    with psycopg.connect(database_url) as connection:
        connection.execute("SET LOCAL ROLE guanxi_auth")
        found = connection.execute("SELECT 1 FROM guanxi.identity WHERE email_key = %s", [EMAIL]).fetchone()
    return found is not None


def mark_loaded(marker: Path) -> None:
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(EMAIL)
