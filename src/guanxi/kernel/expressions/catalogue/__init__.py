"""All functions of the language."""

from __future__ import annotations

from guanxi.kernel.expressions.catalogue.arguments import arguments_of
from guanxi.kernel.expressions.catalogue.conversions import CONVERSIONS
from guanxi.kernel.expressions.catalogue.dates import DATES
from guanxi.kernel.expressions.catalogue.entries import Built, CallSite, Entry, Parameter
from guanxi.kernel.expressions.catalogue.logic import LOGIC
from guanxi.kernel.expressions.catalogue.numbers import NUMBERS
from guanxi.kernel.expressions.catalogue.places import PLACES
from guanxi.kernel.expressions.catalogue.texts import TEXTS
from guanxi.kernel.expressions.core import Value
from guanxi.kernel.expressions.problems import closest, refuse

ALL = (*LOGIC, *TEXTS, *NUMBERS, *CONVERSIONS, *DATES, *PLACES)
BY_NAME = {each.name: each for each in ALL}
CONDITIONS = frozenset(each.name for each in ALL if each.is_condition)


def build_call(name: str, values: list[Value], site: CallSite, *, in_memory: bool) -> Built:
    """The checked form of a call; of a method its target is the first of `values`.

    Raises `expression_unknown_function`, `expression_argument_…`, and `expression_memory_only` where the database is to
    compute what it cannot.
    """
    entry = BY_NAME.get(name)
    if entry is None:
        raise refuse("unknown_function", site.node, name=name[:120], suggestion=closest(name, BY_NAME))
    if entry.in_memory and not in_memory:
        raise refuse("memory_only", site.node, name=name)
    return entry.build(arguments_of(entry, values, site), site)


__all__ = ["ALL", "BY_NAME", "CONDITIONS", "Built", "CallSite", "Entry", "Parameter", "build_call"]
