"""A small world of fields for the tests: one of every type."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from guanxi.kernel.expressions import EvaluationContext, FieldEnvironment, Reference, ValueType
from guanxi.kernel.working_time import WorkCalendar, text_of

STAGES = frozenset({"open", "won", "lost"})

FIELDS = {
    "name": Reference(("name",), ValueType.TEXT, nullable=False),
    "note": Reference(("note",), ValueType.TEXT),
    "stage": Reference(
        ("stage",), ValueType.CHOICE, options=STAGES, labels={"open": "进行中", "won": "It's won"}
    ),
    "amount": Reference(("amount",), ValueType.MONEY),
    "budget": Reference(("budget",), ValueType.MONEY),
    "employees": Reference(("employees",), ValueType.INTEGER),
    "score": Reference(("score",), ValueType.NUMBER),
    "rate": Reference(("rate",), ValueType.DECIMAL),
    "close_date": Reference(("close_date",), ValueType.DATE),
    "due_at": Reference(("due_at",), ValueType.DATETIME),
    "created_at": Reference(("created_at",), ValueType.DATETIME, nullable=False),
    "done": Reference(("done",), ValueType.BOOLEAN),
    "owner": Reference(("owner",), ValueType.LOOKUP),
    "account.name": Reference(("account", "name"), ValueType.TEXT),
}

# Tuesday to Saturday, with exceptions around the days that the tests choose from.
CALENDAR = text_of(
    WorkCalendar(
        days=(2, 3, 4, 5, 6),
        off=(date(1970, 1, 1), date(2017, 3, 31), date(2024, 2, 29)),
        besides=(date(2017, 4, 2), date(2024, 12, 30)),
    )
)
ENVIRONMENT = FieldEnvironment(
    FIELDS, money_exponent=2, fiscal_month=4, work_calendar=CALENDAR, currency="CNY"
)
USUAL = FieldEnvironment(FIELDS, money_exponent=2, fiscal_month=4, currency="CNY")

ME = UUID("01890000-0000-7000-8000-000000000001")
CONTEXT = EvaluationContext(datetime(2017, 3, 31, 17, 30, tzinfo=UTC), "Asia/Shanghai", ME, "Europe/Berlin")

# Of the first there are rates between and beyond the days that the tests choose from, of the third none.
RATES = {
    ("USD", date(2017, 1, 1)): Decimal("6.94"),
    ("USD", date(2017, 3, 31)): Decimal("6.9001"),
    ("USD", date(2019, 1, 1)): Decimal("7.123456789012345"),
    ("JPY", date(1970, 1, 1)): Decimal("0.0618"),
}


def rate_on(currency: str, day: date) -> Decimal | None:
    """Said once more, slowly."""
    days = [since for code, since in RATES if code == currency and since <= day]
    return RATES[currency, max(days)] if days else None
