"""What other features may ask about a company's settings."""

from __future__ import annotations

from guanxi.features.companies.service.following import when_working_time_changed
from guanxi.features.companies.service.regional_settings import (
    checked_currency,
    checked_line,
    checked_locale,
    checked_timezone,
    usual_currency,
    usual_timezone,
)

__all__ = [
    "checked_currency",
    "checked_line",
    "checked_locale",
    "checked_timezone",
    "usual_currency",
    "usual_timezone",
    "when_working_time_changed",
]
