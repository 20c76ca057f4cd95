"""Delimited text of every sort is read row by row; a bad row never takes its neighbours with it."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxi.kernel.tabular import recognise, write_csv
from guanxi.kernel.tabular.limits import CELL_CHARS

from .conftest import codes, read


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(make_file, delimiter):
    lines = ["name,amount,when", "Acme,1,2017", '"A, B; C | D\tE",2,2018']
    content = "\n".join(
        line.replace(",", delimiter) if i < 2 else f'"A, B; C | D\tE"{delimiter}2{delimiter}2018'
        for i, line in enumerate(lines)
    )

    source, rows = read(make_file(content))

    assert source.dialect.delimiter == delimiter
    assert rows[1].cells == ["A, B; C | D\tE", "2", "2018"]


def test_decimal_commas_do_not_pass_for_delimiters(make_file):
    source, rows = read(make_file("name;amount;rate\nAcme;1,5;2,5\nGlobex;3,5;4,5\n"))

    assert source.dialect.delimiter == ";"
    assert rows[0].cells == ["Acme", "1,5", "2,5"]


def test_the_hint_of_excel(make_file):
    source, rows = read(make_file("sep=;\nname;amount\nAcme;5\n"))

    assert source.header.names == ("name", "amount") and source.header.row == 2
    assert rows[0].number == 3


def test_a_single_column(make_file):
    _, rows = read(make_file("name\nAcme\nGlobex\n"))

    assert [row.cells for row in rows] == [["Acme"], ["Globex"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(make_file, end):
    _, rows = read(make_file(f"a,b{end}1,x{end}2,y{end}"))

    assert [row.cells for row in rows] == [["1", "x"], ["2", "y"]]


def test_quotes(make_file):
    content = 'name,note\n"He said ""hi""",x\n"two\nlines",y\n5" disk,"z"\n"",\n\'single\',w\n'

    _, rows = read(make_file(content))

    assert [row.cells for row in rows] == [
        ['He said "hi"', "x"],
        ["two\nlines", "y"],
        ['5" disk', "z"],
        ["'single'", "w"],
    ]
    assert [row.number for row in rows] == [2, 3, 4, 6]


def test_apostrophes_as_quotes(make_file):
    source, rows = read(make_file("'name','note'\n'Acme, Inc','x'\n'Globex','y'\n"))

    assert source.dialect.quote == "'"
    assert rows[0].cells == ["Acme, Inc", "x"]


def test_too_few_cells_are_padded_with_a_warning(make_file):
    _, rows = read(make_file("a,b,c\n1,2\n4,5,6\n"))

    assert rows[0].cells == ["1", "2", ""]
    assert codes(rows[0]) == [("row_too_short", None)]
    assert not rows[0].problems[0].refuses_row


def test_too_many_cells_refuse_the_row_unless_the_extra_ones_are_blank(make_file):
    _, rows = read(make_file("a,b\n1,2,3\n4,5,,\n"))

    assert codes(rows[0]) == [("row_too_long", None)] and rows[0].problems[0].refuses_row
    assert rows[0].cells == ["1", "2", "3"]
    assert rows[1].cells == ["4", "5"] and not rows[1].problems


def test_blank_lines_are_left_out_and_counted(make_file):
    _, rows = read(make_file("a,b\n\n1,2\n,\n3,4\n"))

    assert [row.number for row in rows] == [3, 5]


def test_zero_bytes_are_removed_with_a_warning(make_file):
    _, rows = read(make_file(b"name,city\nAc\0me,Berlin\nGlobex,Paris\n"))

    assert rows[0].cells == ["Acme", "Berlin"]
    assert codes(rows[0]) == [("zero_bytes_removed", 0)]


def test_a_quote_never_closed_costs_one_row(make_file):
    _, rows = read(make_file('name,city\n"Acme,Berlin\nGlobex,Paris\nInitech,Rome\n'))

    assert codes(rows[0]) == [("quote_not_closed", 0)]
    assert [row.cells for row in rows[1:]] == [["Globex", "Paris"], ["Initech", "Rome"]]
    assert [row.number for row in rows] == [2, 3, 4]


def test_a_quote_never_closed_before_other_quotes(make_file):
    _, rows = read(make_file('name,city\n"Acme,Berlin\nGlobex,"Paris"\n"Initech",Rome\n'))

    assert codes(rows[0]) == [("quote_not_closed", 0)]
    assert [row.cells for row in rows[1:]] == [["Globex", "Paris"], ["Initech", "Rome"]]


def test_a_quote_never_closed_before_a_long_file(make_file):
    _, rows = read(make_file('name,city\n"Acme,Berlin\n' + "Globex,Paris\n" * 30_000))

    assert codes(rows[0]) == [("quote_not_closed", 0)]
    assert len(rows) == 30_001 and not any(row.problems for row in rows[1:])


@pytest.mark.parametrize("quoted", [False, True])
def test_a_cell_of_fifty_megabytes_costs_one_row_and_little_memory(make_file, quoted):
    mark = b'"' if quoted else b""
    path = make_file(
        b"name,note,city\nAcme," + mark + b"x" * (50 << 20) + mark + b",Berlin\nGlobex,fine,Paris\n"
    )

    tracemalloc.start()
    _, rows = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert codes(rows[0]) == [("cell_too_large", 1)]
    assert rows[0].cells[2] == "Berlin" and len(rows[0].cells[1]) == CELL_CHARS
    assert rows[1].cells == ["Globex", "fine", "Paris"]
    assert peak < 12 << 20


def test_a_quoted_cell_of_many_lines_beyond_the_limit_costs_one_row(make_file):
    note = "a line of a very long note\n" * 10_000
    _, rows = read(make_file(f'name,note\nAcme,"{note}"\nGlobex,fine\n'))

    assert codes(rows[0]) == [("cell_too_large", 1)]
    assert rows[1].cells == ["Globex", "fine"]


def test_a_row_of_many_large_cells_is_refused(make_file):
    wide = ",".join(["y" * 90_000] * 12)
    header = ",".join(f"c{i}" for i in range(12))

    _, rows = read(make_file(f"{header}\n{wide}\n{'z,' * 11}z\n"))

    assert codes(rows[0])[0] == ("row_too_large", None)
    assert rows[1].cells == ["z"] * 12


def test_very_wide_files_are_refused(make_file, problem_of):
    path = make_file(",".join(f"c{i}" for i in range(501)) + "\n")

    assert problem_of(lambda: recognise(path)) == "too_many_columns"


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b" , \n,\n", b"\xef\xbb\xbf"])
def test_empty_files_are_refused(make_file, problem_of, content):
    path = make_file(content)

    assert problem_of(lambda: recognise(path)) == "table_empty"


def test_a_header_alone_is_a_table_without_rows(make_file):
    source, rows = read(make_file("name,city\n"))

    assert source.header.names == ("name", "city")
    assert rows == []


_CELL = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffd=+-@＝＋－＠'"), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=30))
def test_what_is_written_is_read_again(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("trip") / "table.csv"
    path.write_bytes(b"".join(write_csv(["first", "second", "third"], table)))

    _, rows = read(path, header_row=1)

    assert [row.cells for row in rows] == [cells for cells in table if any(cell.strip() for cell in cells)]
