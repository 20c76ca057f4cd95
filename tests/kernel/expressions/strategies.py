"""Random conditions over the fields of environment.py, as text that must pass the checker."""

from __future__ import annotations

from hypothesis import strategies as st

from guanxi.kernel.expressions import quote

TEXTS = ["", "a", "Acme", "ACME 100%", "a_b\\c", "华信软件", "Σίσυφος", "İstanbul", "x'y\"z"]
NUMBERS = ["0", "1", "2.5", "-3", "0.1", "0.57", "100", "1000.505", "1e3", "-0.005", "7"]
DATES = ["2017-01-01", "2016-12-31", "2017-03-31", "2017-04-01", "2020-02-29"]
INSTANTS = [
    "2017-03-31T17:30:00Z",
    "2017-03-31T16:00:00Z",
    "2017-04-01T00:00:00+08:00",
    "2016-12-31T23:59:59.999999Z",
]
OWNERS = [f"01890000-0000-7000-8000-00000000000{n}" for n in range(1, 4)]

_equality = st.sampled_from(["==", "!="])
_comparison = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_text_literal = st.sampled_from(TEXTS).map(quote)
_text_field = st.sampled_from(["name", "note", "account.name"])
_number_literal = st.sampled_from(NUMBERS)
_number_field = st.sampled_from(["amount", "budget", "employees", "score", "rate"])


def _format(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda values: template.format(*values))


def _numbers() -> st.SearchStrategy[str]:
    leaf = st.one_of(
        _number_field, _number_literal, st.sampled_from(["size(name)", "year(due_at)", "month(close_date)"])
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            _format("({} {} {})", inner, st.sampled_from(["+", "-", "*"]), inner),
            _format(
                "({} {} {})",
                inner,
                st.sampled_from(["/", "%"]),
                st.one_of(_number_field, st.sampled_from(["3", "0.7"])),
            ),
            _format("-({})", inner),
            _format("(done ? {} : {})", inner, inner),
        ),
        max_leaves=4,
    )


_text = st.one_of(
    _text_field, _text_literal, _format("lower({})", _text_field), _format("{}.lower()", _text_field)
)
_day = st.one_of(
    st.sampled_from(["close_date", "today()", "today() - days(30)", "close_date + days(31)"]),
    st.sampled_from(DATES).map(lambda day: f'date("{day}")'),
)
_moment = st.one_of(
    st.sampled_from(["due_at", "created_at", "now()", "due_at - days(1)"]),
    st.sampled_from(INSTANTS).map(lambda instant: f'timestamp("{instant}")'),
)
_literal_list = {
    "amount": st.lists(st.one_of(_number_literal, st.just("null"), _number_field), max_size=3),
    "stage": st.lists(st.sampled_from(['"won"', '"lost"', "null"]), max_size=3),
    "note": st.lists(st.one_of(_text_literal, st.just("account.name")), max_size=3),
    "close_date": st.lists(st.sampled_from(DATES).map(lambda day: f'"{day}"'), max_size=3),
    "due_at": st.lists(st.sampled_from(DATES).map(lambda day: f'"{day}"'), max_size=2),
    "owner": st.lists(st.one_of(st.sampled_from(OWNERS).map(quote), st.just("me")), max_size=3),
}

_atoms = st.one_of(
    _format("{} {} {}", _numbers(), _comparison, _numbers()),
    _format("{} {} {}", _number_field, _comparison, _number_literal),
    _format("{} {} {}", _text, _comparison, _text),
    _format("{}.{}({})", _text_field, st.sampled_from(["contains", "startsWith", "endsWith"]), _text),
    _format("{} {} {}", _day, _comparison, st.one_of(_day, _moment)),
    _format("{} {} {}", _moment, _comparison, st.one_of(_day, _moment, st.sampled_from(DATES).map(quote))),
    _format(
        "({}) - ({}) {} days({})",
        st.one_of(_day, _moment),
        st.one_of(_day, _moment),
        _comparison,
        st.sampled_from(["0", "-3", "30"]),
    ),
    _format("stage {} {}", _equality, st.sampled_from(['"won"', '"open"', "null"])),
    _format(
        "owner {} {}",
        _equality,
        st.one_of(st.just("me"), st.just("null"), st.sampled_from(OWNERS).map(quote)),
    ),
    _format(
        "{} {} null",
        st.sampled_from(["note", "amount", "score", "close_date", "due_at", "done", "owner"]),
        _equality,
    ),
    st.sampled_from(["done", "done == true", "done == false", "done != true", "true", "false"]),
    _format(
        "quarter({}) {} {}", st.one_of(_day, _moment), _comparison, st.sampled_from(["1", "2.5", "employees"])
    ),
    st.sampled_from(sorted(_literal_list)).flatmap(
        lambda name: _literal_list[name].map(lambda items: f"{name} in [{', '.join(items)}]")
    ),
)

conditions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        _format("({} && {})", inner, inner),
        _format("({} || {})", inner, inner),
        _format("!({})", inner),
        _format("({} ? {} : {})", inner, inner, inner),
        _format("(({}) == ({}))", inner, inner),
        _format("(({}) != done)", inner),
    ),
    max_leaves=6,
)
