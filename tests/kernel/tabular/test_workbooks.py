"""Workbooks: typed cells, several sheets, formulas, and files made to harm."""

import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from guanxi.kernel.tabular import recognise, workbooks

from .conftest import codes, read

ROWS = [
    ["name", "when", "amount", "rate", "active"],
    ["Acme", date(2017, 3, 1), 1054, 0.1 + 0.2, True],
    ["华为", datetime(2017, 3, 1, 10, 30), -5.5, None, False],
]


@pytest.mark.parametrize("streamed", [False, True])
def test_cells_are_typed(make_workbook, monkeypatch, streamed):
    if streamed:
        monkeypatch.setattr(workbooks, "DENSE_CELLS", 0)

    source, rows = read(make_workbook({"Sheet": ROWS}))

    assert source.kind == "xlsx" and source.header.names[0] == "name"
    assert rows[0].cells == ["Acme", "2017-03-01", 1054, 0.3, True]
    assert rows[1].cells == ["华为", "2017-03-01 10:30:00", -5.5, "", False]
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("streamed", [False, True])
def test_formulas_give_values_and_errors_are_blank(make_workbook, monkeypatch, streamed):
    if streamed:
        monkeypatch.setattr(workbooks, "DENSE_CELLS", 0)

    _, rows = read(
        make_workbook({"Sheet": [["name", "sum", "bad"], ["Acme", "=1+1", "#REF!"], ["Globex", 7, "x"]]})
    )

    # openpyxl writes formulas without their values, as a spreadsheet that never calculated them would.
    assert rows[0].cells == ["Acme", "", ""]
    assert rows[1].cells == ["Globex", 7, "x"]


def test_the_first_sheet_with_rows_is_taken_unless_one_is_named(make_workbook):
    path = make_workbook({"封面": [], "客户": [["name"], ["Acme"]], "产品": [["sku"], ["GTX"]]})

    assert read(path)[0].sheet == "客户"
    assert read(path)[0].sheets == ("封面", "客户", "产品")
    assert read(path, sheet="产品")[1][0].cells == ["GTX"]


def test_unknown_sheet(make_workbook, problem_of):
    path = make_workbook({"Sheet": ROWS})

    assert problem_of(lambda: read(path, sheet="nope")) == "sheet_unknown"


def test_rows_keep_their_numbers(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["B3"], workbook.active["C3"] = "name", "city"
    workbook.active["B7"], workbook.active["C7"] = "Acme", "Berlin"
    workbook.save(tmp_path / "t.xlsx")

    source, rows = read(tmp_path / "t.xlsx")

    assert source.header.row == 3
    assert rows[0].number == 7 and rows[0].cells == ["", "Acme", "Berlin"]


@pytest.mark.parametrize("name", ["table.csv", "table.txt", "table"])
def test_the_name_of_the_file_proves_nothing(make_workbook, name):
    assert read(make_workbook({"Sheet": ROWS}, name=name))[0].kind == "xlsx"


def test_text_under_the_name_of_a_workbook(make_file):
    assert read(make_file("name,city\nAcme,Berlin\n", name="table.xlsx"))[0].kind == "csv"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_is_old_excel"),
        (b"%PDF-1.7\n...", "file_not_a_table"),
        (b"<!DOCTYPE html><table><tr><td>a</td></tr></table>", "file_is_web_page"),
        (b'{"name": "Acme"}', "file_not_a_table"),
        (bytes(range(256)) * 40, "file_not_a_table"),
        (b"PK\x03\x04" + b"\0" * 100, "workbook_broken"),
    ],
)
def test_what_is_no_table(make_file, problem_of, content, code):
    path = make_file(content, name="customers.xlsx")

    assert problem_of(lambda: recognise(path)) == code


def test_a_zip_that_is_no_workbook(tmp_path, problem_of):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")

    assert problem_of(lambda: recognise(tmp_path / "a.xlsx")) == "file_not_a_table"


def _with_sheet(path, base, sheet: bytes, extra: dict[str, bytes] | None = None):
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            if entry.filename == "xl/worksheets/sheet1.xml":
                archive.writestr(entry.filename, sheet)
            elif entry.filename not in (extra or {}):
                archive.writestr(entry.filename, source.read(entry.filename))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_a_sheet_that_unpacks_to_gigabytes_is_not_opened(make_workbook, tmp_path, problem_of):
    bomb = _with_sheet(tmp_path / "bomb.xlsx", make_workbook({"Sheet": ROWS}), _SHEET % (b" " * (64 << 20)))

    tracemalloc.start()
    code = problem_of(lambda: recognise(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert bomb.stat().st_size < 1 << 20
    assert code == "workbook_unsafe"
    assert peak < 8 << 20


def test_a_directory_that_lies_about_sizes(make_workbook, tmp_path, problem_of):
    bomb = _with_sheet(tmp_path / "bomb.xlsx", make_workbook({"Sheet": ROWS}), _SHEET % (b" " * (32 << 20)))
    content = bytearray(bomb.read_bytes())
    with zipfile.ZipFile(bomb) as archive:
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    bomb.write_bytes(bytes(content).replace(true_size, (1000).to_bytes(4, "little")))

    assert problem_of(lambda: recognise(bomb)) in {"workbook_unsafe", "workbook_broken"}


def test_two_cells_at_the_far_corners_do_not_take_the_memory_of_the_grid(make_workbook, tmp_path):
    corners = (
        b'<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="2"><c r="A2" t="str"><v>Acme</v></c></row>'
        b'<row r="100000"><c r="XFD100000"><v>1</v></c></row>'
    )
    path = _with_sheet(tmp_path / "far.xlsx", make_workbook({"Sheet": ROWS}), _SHEET % corners)

    tracemalloc.start()
    _, rows = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert rows[0].cells == ["Acme"]
    assert codes(rows[1]) == [("row_too_long", None)] and rows[1].number == 100_000
    assert peak < 32 << 20


def test_entities_are_refused(make_workbook, tmp_path, problem_of):
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        + _SHEET % b"<row><c><v>&b;</v></c></row>"
    )
    path = _with_sheet(tmp_path / "laughs.xlsx", make_workbook({"Sheet": ROWS}), laughs)

    assert problem_of(lambda: recognise(path)) == "workbook_unsafe"


def test_a_truncated_workbook(make_workbook, problem_of):
    path = make_workbook({"Sheet": ROWS})
    path.write_bytes(path.read_bytes()[:2000])

    assert problem_of(lambda: recognise(path)) == "workbook_broken"


def test_an_empty_workbook(make_workbook, problem_of):
    path = make_workbook({"Sheet": []})

    assert problem_of(lambda: recognise(path)) == "table_empty"
