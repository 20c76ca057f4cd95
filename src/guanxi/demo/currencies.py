"""The demo company sells in euros and yuan too. The rates are rounded levels of past years, made up for looking at: no source of rates."""

from __future__ import annotations

from pathlib import Path

from guanxi.client import Api

RATES = Path(__file__).parent / "exchange_rates.csv"
CURRENCIES = ["EUR", "CNY"]


async def use_currencies(api: Api) -> None:
    """Changes nothing where it was done before."""
    await api.put("/currencies", {"currencies": CURRENCIES})
    await api.post("/exchange-rates", {"csv": RATES.read_text("utf-8")})
