"""Hostile conditions: each is read or refused with its place, in steps that grow with its length and no faster.

Work is counted, never timed: in operations of the matcher, in weights, in the length of the statement.
"""

from __future__ import annotations

import sys

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guanxi.kernel.errors import messages, render
from guanxi.kernel.expressions import ExpressionRefused, check, parse, to_program, to_sql, unparse
from guanxi.kernel.expressions.bounds import MAX_COST, MAX_ITEMS, MAX_LENGTH
from guanxi.kernel.expressions.scanning import refuse_open_text
from guanxi.kernel.expressions.types import Reference
from tests.kernel.expressions.environment import CONTEXT, ENVIRONMENT

# A step of a statement takes about this many characters at most: a cast with a scale, or a time in a zone.
_CHARACTERS_A_STEP = 120
_WORDS = """
( ) [ ] { } ! - + * / % ? : . , && || == != < >= in done amount name due_at close_date score account.name null true me
1 1e29 0x1F 1u 99999999999999999999 " ' \ "a" r'\' b'x' // days(100000) today() now() size( lower( .contains( owner _
.matches( date( "0001-01-01" "9999-12-31" has( [1].map(
"""
_PIECES = [*_WORDS.split(), '"' * 3, "'" * 3, "\n", "\r", "\t", " ", "\0", "\ud800", "😀", "＝"]
_soup = st.lists(st.sampled_from(_PIECES), max_size=120).map("".join)
_repeated = st.tuples(_soup.map(lambda text: text[:12]), st.integers(1, 2_000)).map(
    lambda pair: pair[0] * pair[1]
)


def _columns(reference: Reference, *, compared: bool = False) -> sa.ColumnElement[object]:
    return sa.column("_".join(reference.path))


def _run(source: str) -> str | None:
    """The refusal's code, None when the condition can be computed both ways."""
    try:
        expression = parse(source)
        typed = check(expression, ENVIRONMENT)
    except ExpressionRefused as refused:
        assert refused.params["line"] >= 1 and refused.params["column"] >= 1
        assert all(render(refused.code, refused.params, locale) != refused.code for locale in ("en", "zh-CN"))
        return refused.code
    statement = to_sql(typed, _columns)
    assert len(str(statement.clause)) <= MAX_COST * _CHARACTERS_A_STEP
    statement.bind(CONTEXT)
    to_program(typed).evaluate([{}], CONTEXT)
    canonical = unparse(expression)
    assert len(canonical) > MAX_LENGTH or parse(canonical).root == expression.root
    return None


class TestAnyText:
    @settings(max_examples=400, deadline=None)
    @given(st.one_of(_soup, _repeated, st.text(max_size=300)))
    @example("-" * 3_999 + "1")
    @example("(" * 4_000)
    @example("[" * 4_000)
    @example("f(" * 1_300 + ")" * 1_300)
    @example("amount == 1e" + "9" * 3_900)
    @example("amount == 0x" + "f" * 3_900)
    @example('due_at > "0001-01-01"')
    @example('due_at <= "9999-12-31"')
    @example('due_at > "9999-12-31T23:59:59"')
    def test_is_computed_or_refused_with_its_place(self, source: str) -> None:
        limit = sys.getrecursionlimit()

        _run(source)

        assert sys.getrecursionlimit() == limit

    @given(st.text(alphabet="\"'\\ar/\n", max_size=40))
    def test_closed_texts_are_those_that_the_grammar_closes(self, source: str) -> None:
        """Whatever is let through is matched by the grammar, or refused, without going back on its steps."""
        try:
            refuse_open_text(source)
        except ExpressionRefused as refused:
            assert refused.code == "expression_text_open"
            return
        _run(source)


class TestTextsThatNeverEnd:
    @pytest.mark.parametrize("prefix", ['"', "'", 'r"', "b'", '"""', "'''", 'name == "'])
    @pytest.mark.parametrize("filling", ["\\\\", "\\", "a\\\\", '\\"'])
    def test_are_refused_at_the_quotation_mark(self, prefix: str, filling: str) -> None:
        source = prefix + filling * ((MAX_LENGTH - len(prefix)) // len(filling))
        closed_by_escape = prefix.endswith("'") and '"' in filling

        code = _run(source if not closed_by_escape else source.replace('"', "'"))

        assert code == "expression_text_open"

    def test_are_told_from_comments_and_escapes(self) -> None:
        assert _run("done // \"'\n && done") is None
        assert _run('name == "a\\"b" && note == \'"\'') is None
        assert _run('name == """a"b\nc"""') is None
        assert _run('name == "a\nb"') == "expression_text_open"


class TestCost:
    def test_lists_within_lists_do_not_multiply(self) -> None:
        source = "done"
        while len(source) < MAX_LENGTH - 40:
            source = f"(({source}) in [done, done, done])"

        assert _run(source) in ("expression_too_costly", "expression_too_deep")

    def test_a_large_part_is_not_computed_for_each_field_of_a_list(self) -> None:
        large = " + ".join(["amount"] * 25)

        assert _run(f"({large}) in [{', '.join(['budget'] * 200)}]") == "expression_too_costly"

    def test_the_part_is_named(self) -> None:
        large = " + ".join(["amount"] * 25)
        with pytest.raises(ExpressionRefused) as refusal:
            check(parse(f"done &&\n  ({large}) in [{', '.join(['budget'] * 200)}]"), ENVIRONMENT)

        assert refusal.value.params["line"] == 2

    def test_days_compared_with_times_do_not_double(self) -> None:
        source = "due_at"
        while len(source) < MAX_LENGTH - 60:
            source = f"({source} == today() ? due_at : created_at)"

        assert _run(f"{source} == today()") in ("expression_too_costly", "expression_too_deep")

    def test_ordinary_conditions_are_far_from_the_bound(self) -> None:
        chips = [
            'name.contains("a")',
            "amount > 100",
            'account.name == "b"',
            "due_at <= today() + days(7)",
        ] * 20

        assert _run(" && ".join(chips)) is None


class TestLists:
    def test_as_long_as_allowed(self) -> None:
        assert _run(f"amount in [{', '.join('1' * 1 for _ in range(MAX_ITEMS))}]") is None

    def test_one_more(self) -> None:
        assert (
            _run(f"amount in [{', '.join('1' for _ in range(MAX_ITEMS + 1))}]") == "expression_list_too_long"
        )


class TestNumbers:
    def test_products_beyond_a_thousand_digits_are_null_and_break_nothing(self) -> None:
        source = "amount" + " * 1e29" * 20
        source = f"({source}) * ({source}) * ({source}) / 3 > 1"

        typed = check(parse(source), ENVIRONMENT)

        assert to_program(typed).evaluate([{"amount": 10**17}], CONTEXT) == [False]

    def test_days_do_not_add_up_beyond_the_calendar(self) -> None:
        assert _run("close_date > today() - days(60000) - days(60000)") == "expression_days_argument"
        assert _run("close_date - days(60000) - days(60000) > today()") == "expression_days_argument"
        assert _run("close_date - days(60000) + days(60000) > today()") is None


def test_every_refusal_is_written_in_both_languages() -> None:
    catalogues = [messages.catalogue(locale) for locale in ("en", "zh-CN")]
    for code in ("too_costly", "list_too_long", "text_open", "too_long", "too_large", "too_deep"):
        for catalogue in catalogues:
            assert "{line}" in catalogue[f"expression_{code}"]
