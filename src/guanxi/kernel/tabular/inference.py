"""What type the values of a column agree on, and which questions they leave open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .dates import DateOrder, proves_order, read_date
from .numbers import DecimalMark, Number, proves_decimal, read_number
from .profiles import ColumnProfile
from .values import is_email, is_phone, is_url, read_boolean

ColumnType = Literal[
    "empty", "text", "integer", "number", "percent", "money", "date", "datetime", "boolean", "email", "phone", "url"
]  # fmt: skip

# A few cells of another kind ("n/a") do not change what a column is; they are refused or mapped later, by row.
_AGREEMENT = 0.9
_SOME_DATES = 0.2


@dataclass(frozen=True, slots=True)
class Inference:
    """`decimal` and `date_order` are "either" when the values fit both: the caller must ask."""

    type: ColumnType
    decimal: DecimalMark | Literal["either"] | None = None
    date_order: DateOrder | Literal["either"] | None = None
    currency: str | None = None


def infer(profile: ColumnProfile) -> Inference:
    values = profile.evidence()
    if not values:
        return Inference("empty")
    return (
        _boolean(values)
        or _date(values)
        or _contact(values)
        or _number(values, typed=bool(profile.typed))
        or _text(values)
    )


def _agree(values: Mapping[str, int], matching: Iterable[str]) -> bool:
    return sum(values[value] for value in matching) >= _AGREEMENT * sum(values.values())


def _boolean(values: Mapping[str, int]) -> Inference | None:
    """Only whole words; a column of ones and zeros is a number that may be mapped to yes and no."""
    if len(values) == 1 and len(next(iter(values))) == 1 and next(iter(values)).isascii():
        return None
    if len(values) > 4 or set(values) <= {"0", "1"} or any(read_boolean(value) is None for value in values):
        return None
    return Inference("boolean")


def _date(values: Mapping[str, int]) -> Inference | None:
    orders = {value: proves_order(value) for value in values}
    read = {value: read_date(value, _order_for(orders[value])) for value in values}
    if not _agree(values, (value for value, day in read.items() if day is not None)):
        return None
    if all(value.isdigit() for value in values) and len(values) < 3:
        return None
    has_time = any(hasattr(day, "hour") for day in read.values())
    return Inference("datetime" if has_time else "date", date_order=_verdict(values, orders))


def _text(values: Mapping[str, int]) -> Inference:
    """Dates among other text still have an order to be found out."""
    orders = {value: order for value in values if (order := proves_order(value))}
    dated = sum(values[value] for value in orders) >= _SOME_DATES * sum(values.values())
    return Inference("text", date_order=_verdict(values, orders) if dated else None)


def _order_for(proof: DateOrder | Literal["either"] | None) -> DateOrder:
    return "dmy" if proof == "dmy" else "mdy"


def _verdict(
    values: Mapping[str, int], orders: Mapping[str, str | None]
) -> DateOrder | Literal["either"] | None:
    weight = {
        order: sum(values[v] for v, o in orders.items() if o == order) for order in ("mdy", "dmy", "either")
    }
    if weight["mdy"] or weight["dmy"]:
        return "mdy" if weight["mdy"] >= weight["dmy"] else "dmy"
    return "either" if weight["either"] else None


def _contact(values: Mapping[str, int]) -> Inference | None:
    kinds: tuple[tuple[ColumnType, Callable[[str], bool]], ...] = (
        ("email", is_email),
        ("url", is_url),
        ("phone", is_phone),
    )
    for name, test in kinds:
        if _agree(values, filter(test, values)):
            return Inference(name)
    return None


def _number(values: Mapping[str, int], *, typed: bool) -> Inference | None:
    if any(_is_code(value) for value in values):
        return None
    proofs = {value: proves_decimal(value) for value in values}
    weight = {
        mark: sum(values[v] for v, proof in proofs.items() if proof == mark) for mark in (".", ",", "either")
    }
    decimal: DecimalMark | Literal["either"] | None = "either" if weight["either"] else None
    if weight["."] or weight[","] or typed:
        decimal = "," if weight[","] > weight["."] and not typed else "."
    mark: DecimalMark = "," if decimal == "," else "."
    numbers = {value: number for value in values if (number := read_number(value, mark))}
    if not _agree(values, numbers):
        return None
    return Inference(
        _kind_of_number(list(numbers.values())), decimal=decimal, currency=_currency(numbers.values())
    )


def _kind_of_number(numbers: Sequence[Number]) -> ColumnType:
    if sum(number.percent for number in numbers) * 2 > len(numbers):
        return "percent"
    if sum(number.marked for number in numbers) * 2 > len(numbers):
        return "money"
    return (
        "integer" if all(number.value == number.value.to_integral_value() for number in numbers) else "number"
    )


def _currency(numbers: Iterable[Number]) -> str | None:
    found = {number.currency for number in numbers if number.currency}
    return found.pop() if len(found) == 1 else None


def _is_code(value: str) -> bool:
    """Leading zeros and more digits than a number needs are identifiers: 00017, 91310000MA1FL…, 110101199003078888."""
    return value.isdigit() and (len(value) > 15 or (len(value) > 1 and value[0] == "0"))
