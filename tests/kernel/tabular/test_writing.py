"""What leaves as a table runs no formula in a spreadsheet and keeps its types."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from guanxi.kernel.tabular import XlsxFile, neutralise, restore, write_csv, writing

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_are_defused_and_restored(text):
    assert neutralise(text) == "'" + text
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("text", ["Acme", "", "5 - 3", "'quoted'", "a=b", "https://x.cn"])
def test_other_text_is_left_alone(text):
    assert neutralise(text) == text
    assert restore(text) == text


def test_csv():
    content = b"".join(
        write_csv(
            ["名称", "=x"],
            [["Acme, Inc", -5], ["=1+1", Decimal("-1054.00")], [None, date(2017, 3, 1)], ["a\nb", True]],
        )
    )

    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["名称", "'=x"], ["Acme, Inc", "-5"], ["'=1+1", "-1054.00"], ["", "2017-03-01"], ["a\nb", "true"],
    ]  # fmt: skip


def test_csv_is_streamed():
    pieces = list(write_csv(["n"], ([str(n)] for n in range(100_000))))

    assert len(pieces) > 5
    assert max(len(piece) for piece in pieces) < 256 << 10


def test_xlsx(tmp_path):
    with XlsxFile(tmp_path / "out.xlsx", ["名称", "when", "amount"], sheet="客户[1]") as file:
        file.write(["=1+1", date(2017, 3, 1), Decimal("-1054.50")])
        file.write(["https://x.cn", datetime(2017, 3, 1, 10, 30), 10**18])
        file.write([None, "\x07bell", True])

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["名称", "when", "amount"],
        ["'=1+1", datetime(2017, 3, 1), -1054.5],
        ["https://x.cn", datetime(2017, 3, 1, 10, 30), str(10**18)],
        [None, "bell", True],
    ]
    assert sheet["A2"].data_type == "s"


def test_rows_beyond_a_sheet_go_on_another(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_XLSX_ROWS", 3)

    with XlsxFile(tmp_path / "out.xlsx", ["n"], sheet="Deals") as file:
        for number in range(5):
            file.write([number])

    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [[[c.value for c in row] for row in sheet.iter_rows()] for sheet in workbook] == [[["n"], [0], [1]], [["n"], [2], [3]], [["n"], [4]]]  # fmt: skip
    assert workbook.sheetnames == ["Deals", "Deals 2", "Deals 3"]
