"""Makes small files for the reader tests."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from guanxi.kernel.errors import Problem
from guanxi.kernel.tabular import Choices, Row, Source, recognise

MakeFile = Callable[..., Path]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    def make(content: str | bytes, encoding: str = "utf-8", name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return make


@pytest.fixture
def make_workbook(tmp_path: Path) -> Callable[..., Path]:
    def make(sheets: dict[str, list[list[object]]], name: str = "table.xlsx") -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        workbook.save(path)
        return path

    return make


def read(path: Path, **choices: object) -> tuple[Source, list[Row]]:
    source = recognise(path, Choices(**choices))  # type: ignore[arg-type]
    return source, list(source.table())


def codes(row: Row) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.column) for problem in row.problems]


@pytest.fixture
def problem_of() -> Callable[[Callable[[], object]], str]:
    """The code of the problem that a call raises."""

    def problem_of(call: Callable[[], object]) -> str:
        with pytest.raises(Problem) as raised:
            call()
        return raised.value.code

    return problem_of
