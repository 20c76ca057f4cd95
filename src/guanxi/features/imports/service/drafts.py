"""Rows of a file on their way to becoming records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import NewOption, Reference, Refusal
from guanxi.kernel.tabular import Row

Op = Literal["create", "update", "skip", "refuse"]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is refused, or what was done to it. `column` counts from 0."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    field: str | None = None
    column: int | None = None


@dataclass(slots=True)
class Draft:
    """`pending` are lookups whose record is yet to be created; `deferred` point at rows of the same file."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    op: Op = "create"
    record_id: UUID | None = None
    pending: dict[str, Reference] = field(default_factory=dict)
    deferred: dict[str, Reference] = field(default_factory=dict)
    new_options: dict[str, NewOption] = field(default_factory=dict)

    def refuse(self, *problems: RowProblem) -> None:
        self.op = "refuse"
        self.problems.extend(problems)


def read_draft(plan: ImportPlan, row: Row) -> Draft:
    draft = Draft(row)
    if row.problems:
        _take_reading_problems(plan, draft)
    cells = row.cells
    for column in plan.columns:
        if column.index >= len(cells):
            continue
        cell = cells[column.index]
        if cell == "" and isinstance(cell, str):
            continue
        value = column.read(cell)
        if value is None:
            continue
        kind = type(value)
        if kind is Refusal:
            draft.refuse(RowProblem(value.code, dict(value.params), column.field.name, column.index))
        elif kind is NewOption:
            draft.new_options[column.field.name] = value
        else:
            draft.values[column.field.name] = value
    if plan.compose is not None and draft.op != "refuse":
        _compose_name(plan, draft)
    return draft


def _take_reading_problems(plan: ImportPlan, draft: Draft) -> None:
    used = {column.index: column.field.name for column in plan.columns}
    for problem in draft.row.problems:
        column = problem.column
        if problem.refuses_row or (problem.refuses_cell and column in used):
            draft.refuse(
                RowProblem(
                    problem.code,
                    dict(problem.params),
                    used.get(column or 0) if column is not None else None,
                    column,
                )
            )


def _compose_name(plan: ImportPlan, draft: Draft) -> None:
    assert plan.compose is not None
    name = plan.compose(draft.row.cells)
    if not name:
        name = next(
            (
                str(draft.values[f.name])
                for f in plan.definition.field_list
                if f.finds_records and f.name in draft.values
            ),
            "",
        )
    if name:
        field = plan.definition.field("name")
        draft.values["name"] = name[: (field and field.max_length) or 255]
