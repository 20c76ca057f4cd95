"""What the language knows of a function: its signature, what it does in both languages, how a call becomes checked form.

The guide, completion and the tests are made from this; nothing about a function is said anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from guanxi.kernel.expressions.core import Condition, Domain, Function, Value
from guanxi.kernel.expressions.nodes import Call, Method, Node
from guanxi.kernel.expressions.words import Words

Built: TypeAlias = "Value | Condition"
Build: TypeAlias = "Callable[[list[Any], CallSite], Built]"

DOMAINS = {
    "text": Domain.TEXT,
    "number": Domain.DECIMAL,
    "count": Domain.INTEGER,
    "date": Domain.DATE,
    "datetime": Domain.DATETIME,
    "boolean": Domain.BOOLEAN,
    "duration": Domain.DURATION,
    "place": Domain.PARTS,
}
_SIGNATURE = re.compile(r"(\w+)\((.*)\): (\w+)")
_PARAMETER = re.compile(r"(\w+)(\?|\.\.\.)?: (\w+)")


@dataclass(frozen=True, slots=True)
class CallSite:
    """Where a function is called, and by which conventions of the company."""

    node: Node
    fiscal_month: int
    work_calendar: str
    currency: str

    def argument(self, number: int) -> Node:
        """What was written as this argument, from 0; the target of a method is the first."""
        match self.node:
            case Call(arguments=arguments):
                return arguments[number]
            case Method(target=target, arguments=arguments):
                return (target, *arguments)[number]
        return self.node


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` is read by arguments.py."""

    name: str
    kind: str
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """`is_condition`: built as a condition. `in_memory`: the database cannot compute it. `cost` in steps, see bounds.py."""

    name: str
    group: str
    signature: str
    parameters: tuple[Parameter, ...]
    result: str
    about: Words
    example: str
    build: Build
    is_condition: bool = False
    in_memory: bool = False
    cost: int = 2

    @property
    def least(self) -> int:
        return sum(not each.optional for each in self.parameters)

    @property
    def most(self) -> int | None:
        """None where the last parameter may be given any number of times."""
        repeated = self.parameters and self.parameters[-1].repeated
        return None if repeated else len(self.parameters)


def entry(
    group: str,
    signature: str,
    en: str,
    zh: str,
    example: str,
    build: Build | None = None,
    *,
    is_condition: bool = False,
    in_memory: bool = False,
    cost: int = 2,
) -> Entry:
    """`signature` reads `name(first: kind, second?: kind, rest...: kind): result`."""
    match = _SIGNATURE.fullmatch(signature)
    assert match is not None, signature
    name, inside, result = match.groups()
    parameters = []
    for part in filter(None, inside.split(", ")):
        found = _PARAMETER.fullmatch(part)
        assert found is not None, signature
        parameters.append(Parameter(found[1], found[3], found[2] == "?", found[2] == "..."))

    def call(values: list[Any], site: CallSite) -> Built:
        return Function(name, tuple(values), DOMAINS[result])

    return Entry(
        name, group, signature, tuple(parameters), result, Words(en, zh), example, build or call,
        is_condition, in_memory, cost,
    )  # fmt: skip
