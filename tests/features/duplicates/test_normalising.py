"""What means the same compares as the same."""

import pytest

from guanxi.features.duplicates.service.normalising import normalised


@pytest.mark.parametrize(
    ("by", "one", "other"),
    [
        ("text", "  Acme   GmbH", "ACME gmbh"),
        ("text", "Ａｃｍｅ", "acme"),
        ("email", "Jo@Example.com ", "jo@example.COM"),
        ("phone", "+86 138-0013-8000", "13800138000"),
        ("phone", "(0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("company", "Acme Co., Ltd.", "ACME"),
        ("company", "Acme Holdings Inc", "acme"),
        ("company", "华信科技有限公司", "华信科技"),
        ("company", "华信科技（上海）股份有限公司", "华信科技(上海)"),
        ("pinyin", "华信", "华新"),
        ("exact", "a", "a"),
    ],
)
def test_the_same(by, one, other):
    assert normalised(by, one) == normalised(by, other) != ""


@pytest.mark.parametrize(
    ("by", "one", "other"),
    [("text", "Acme", "Acne"), ("company", "Acme Tools Ltd", "Acme Ltd"), ("phone", "13800138000", "13800138001"), ("exact", "a", "A")],
)  # fmt: skip
def test_not_the_same(by, one, other):
    assert normalised(by, one) != normalised(by, other)


@pytest.mark.parametrize(
    ("by", "value"), [("phone", "110"), ("text", "  "), ("email", None), ("company", "")]
)
def test_says_nothing(by, value):
    assert normalised(by, value) == ""


def test_a_name_that_is_only_a_legal_form_stays():
    assert normalised("company", "Limited") == "limited"
    assert normalised("company", "公司") == "公司"
