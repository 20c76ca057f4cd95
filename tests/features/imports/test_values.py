"""Cells become values of fields; what cannot is refused with its reason, or handled as somebody decided."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from guanxi import catalogue
from guanxi.features.imports.schemas.options import ValueDecision
from guanxi.features.imports.service.values import (
    Candidate,
    NewOption,
    ReadingSettings,
    Reference,
    Refusal,
    Rules,
    is_safe,
    match_key,
    reader_for,
    suggest,
)
from guanxi.kernel.metadata import standard_registry


@pytest.fixture(scope="module", autouse=True)
def _objects():
    catalogue.load()


def read(object_name, field, cell, rules=None, **settings):
    definition = standard_registry().object(object_name)
    return reader_for(definition.fields[field], ReadingSettings(**settings), rules)(cell)


@pytest.mark.parametrize(
    ("object_name", "field", "cell", "value"),
    [
        ("deal", "amount", "1,054.50", Decimal("1054.50")), ("deal", "amount", "￥3.2万", Decimal("32000.00")), ("deal", "amount", 1054, Decimal("1054.00")),
        ("deal", "amount", 0.1 + 0.2, Decimal("0.30")), ("deal", "probability", "35%", Decimal(35)), ("deal", "close_date", "2017-03-01", date(2017, 3, 1)),
        ("deal", "close_date", "2017-03-01 10:30:00", date(2017, 3, 1)), ("activity", "due_at", "2017-03-01", datetime(2017, 3, 1)),
        ("deal", "stage", "Won", "won"), ("deal", "stage", " 赢单 ", "won"), ("deal", "stage", "Closed Won", "won"), ("deal", "stage", "Ｗｏｎ", "won"),
        ("account", "industry", "software", "software"), ("account", "industry", "软件", "software"), ("product", "active", "是", True),
        ("product", "active", False, False), ("account", "name", "  Acme ", "Acme"), ("account", "name", "'=Acme", "=Acme"),
        ("account", "phone", "'+86 138", "+86 138"), ("contact", "email", "mailto:a@b.cn", "a@b.cn"), ("account", "name", 42, "42"),
    ],
)  # fmt: skip
def test_values(object_name, field, cell, value):
    assert read(object_name, field, cell) == value


@pytest.mark.parametrize(
    ("object_name", "field", "cell", "code"),
    [
        ("deal", "amount", "lots", "import_number_unreadable"), ("deal", "amount", "€5", "import_currency_differs"),
        ("deal", "close_date", "soon", "import_date_unreadable"), ("deal", "close_date", "3/4/2017", "import_date_order_open"),
        ("deal", "close_date", "2/30/2017", "import_date_unreadable"), ("deal", "stage", "Limbo", "import_option_unknown"),
        ("product", "active", "maybe", "import_boolean_unreadable"), ("account", "industry", "technolgy", "import_option_unknown"),
    ],
)  # fmt: skip
def test_refusals(object_name, field, cell, code):
    found = read(object_name, field, cell)

    assert isinstance(found, Refusal) and found.code == code


def test_settings():
    assert read("deal", "close_date", "3/4/2017", date_order="dmy") == date(2017, 4, 3)
    assert read("deal", "amount", "1.234,56", decimal=",") == Decimal("1234.56")
    assert read("deal", "probability", 0.25, fraction=True) == Decimal(25)
    assert read("deal", "amount", "¥105", currency="JPY") == Decimal(105)


def test_lookups_become_references():
    assert read("deal", "account", "  ＡＣＭＥ   Corp ") == Reference("ＡＣＭＥ Corp", "acme corp")


class TestRules:
    def test_a_decision_replaces_the_value(self):
        rules = Rules({match_key("technolgy"): ValueDecision("match", "technology")})

        assert read("account", "industry", "Technolgy", rules) == "technology"
        assert isinstance(read("account", "industry", "tecnology", rules), Refusal)

    def test_the_rest_of_a_field_may_be_left_blank(self):
        rules = Rules({match_key("odd"): ValueDecision("refuse")}, "blank")

        assert read("account", "industry", "whatever", rules) is None
        assert isinstance(read("account", "industry", "odd", rules), Refusal)

    def test_a_new_option(self):
        assert read("account", "industry", " Renewable  Energy ", Rules(missing="create")) == NewOption(
            "Renewable Energy"
        )

    def test_a_field_whose_options_are_fixed_takes_no_new_one(self):
        assert isinstance(read("deal", "stage", "Limbo", Rules(missing="create")), Refusal)


class TestSuggestions:
    PRODUCTS = [
        Candidate(n, name)
        for n, name in enumerate(["GTX Basic", "GTX Pro", "GTX Plus Pro", "GTX Plus Basic", "MG Special"])
    ]

    def test_spaces_left_out(self):
        found = suggest("GTXPro", self.PRODUCTS)

        assert found[0].label == "GTX Pro" and found[0].score == 0.99
        assert is_safe(found, 0.9)

    def test_a_slip_of_the_pen(self):
        found = suggest(
            "technolgy",
            [Candidate("technology", "Technology"), Candidate("telecommunications", "Telecommunications")],
        )

        assert found[0].target == "technology" and is_safe(found, 0.9)

    def test_another_number_is_another_thing(self):
        assert not is_safe(suggest("Company 101", [Candidate(1, "Company 102")]), 0.9)

    def test_two_equally_close_are_not_safe(self):
        assert not is_safe(suggest("Jon Smyth", [Candidate(1, "Jon Smith"), Candidate(2, "Jan Smyth")]), 0.85)

    def test_words_in_another_order(self):
        assert suggest("Smith, John", [Candidate(1, "John Smith")])[0].target == 1

    def test_nothing_near(self):
        assert suggest("Zebra", self.PRODUCTS) == []
