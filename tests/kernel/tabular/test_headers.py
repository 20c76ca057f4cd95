"""The header row is found below titles, missed when there is none, and its names are made distinct."""

from guanxi.kernel.tabular import column_letter

from .conftest import read


def test_duplicate_and_blank_names(make_file):
    source, _ = read(make_file("name,Name,,name\nAcme,B,C,D\n"))

    assert source.header.names == ("name", "Name (2)", "[C]", "name (3)")
    assert [(p.code, p.column) for p in source.header.problems] == [
        ("header_duplicate", 1),
        ("header_empty", 2),
        ("header_duplicate", 3),
    ]


def test_titles_above_the_header_are_passed_over(make_file):
    source, rows = read(
        make_file("2017 年客户清单,,\n\n客户,金额,日期\n华为,1054,2017-03-01\n中兴,99,2017-04-01\n")
    )

    assert source.header.row == 3 and source.header.names == ("客户", "金额", "日期")
    assert [row.number for row in rows] == [4, 5]


def test_a_file_without_header(make_file):
    source, rows = read(make_file("Acme,1054,2017-03-01\nGlobex,99,2017-04-01\nInitech,7,2017-05-01\n"))

    assert source.header.row == 0 and source.header.names == ("[A]", "[B]", "[C]")
    assert not source.header.problems
    assert len(rows) == 3


def test_years_as_column_names_are_a_header_where_the_data_is_text(make_file):
    source, _ = read(make_file("name,2017\nAcme,good\nGlobex,bad\n"))

    assert source.header.row == 1


def test_the_caller_may_name_the_row(make_file):
    source, rows = read(make_file("x,y\nname,city\nAcme,Berlin\n"), header_row=2)

    assert source.header.names == ("name", "city")
    assert len(rows) == 1


def test_columns_beyond_the_last_name_that_hold_nothing_do_not_count(make_file):
    source, rows = read(make_file("name,city,,\nAcme,Berlin,,\n"))

    assert source.header.names == ("name", "city")
    assert rows[0].cells == ["Acme", "Berlin"] and not rows[0].problems


def test_letters():
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
