"""What the checker refuses and how it says so, and what nulls mean."""

from __future__ import annotations

import pytest

from guanxi.kernel.expressions import ExpressionRefused, check, conjoin, conjuncts, parse, to_program, unparse
from tests.kernel.expressions.environment import CONTEXT, ENVIRONMENT, ME


def _check(source: str) -> None:
    check(parse(source), ENVIRONMENT)


def _holds(source: str, **row: object) -> bool:
    return to_program(check(parse(source), ENVIRONMENT)).evaluate([row], CONTEXT)[0]


class TestRefusals:
    @pytest.mark.parametrize(
        ("source", "code"),
        [
            ("", "syntax"),
            ("(done && ", "syntax"),
            ('name == "\\q"', "syntax"),
            ('name == "\\u0000"', "syntax"),
            ("a" * 4_001, "too_long"),
            ("!" * 40 + "done", "too_deep"),
            ("(" * 1_900 + "done" + ")" * 1_900 + " && x", "unknown_field"),
            (" && ".join(["done"] * 500), "too_large"),
            ("name[0]", "unsupported"),
            ("amount == 1u", "unsupported"),
            ("amout > 3", "unknown_field"),
            ("account.nam == 'x'", "unknown_field"),
            ("nows() == today()", "unknown_function"),
            ('name.match("x")', "unknown_function"),
            ('stage == "wonn"', "unknown_option"),
            ('stage in ["won", "loost"]', "unknown_option"),
            ('amount > "3"', "type_mismatch"),
            ("close_date - today() > 3", "type_mismatch"),
            ("close_date > amount", "type_mismatch"),
            ('owner == "Bob"', "bad_id"),
            ("owner < me", "not_ordered"),
            ('close_date > "2017-13-01"', "bad_date"),
            ('close_date > "20170101"', "bad_date"),
            ('due_at > "soon"', "bad_timestamp"),
            ("amount > null", "null_order"),
            ("amount + null == 3", "null_arithmetic"),
            ("amount + name == 3", "text_arithmetic"),
            ("1 / 0 == 1", "division_by_zero"),
            ("amount == 123456789012345678901", "number_out_of_range"),
            ("score == 1e400", "number_out_of_range"),
            ("amount", "not_condition"),
            ("[true]", "list_misplaced"),
            ('name in "abc"', "list_expected"),
            ("today(1) == close_date", "argument_count"),
            ("name.contains(3)", "argument_type"),
            ("date(name) == close_date", "argument_literal"),
            ("due_at > now() - days(amount)", "days_argument"),
            ("convert(amount, 'USDD') > 1", "unknown_currency"),
            ("convert(amount, name) > 1", "argument_literal"),
            ("convert(name, 'USD') > 1", "argument_type"),
        ],
    )
    def test_has_a_code(self, source: str, code: str) -> None:
        with pytest.raises(ExpressionRefused) as refusal:
            _check(source)

        assert refusal.value.code == f"expression_{code}"

    def test_names_the_place_and_a_similar_field(self) -> None:
        with pytest.raises(ExpressionRefused) as refusal:
            _check("done &&\n  amout > 3")

        assert refusal.value.params["line"] == 2
        assert refusal.value.params["column"] == 3
        assert refusal.value.params["suggestion"].startswith("amount")


class TestMeaning:
    def test_comparison_with_null_is_false_and_its_negation_true(self) -> None:
        assert not _holds("amount > 5", amount=None)
        assert not _holds("amount <= 5", amount=None)
        assert _holds("!(amount > 5)", amount=None)
        assert _holds("amount != 5", amount=None)
        assert _holds("amount != budget", amount=None, budget=None)

    def test_money_is_written_in_major_units(self) -> None:
        assert _holds("amount >= 1054.5", amount=105_450)
        assert not _holds("amount > 1054.50", amount=105_450)

    def test_instant_equals_a_day_of_the_callers_time_zone(self) -> None:
        assert _holds('due_at == "2017-04-01"', due_at="2017-03-31T16:00:00+00:00")
        assert not _holds('due_at == "2017-03-31"', due_at="2017-03-31T16:00:00+00:00")
        assert _holds("due_at == today()", due_at="2017-03-31T17:30:00+00:00")

    def test_text_is_found_whatever_its_case(self) -> None:
        assert _holds('name.contains("ACME")', name="the acme company")
        assert not _holds('name == "ACME"', name="acme")

    def test_lookup_is_read_from_any_of_its_forms(self) -> None:
        assert _holds("owner == me", owner=ME)
        assert _holds("owner == me", owner=str(ME))
        assert _holds("owner == me", owner={"id": str(ME), "name": "Mei"})
        assert _holds('account.name == "Acme"', account={"id": "x", "name": "Acme"})


class TestText:
    @pytest.mark.parametrize(
        ("source", "canonical"),
        [
            ("a&&(b&&c)", "a && b && c"),
            ("(a||b)&&c", "(a || b) && c"),
            ("a-(b-c)>0", "a - (b - c) > 0"),
            ("-(-1)==x", "-(-1) == x"),
            ("'it''s'==x", None),
            ("'say \"hi\"' == x", '"say \\"hi\\"" == x'),
            ("x?y:z?1:2", "x ? y : z ? 1 : 2"),
            ("!( a == b )", "!(a == b)"),
            ("1.50==x", "1.50 == x"),
        ],
    )
    def test_canonical_form(self, source: str, canonical: str | None) -> None:
        if canonical is None:
            with pytest.raises(ExpressionRefused):
                parse(source)
        else:
            assert unparse(parse(source)) == canonical

    def test_conjuncts_are_the_filter_chips(self) -> None:
        parts = conjuncts(parse('stage == "won" && (amount > 1 || done) && owner == me'))

        assert [unparse(part) for part in parts] == ['stage == "won"', "amount > 1 || done", "owner == me"]

    def test_conditions_are_joined_by_what_they_mean(self) -> None:
        assert conjoin("a || b", "", "c && d // (") == "(a || b) && c && d"
        assert conjoin("", " ") == ""
        with pytest.raises(ExpressionRefused):
            conjoin("a) || (b", "c")
