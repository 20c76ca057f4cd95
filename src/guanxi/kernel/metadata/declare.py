"""Short forms for declaring the fields of standard objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guanxi.kernel.metadata.field_types import (
    BOOLEAN,
    CHOICE,
    CURRENCY_AMOUNT,
    DATE,
    DATETIME,
    EMAIL,
    INTEGER,
    LONG_TEXT,
    LOOKUP,
    MIXED_LOOKUP,
    MONEY,
    PERCENT,
    PHONE,
    STAGE,
    TEXT,
    URL,
)
from guanxi.kernel.metadata.fields import Field, FieldType, Option
from guanxi.kernel.metadata.labels import Label


def _declared(type_: FieldType, name: str, en: str, zh: str, **rest: Any) -> Field:
    return Field(name, type_, Label(en, zh), rest.pop("column", name), **rest)


def text(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(TEXT, name, en, zh, **rest)


def long_text(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(LONG_TEXT, name, en, zh, sortable=False, **rest)


def integer(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(INTEGER, name, en, zh, **rest)


def money(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(MONEY, name, en, zh, **rest)


def currency_amount(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(CURRENCY_AMOUNT, name, en, zh, **rest)


def percent(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(PERCENT, name, en, zh, minimum=0, maximum=100, **rest)


def date(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(DATE, name, en, zh, groupable=True, **rest)


def datetime(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(DATETIME, name, en, zh, groupable=True, **rest)


def boolean(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(BOOLEAN, name, en, zh, groupable=True, **rest)


def choice(name: str, en: str, zh: str, options: Iterable[Option] = (), **rest: Any) -> Field:
    return _declared(CHOICE, name, en, zh, groupable=True, options=tuple(options), **rest)


def stage(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(STAGE, name, en, zh, groupable=True, **rest)


def lookup(name: str, target: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(LOOKUP, name, en, zh, target=target, column=f"{name}_id", groupable=True, **rest)


def lookup_anywhere(name: str, en: str, zh: str, **rest: Any) -> Field:
    """To a record of any object but those that this one has lookups of their own for."""
    columns = {"column": f"{name}_id", "object_column": f"{name}_object"}
    return _declared(MIXED_LOOKUP, name, en, zh, anywhere=True, **columns, **rest)


def email(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(EMAIL, name, en, zh, searchable=True, **rest)


def phone(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(PHONE, name, en, zh, searchable=True, **rest)


def url(name: str, en: str, zh: str, **rest: Any) -> Field:
    return _declared(URL, name, en, zh, **rest)


def option(value: str, en: str, zh: str, color: str = "gray") -> Option:
    return Option(value, Label(en, zh), color)


def common_fields() -> tuple[Field, ...]:
    """What every record has beside its own fields."""
    return (
        lookup("owner", "user", "Owner", "负责人"),
        datetime("created_at", "Created", "创建时间", read_only=True),
        datetime("updated_at", "Last changed", "更新时间", read_only=True),
        _declared(LOOKUP, "created_by", "Created by", "创建人", target="user", read_only=True),
        _declared(LOOKUP, "updated_by", "Changed by", "更新人", target="user", read_only=True),
    )
