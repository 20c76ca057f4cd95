"""The normalised copy gives back any page of any table."""

import random

import pytest

from guanxi.kernel.tabular import CellProblem, NormalisedTable, Row, write_normalised


@pytest.fixture
def copy_of(tmp_path):
    def copy_of(rows, width=2):
        with (tmp_path / "copy").open("wb") as out:
            write_normalised(out, iter(rows), width)
        return NormalisedTable(tmp_path / "copy")

    return copy_of


def test_any_page_can_be_read(copy_of):
    rows = [Row(n + 2, [f"名称 {n}", n]) for n in range(3_456)]

    table = copy_of(rows)

    assert len(table) == 3_456
    assert list(table.rows()) == rows
    for start in (0, 1, 999, 1_000, 1_001, 3_455, random.Random(1).randrange(3_456)):
        assert list(table.rows(start, 7)) == rows[start : start + 7]
    assert list(table.rows(3_456, 5)) == [] and list(table.rows(0, 0)) == []


def test_problems_and_types_come_back(copy_of):
    rows = [Row(2, ["x", True, 1.5], (CellProblem("cell_too_large", 1, {"limit": 5}),)), Row(3, ["", "y", 7])]

    assert list(copy_of(rows, 3).rows()) == rows


def test_an_empty_table(copy_of):
    table = copy_of([])

    assert len(table) == 0 and list(table.rows()) == []


def test_profiles_come_back(copy_of):
    profiles = copy_of([Row(2, ["a", "1"]), Row(3, ["a", ""])]).profiles()

    assert profiles[0].values == {"a": 2}
    assert profiles[1].filled == 1
