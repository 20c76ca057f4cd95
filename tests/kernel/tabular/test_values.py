"""Numbers, dates and words, as people write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from guanxi.kernel.tabular import is_email, is_phone, is_url, read_boolean, read_date, read_number
from guanxi.kernel.tabular.dates import proves_order
from guanxi.kernel.tabular.numbers import proves_decimal


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1054", ".", "1054"), ("-1054.50", ".", "-1054.50"), ("1,234.56", ".", "1234.56"), ("1.234,56", ",", "1234.56"),
        ("1,234,567", ".", "1234567"), ("12,34,567", ".", "1234567"), ("1 234 567,5", ",", "1234567.5"), ("1'234.5", ".", "1234.5"),
        ("$1,054.00", ".", "1054.00"), ("￥1,054", ".", "1054"), ("¥ 3.2万", ".", "32000"), ("1.5亿", ".", "150000000"),
        ("100万元", ".", "1000000"), ("€ 99,90", ",", "99.90"), ("99,90 €", ",", "99.90"), ("USD 5", ".", "5"), ("5 CNY", ".", "5"),
        ("(12.50)", ".", "-12.50"), ("-$5", ".", "-5"), ("$-5", ".", "-5"), ("12-", ".", "-12"), ("35%", ".", "35"),
        ("１２３４．５", ".", "1234.5"), (".5", ".", "0.5"), ("5.", ".", "5"), ("3k", ".", "3000"), ("2bn", ".", "2000000000"),
    ],
)  # fmt: skip
def test_numbers(text, decimal, value):
    assert read_number(text, decimal).value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1,23.4",
        "1.2.3",
        "12,3456",
        "--5",
        "(5",
        "1 2",
        "12 34",
        "GTX 500",
        "1e5",
        "5x",
        "NaN",
        "1" * 90,
    ],
)
def test_what_is_no_number(text):
    assert read_number(text) is None


def test_signs_say_the_currency():
    assert read_number("￥5").currency == "CNY"
    assert read_number("HK$5").currency == "HKD"
    assert read_number("5 EUR").currency == "EUR"
    assert read_number("5").currency is None
    assert read_number("5%").percent


@pytest.mark.parametrize(
    ("text", "proof"),
    [("1,234.56", "."), ("1.234,56", ","), ("1.234.567", ","), ("12.5", "."), ("12,5", ","), ("1,234", "either"), ("0.123", "."), ("1234.567", "."), ("12", None), ("x", None)],
)  # fmt: skip
def test_decimal_marks(text, proof):
    assert proves_decimal(text) == proof


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("2017-03-01", None, date(2017, 3, 1)), ("2017/3/1", None, date(2017, 3, 1)), ("20170301", None, date(2017, 3, 1)),
        ("3/1/2017", "mdy", date(2017, 3, 1)), ("3/1/2017", "dmy", date(2017, 1, 3)), ("31.03.17", "dmy", date(2017, 3, 31)),
        ("5/5/2017", None, date(2017, 5, 5)), ("3/13/2017", None, date(2017, 3, 13)), ("13/3/2017", None, date(2017, 3, 13)), ("2017年3月1日", None, date(2017, 3, 1)), ("17年3月1号", None, date(2017, 3, 1)),
        ("1 Mar 2017", None, date(2017, 3, 1)), ("Mar 1, 2017", None, date(2017, 3, 1)), ("01-Mar-17", None, date(2017, 3, 1)),
        ("Wednesday, March 1st 2017", None, date(2017, 3, 1)), ("２０１７－０３－０１", None, date(2017, 3, 1)),
        ("2017-03-01 10:30", None, datetime(2017, 3, 1, 10, 30)), ("2017-03-01T10:30:05Z", None, datetime(2017, 3, 1, 10, 30, 5, tzinfo=UTC)),
        ("2017-03-01 10:30:05.123+08:00", None, datetime(2017, 3, 1, 10, 30, 5, tzinfo=timezone(timedelta(hours=8)))),
        ("3/1/2017 2:05 PM", "mdy", datetime(2017, 3, 1, 14, 5)), ("2017年3月1日 下午2:05", None, datetime(2017, 3, 1, 14, 5)),
        ("2017年3月1日14时05分", None, datetime(2017, 3, 1, 14, 5)), ("29/2/2016", "dmy", date(2016, 2, 29)),
    ],
)  # fmt: skip
def test_dates(text, order, value):
    assert read_date(text, order) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017",
        "2017-13-01",
        "2017-02-30",
        "3/1/2017",
        "1/2/3/4",
        "hello",
        "2017-03-01 25:00",
        "12345678",
        "1.2.3",
        "Foo 1, 2017",
    ],
)
def test_what_is_no_date_without_an_order(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("3/13/2017", "mdy"),
        ("13/3/2017", "dmy"),
        ("3/4/2017", "either"),
        ("3/3/2017", None),
        ("2017-03-04", None),
        ("13/13/2017", None),
    ],
)
def test_orders(text, proof):
    assert proves_order(text) == proof


def test_words():
    assert [read_boolean(word) for word in ("Yes", "是", "TRUE", "1", "√")] == [True] * 5
    assert [read_boolean(word) for word in ("no", "否", "False", "0", "×")] == [False] * 5
    assert read_boolean("maybe") is None


def test_addresses():
    assert is_email("a.b+c@example.co.uk") and not is_email("a@b") and not is_email("a b@c.de")
    assert (
        is_url("https://例子.cn/x")
        and is_url("www.example.com")
        and is_url("example.com")
        and not is_url("example")
    )
    assert is_phone("+86 138 0013 8000") and is_phone("13800138000") and is_phone("(010) 8888-6666 转 12")
    assert not is_phone("1054000") and not is_phone("2017-03")
