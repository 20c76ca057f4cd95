"""The demo company: a public sales data set, imported as a customer would import it, and a few days of everyday work."""

from __future__ import annotations

from collections.abc import Callable

from guanxi.kernel.db import Database

COMPANY = "Guanxi Demo"
EMAIL = "demo@guanxi.example"
PASSWORD = "guanxi-demo"

Progress = Callable[[str, int, int], None]


async def load(database: Database, progress: Progress, *, locale: str = "en") -> None:
    """Founds and fills the company if that has not been done yet; goes on where a killed start left off."""
