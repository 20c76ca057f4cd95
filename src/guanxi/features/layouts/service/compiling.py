"""Layouts with their conditions compiled: once for each version of the company's metadata."""

from __future__ import annotations

from dataclasses import dataclass

from guanxi.features.layouts.schemas import Layout
from guanxi.features.layouts.service.declaring import LAYOUT
from guanxi.features.layouts.service.walking import items_of, placed_fields
from guanxi.kernel.changes.conditions import DraftCondition, compile_condition
from guanxi.kernel.definitions import Compiled, Declared
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Conventions, Registry
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class CompiledLayout:
    """`parts` are tabs and items by key, `fields` placed fields by name: those that are shown while a condition holds."""

    name: str
    layout: Layout
    when: DraftCondition | None
    parts: tuple[tuple[str, DraftCondition], ...]
    fields: tuple[tuple[str, DraftCondition], ...]

    @property
    def conditions(self) -> list[DraftCondition]:
        own = [] if self.when is None else [self.when]
        return [*own, *(each for _, each in (*self.parts, *self.fields))]


def compile_layout(scope: Scope, registry: Registry, declared: Declared[Layout]) -> CompiledLayout:
    """A part whose condition can no longer be read, because what it names is gone, is always shown; a layout of which that is
    true applies to nothing. Raises the problem of the latter.
    """
    layout, definition = declared.body, registry.object(declared.object or "")
    conventions = Conventions.of(scope.tenant)

    def compiled(text: str | None) -> DraftCondition | None:
        if text is None:
            return None
        try:
            return compile_condition(registry, definition, text, conventions)
        except Problem:
            return None

    when = None if layout.when is None else compile_condition(registry, definition, layout.when, conventions)
    parts = [(tab.key, compiled(tab.visible_when)) for tab in layout.tabs]
    parts += [(item.key, compiled(item.visible_when)) for _, item in items_of(layout)]
    fields = [(placed.name, compiled(placed.visible_when)) for _, placed in placed_fields(layout)]
    return CompiledLayout(
        declared.name,
        layout,
        when,
        tuple((key, each) for key, each in parts if each is not None),
        tuple((name, each) for name, each in fields if each is not None),
    )


layouts: Compiled[Layout, CompiledLayout] = Compiled(LAYOUT, compile_layout)
