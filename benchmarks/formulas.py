"""How many records a second formulas are computed for in memory: `python -m benchmarks.formulas [--records 200000]`.

The ratio is to a Python function of the same meaning over the same dictionaries, which knows neither nulls nor rounding: what
the generality costs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from guanxi.kernel.expressions import (
    EvaluationContext,
    FieldEnvironment,
    Reference,
    ValueType,
    check,
    check_result,
    parse,
    to_program,
    to_values,
)

ENVIRONMENT = FieldEnvironment(
    {
        "name": Reference(("name",), ValueType.TEXT),
        "stage": Reference(("stage",), ValueType.CHOICE),
        "amount": Reference(("amount",), ValueType.MONEY),
        "probability": Reference(("probability",), ValueType.NUMBER),
        "close_date": Reference(("close_date",), ValueType.DATE),
    }
)
CONTEXT = EvaluationContext(datetime(2026, 6, 1, tzinfo=UTC), "Asia/Shanghai", None, "Asia/Shanghai")
Row = Mapping[str, Any]

FORMULAS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "condition": (
        'stage == "won" && amount > 1000',
        lambda row: row["stage"] == "won" and row["amount"] > 100_000,
    ),
    "choice": (
        'stage == "won" ? amount : 0',
        lambda row: row["amount"] if row["stage"] == "won" else 0,
    ),
    "text": ('upper(name) + " / " + stage', lambda row: row["name"].upper() + " / " + row["stage"]),
    "days": ("daysBetween(close_date, today())", lambda row: (date(2026, 6, 1) - row["close_date"]).days),
    "money": (
        "amount * probability / 100",
        lambda row: int(Decimal(row["amount"]) * Decimal(str(row["probability"])) / 100),
    ),
}


def measure(records: int) -> dict[str, tuple[float, float]]:
    """For each formula: records a second, and by how many times the plain function is faster. The best of three."""
    random = Random(1)
    rows = [
        {
            "name": f"Deal {n}",
            "stage": random.choice(["open", "won", "lost"]),
            "amount": random.randrange(10_000_000),
            "probability": random.choice([10.0, 33.3, 50.0]),
            "close_date": date(2026, 1 + n % 12, 1 + n % 28),
        }
        for n in range(records)
    ]
    found = {}
    for name, (text, plain) in FORMULAS.items():
        expression = parse(text)
        program = (
            to_program(check(expression, ENVIRONMENT))
            if name == "condition"
            else to_values(check_result(expression, ENVIRONMENT, as_formula="deal.formula"))
        )
        ours = min(_seconds(lambda: program.evaluate(rows, CONTEXT)) for _ in range(3))  # noqa: B023
        theirs = min(_seconds(lambda: [plain(row) for row in rows]) for _ in range(3))  # noqa: B023
        found[name] = (records / ours, ours / theirs)
    return found


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    given = parser.parse_args()
    for name, (rate, ratio) in measure(given.records).items():
        print(f"{name:10} {rate:12,.0f} records/s   {ratio:4.1f} x a plain function")


if __name__ == "__main__":
    main()
