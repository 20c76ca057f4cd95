"""What a company has agreed on that expressions depend on."""

from __future__ import annotations

from dataclasses import dataclass

from guanxi.kernel.tenancy import Tenant


@dataclass(frozen=True, slots=True)
class Conventions:
    """`fiscal_month`: the month in which the fiscal year begins, from 1. `locale`: the language of labels in expressions.
    `work_calendar`: the days that are worked, as kernel/working_time.py reads it. `currency`: its own, empty where it is not known.
    """

    money_exponent: int = 2
    fiscal_month: int = 1
    locale: str = "en"
    work_calendar: str = ""
    currency: str = ""

    @classmethod
    def of(cls, tenant: Tenant) -> Conventions:
        return cls(
            tenant.money_exponent, tenant.fiscal_month, tenant.locale, tenant.work_calendar, tenant.currency
        )
