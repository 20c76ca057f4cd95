"""What is read ahead of its turn is each row once, in order, from wherever an import goes on."""

from __future__ import annotations

import asyncio

import pytest

from guanxi import catalogue
from guanxi.features.imports.schemas.options import AnalysedColumn, Analysis, ImportOptions, MappedColumn
from guanxi.features.imports.service.plan import plan_import
from guanxi.features.imports.service.reading_ahead import ReadingAhead
from guanxi.kernel.metadata import standard_registry
from guanxi.kernel.tabular import NormalisedTable, Row
from guanxi.kernel.tabular.normalised import write_normalised

ROWS, CHUNK = 250, 60


@pytest.fixture
def ahead(tmp_path):
    catalogue.load()
    path = tmp_path / "rows"
    with path.open("wb") as out:
        write_normalised(out, (Row(number, [f"A{number}"], ()) for number in range(ROWS)), 1)
    analysis, options = (
        Analysis(columns=[AnalysedColumn("name")]),
        ImportOptions(mapping=[MappedColumn(0, "name")]),
    )
    plan = plan_import(standard_registry().object("account"), analysis, options, "USD")
    return ReadingAhead(plan, NormalisedTable(path), CHUNK)


def numbers(drafts):
    assert [draft.values["name"] for draft in drafts] == [f"A{draft.row.number}" for draft in drafts]
    return [draft.row.number for draft in drafts]


@pytest.mark.parametrize("start", [0, 60, 77, 249])
async def test_each_row_once_and_in_order(ahead, start):
    found: list[int] = []
    while start + len(found) < ROWS:
        found += numbers(await ahead.drafts(start + len(found)))

    assert found == list(range(start, ROWS))


async def test_another_place_is_read_anew(ahead):
    await ahead.drafts(0)

    assert numbers(await ahead.drafts(100)) == list(range(100, 160))
    assert numbers(await ahead.drafts(100)) == list(range(100, 160))


async def test_reads_while_others_wait(ahead):
    await ahead.drafts(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert len(others) == 1
    await asyncio.wait(others)

    assert numbers(await ahead.drafts(CHUNK)) == list(range(60, 120))


async def test_stops(ahead):
    await ahead.drafts(0)
    await ahead.stop()

    assert asyncio.all_tasks() == {asyncio.current_task()}
