import pytest

from guanxi.edge.locale import locale_of_request


@pytest.mark.parametrize(
    ("header", "preferences", "expected"),
    [
        (None, (), "en"),
        ("zh-CN", (), "zh-CN"),
        ("zh", (), "zh-CN"),
        ("zh-Hant-TW,zh;q=0.9", (), "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", (), "en"),
        ("en;q=0.5,zh;q=0.8", (), "zh-CN"),
        ("fr,de;q=0.9", (), "en"),
        ("fr,zh;q=0", (), "en"),
        ("fr", ("zh-CN",), "zh-CN"),
        (None, (None, "zh-CN"), "zh-CN"),
        ("en", ("zh-CN",), "en"),
        (None, ("xx",), "en"),
        ("zh;q=nonsense", (), "en"),
        (",;q=,=", (), "en"),
    ],
)
def test_language(header, preferences, expected):
    assert locale_of_request(header, *preferences) == expected
