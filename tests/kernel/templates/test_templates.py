"""Merge fields: what is read, how values are written, and what neither a template nor a value can do."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.errors import Invalid, messages
from guanxi.kernel.templates import Merge, Setting, Target, Value, read, render

CHINA = Setting("zh-CN", "Asia/Shanghai", "CNY")
AMERICA = Setting("en", "America/New_York", "USD")
VALUES = {
    "contact.name": Value("Ada & <Bob>"),
    "amount": Value(Decimal("1234567.5"), "money"),
    "size": Value(Decimal("1234.50"), "number"),
    "close_date": Value(date(2026, 3, 9), "date"),
    "due_at": Value(datetime(2026, 3, 9, 17, 5, tzinfo=UTC), "datetime"),
    "done": Value(True, "boolean"),
    "website": Value("https://example.com/?a=1&b=2", "url"),
    "nothing": Value(None),
    "no_money": Value(None, "money"),
    "evil": Value("</b><script>alert(1)</script>\"'` onclick=x\r\nBcc: all@example.com\0\u202e"),
}


def value_of(merge: Merge) -> Value:
    return Value(merge.literal) if merge.path is None else VALUES[merge.path]


def rendered(text: str, target: Target = "text", setting: Setting = AMERICA) -> str:
    return render(read(text), value_of, setting, target).text


def refusal(text: str, target: Target = "text") -> Invalid:
    with pytest.raises(Invalid) as problem:
        rendered(text, target)
    return problem.value


class TestWriting:
    @pytest.mark.parametrize(
        ("text", "english", "chinese"),
        [
            ("{{amount}}", "$1,234,567.50", "¥1,234,567.50"),
            ('{{amount | money: "code"}}', "USD\xa01,234,567.50", "CNY\xa01,234,567.50"),
            ('{{ amount | money: "plain" }}', "1,234,567.50", "1,234,567.50"),
            ("{{amount|number: 0}}", "1,234,568", "1,234,568"),
            ("{{size}}", "1,234.5", "1,234.5"),
            ("{{size | number: 3}}", "1,234.500", "1,234.500"),
            ("{{close_date}}", "Mar 9, 2026", "2026年3月9日"),
            ('{{close_date | date: "long"}}', "March 9, 2026", "2026年3月9日"),
            ('{{close_date | date: "iso"}}', "2026-03-09", "2026-03-09"),
            ("{{due_at}}", "Mar 9, 2026, 1:05 PM", "2026年3月10日 01:05"),
            ('{{due_at | date: "iso"}}', "2026-03-09", "2026-03-10"),
            ("{{done}}", "Yes", "是"),
            ("{{contact.name | upper}}", "ADA & <BOB>", "ADA & <BOB>"),
            ('{{nothing | default: "friend"}}', "friend", "friend"),
            ('{{no_money | money | default: "open"}}', "open", "open"),
            ('{{ "{{" }}x}}', "{{x}}", "{{x}}"),
            ("no fields { } }}", "no fields { } }}", "no fields { } }}"),
        ],
    )
    def test_in_both_languages(self, text: str, english: str, chinese: str) -> None:
        assert rendered(text) == english
        assert rendered(text, setting=CHINA) == chinese

    def test_money_without_decimal_places(self) -> None:
        assert rendered("{{amount}}", setting=Setting("en", "UTC", "JPY", 0)) == "¥1,234,568"
        assert rendered("{{amount}}", setting=Setting("en", "UTC", "CHF")) == "CHF\xa01,234,567.50"

    def test_says_what_was_empty(self) -> None:
        found = render(read('{{nothing}}{{no_money | default: "x"}}{{nothing}}'), value_of, AMERICA, "text")

        assert (found.text, found.empty) == ("x", ("nothing",))


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "code", "line", "column"),
        [
            ("a {{", "not_closed", 1, 3),
            ("a\n  {{ b", "not_closed", 2, 3),
            ("{{a\n}}", "not_closed", 1, 1),
            ('{{a | default: "}}', "not_closed", 1, 1),
            ("{{}}", "field_expected", 1, 3),
            ("{{ 3 }}", "field_expected", 1, 4),
            ("{{A.b}}", "field_expected", 1, 3),
            ("{{a..b}}", "field_expected", 1, 3),
            ("{{a b}}", "bar_expected", 1, 5),
            ("{{a | }}", "filter_expected", 1, 7),
            ('{{a | "x"}}', "filter_expected", 1, 7),
            ("{{a | date: }}", "argument_expected", 1, 13),
            ("{{a | upper | upper | upper | upper | upper | upper}}", "too_many_filters", 1, 47),
            ("{{a()}}", "unreadable", 1, 4),
            ("{{a['b']}}", "unreadable", 1, 4),
            ("{{#each a}}", "unreadable", 1, 3),
            ("{{{a}}}", "unreadable", 1, 3),
            ("{{a}}{{\u202e}}", "unreadable", 1, 8),
        ],
    )
    def test_of_reading_names_the_place(self, text: str, code: str, line: int, column: int) -> None:
        with pytest.raises(Invalid) as problem:
            read(text)

        assert problem.value.code == f"template_{code}"
        assert (problem.value.params["line"], problem.value.params["column"]) == (line, column)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("{{amount | nosuch}}", "filter_unknown"),
            ("{{contact.name | money}}", "filter_misplaced"),
            ("{{no_money | date}}", "filter_misplaced"),
            ("{{amount | money | number}}", "filter_misplaced"),
            ('{{amount | money: "gold"}}', "filter_argument"),
            ("{{size | number: 13}}", "filter_argument"),
            ("{{size | number: 999999999999}}", "filter_argument"),
            ('{{close_date | date: "%Y"}}', "filter_argument"),
            ("{{nothing | default: 3}}", "filter_argument"),
            ("{{nothing | money}}", "filter_misplaced"),
        ],
    )
    def test_of_formats_do_not_depend_on_the_value(self, text: str, code: str) -> None:
        problem = refusal(text)

        assert problem.code == f"template_{code}"
        assert problem.params["at"] == text.rindex("|") + 2

    def test_are_written_in_both_languages(self) -> None:
        for locale in ("en", "zh-CN"):
            sentences = [s for code, s in messages.catalogue(locale).items() if code.startswith("template_")]
            assert len(sentences) > 10 and all("{line}" in s or "{limit}" in s for s in sentences)


class TestBounds:
    def test_length(self) -> None:
        assert refusal("x" * 50_001).code == "template_too_long"

    def test_merge_fields(self) -> None:
        assert refusal("{{size}}" * 501).code == "template_too_many"

    def test_result(self) -> None:
        long = Value("x" * 10_000)
        with pytest.raises(Invalid) as problem:
            render(read("{{a}}" * 30), lambda _: long, AMERICA, "text")

        assert problem.value.code == "template_result_too_long"
        assert problem.value.params["column"] == 20 * 5 + 1

    @given(st.text(alphabet="{}|:\" \nab.0<>'", max_size=400))
    def test_any_text_is_read_or_refused_with_its_place(self, text: str) -> None:
        try:
            template = read(text)
        except Invalid as refused:
            assert refused.code.startswith("template_") and 0 <= refused.params["at"] <= len(text)
        else:
            assert sum(len(part) for part in template.parts if isinstance(part, str)) <= len(text)


class TestEscaping:
    def test_html(self) -> None:
        found = rendered("<p title='{{evil}}'>{{evil}}</p>", "html")

        tags: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attributes: tags.append(tag)  # type: ignore[method-assign]
        parser.feed(found)
        assert tags == ["p"]

    @given(st.text(max_size=200))
    def test_any_value_is_text_in_html(self, text: str) -> None:
        found = render(read('<a title="{{a}}">{{a}}</a>'), lambda _: Value(text), AMERICA, "html").text

        inner = found.removeprefix('<a title="').removesuffix("</a>")
        assert inner.count('"') == 1 and inner.count("<") == 0 and "'" not in inner
        assert html.unescape(inner).count(">") == 1 + 2 * text.count(">")

    @given(st.text(max_size=200))
    def test_any_value_stays_on_its_header_line(self, text: str) -> None:
        found = render(read("Hello {{a}}"), lambda _: Value(text), AMERICA, "header").text

        assert len(found.splitlines()) <= 1 and "\0" not in found

    def test_header_of_several_lines(self) -> None:
        problem = refusal("Subject\r\nBcc: {{contact.name}}", "header")

        assert (problem.code, problem.params["at"]) == ("template_line_break", 7)

    def test_text_keeps_lines_and_loses_controls(self) -> None:
        assert rendered("{{evil}}").endswith("onclick=x\nBcc: all@example.com")

    def test_fallbacks_are_escaped_too(self) -> None:
        assert rendered('{{nothing | default: "<b>"}}', "html") == "&lt;b&gt;"

    @pytest.mark.parametrize(
        "text",
        [
            "<script>x = '{{size}}'</script>",
            "<SCRIPT >{{size}}</SCRIPT >",
            "<style>{{size}}</style>",
            "<!-- {{size}} -->",
            "<textarea>{{size}}</textarea>",
            "<p {{size}}>",
            "<{{contact.name}}>",
            "<p title={{size}}>",
            "<p onclick='f({{size}})'>",
            '<p style="{{contact.name}}">',
            '<iframe srcdoc="{{contact.name}}">',
            '<a href="java{{contact.name}}">',
            '<a href="x{{website}}">',
            '<a title="a>b" {{size}}>',
        ],
    )
    def test_places_where_escaping_does_not_help(self, text: str) -> None:
        problem = refusal(text, "html")

        assert problem.code == "template_place"
        assert problem.params["at"] == text.index("{{")

    def test_links_begin_with_an_address(self) -> None:
        assert refusal('<a href="{{contact.name}}">', "html").code == "template_address_expected"
        assert rendered('<a href="{{website}}">', "html") == '<a href="https://example.com/?a=1&amp;b=2">'
        assert rendered('<a href="https://x.test/{{size}}">', "html") == '<a href="https://x.test/1,234.5">'

    def test_after_a_script_is_a_place_again(self) -> None:
        assert rendered("<script>a<b</script>{{size}}", "html") == "<script>a<b</script>1,234.5"
