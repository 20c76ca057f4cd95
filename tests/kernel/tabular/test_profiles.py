"""What type a column is, and when its values leave a question open."""

import pytest

from guanxi.kernel.tabular import ColumnProfile, infer


def profile_of(*cells):
    profile = ColumnProfile()
    for cell in cells:
        profile.add(cell)
    return profile


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["", "", ""], "empty"), (["Acme", "Globex"], "text"), (["1", "20", "1,234"], "integer"), (["1.5", "2", "n/a", *"3456789", "10", "11"], "number"),
        (["12%", "5%"], "percent"), (["$5", "$1,000.50"], "money"), (["3.2万", "5万"], "money"), (["2017-03-01", "2017-03-02"], "date"),
        (["2017-03-01 10:30", "2017-03-02"], "datetime"), (["yes", "no", ""], "boolean"), (["是", "否"], "boolean"), (["0", "1"], "integer"),
        (["a@b.cn", "c@d.com"], "email"), (["https://a.cn", "www.b.com"], "url"), (["13800138000", "021-5555-1234"], "phone"),
        (["00123", "00456"], "text"), (["110101199003078888"], "text"), ([1, 2.5], "number"), ([1, 2], "integer"), ([True, False], "boolean"),
        (["1996", "2001"], "integer"), (["20170301"], "integer"),
    ],
)  # fmt: skip
def test_types(cells, kind):
    assert infer(profile_of(*cells)).type == kind


def test_one_day_beyond_the_twelfth_decides_the_order_of_all():
    assert infer(profile_of("3/1/2017", "4/5/2017", "3/25/2017")).date_order == "mdy"
    assert infer(profile_of("3/1/2017", "4/5/2017", "25/3/2017")).date_order == "dmy"


def test_dates_that_fit_both_orders_leave_a_question():
    assert infer(profile_of("3/1/2017", "4/5/2017")).date_order == "either"
    assert infer(profile_of("3/3/2017", "2017-03-01")).date_order is None


def test_dates_among_other_text_have_an_order_too():
    found = infer(profile_of("3/4/2017", "soon", "later", "5/6/2017"))

    assert (found.type, found.date_order) == ("text", "either")


def test_decimal_marks():
    assert infer(profile_of("1.234,56", "1.234")).decimal == ","
    assert infer(profile_of("1,234.56", "1,234")).decimal == "."
    assert infer(profile_of("1,234", "5,678")).decimal == "either"
    assert infer(profile_of("5", "6")).decimal is None


def test_evidence_at_the_end_of_a_long_column_counts():
    profile = ColumnProfile()
    for day in range(200_000):
        profile.add(
            f"{day % 12 + 1}/{day % 11 + 1}/{1900 + day // 60 % 100} {day // 3600 % 24}:{day // 60 % 60:02}:{day % 60:02}"
        )
    for day in range(3_000):
        profile.add(f"3/{13 + day % 15}/2017 0:00:{day % 60:02}")

    assert not profile.complete and len(profile.later) <= 2_000
    assert infer(profile).date_order == "mdy"


def test_the_distinct_values_are_counted_up_to_a_limit():
    profile = profile_of(*("a", "b", "a", ""), *(str(n) for n in range(6_000)))

    assert profile.values["a"] == 2 and profile.filled == 6_003
    assert len(profile.values) == 5_000 and not profile.complete
