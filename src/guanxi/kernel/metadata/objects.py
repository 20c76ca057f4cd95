"""An object: a kind of record, with its fields, relations, pipelines and layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.sql.selectable import NamedFromClause

from guanxi.kernel.metadata.fields import Field, Option
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.pipelines import PIPELINE, STAGE, Pipeline, Stage
from guanxi.kernel.metadata.records import Records

MORE_SECTION = "more"
MORE_LABEL = Label("More", "更多信息")


@dataclass(frozen=True, slots=True)
class Relation:
    """A related list: the records of `object` whose lookup `field` points here; or, `outward`, those that the own field
    `field` points to. `hidden` ones are not shown, though they may be asked for.
    """

    name: str
    object: str
    field: str
    label: Label
    outward: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    label: Label
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    group_by: str
    sum: str | None
    card: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    list: tuple[str, ...]
    form: tuple[Section, ...]
    header: tuple[str, ...] = ()
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class CustomObject:
    """`in_search` and `in_navigation`: whether a search across objects finds its records and the navigation offers them;
    `position` is its place there. `color` is the name of one of the interface's colours.
    """

    color: str = "gray"
    description: Label | None = None
    in_search: bool = True
    in_navigation: bool = True
    position: float = 0


@dataclass(frozen=True)
class ObjectDef:
    """`number` is the object's id in rows of history, search and counters. `custom` holds what only an object has that a
    company added.
    """

    name: str
    number: int
    label: Label
    plural_label: Label
    icon: str
    records: Records
    field_list: tuple[Field, ...]
    layouts: Layouts
    relations: tuple[Relation, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    match_by: tuple[str, ...] = ("name",)
    title_field: str = "name"
    subtitle_fields: tuple[str, ...] = ()
    custom: CustomObject | None = None

    @property
    def table(self) -> NamedFromClause:
        """Its records, to select from; see `Records`."""
        return self.records.rows

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return {item.name: item for item in self.field_list}

    def field(self, name: str) -> Field | None:
        return self.fields.get(name)

    @cached_property
    def master_field(self) -> Field | None:
        """The field that makes its records parts of others."""
        return next((field for field in self.field_list if field.detail_of), None)

    @cached_property
    def stages(self) -> Mapping[str, tuple[Pipeline, Stage]]:
        return {stage.key: (pipeline, stage) for pipeline in self.pipelines for stage in pipeline.stages}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The names of the fields that keep where a record stands in its pipeline, by role; see pipelines.py."""
        return {item.role: item.name for item in self.field_list if item.role is not None}

    def with_fields(self, changed: Mapping[str, Field]) -> ObjectDef:
        return replace(self, field_list=tuple(changed.get(item.name, item) for item in self.field_list))

    def with_custom_fields(self, added: Sequence[Field]) -> ObjectDef:
        """With more fields, each in its section of the form; sections that the form does not have become the last one."""
        if not added:
            return self
        known = {section.key for section in self.layouts.form}
        more = tuple(field.name for field in added if field.section not in known)
        form = [
            replace(
                section,
                fields=section.fields + tuple(each.name for each in added if each.section == section.key),
            )
            for section in self.layouts.form
        ]
        if more:
            form.append(Section(MORE_SECTION, MORE_LABEL, more))
        layouts = replace(self.layouts, form=tuple(form))
        return replace(self, field_list=(*self.field_list, *added), layouts=layouts)

    @cached_property
    def custom_fields(self) -> tuple[Field, ...]:
        return tuple(field for field in self.field_list if field.place is not None)

    @cached_property
    def rate_date(self) -> str | None:
        """The field with the day by whose exchange rates amounts of its records are converted."""
        return next((field.rate_date for field in self.field_list if field.rate_date is not None), None)

    @cached_property
    def dependent_fields(self) -> tuple[Field, ...]:
        """Choices whose options depend on another one."""
        return tuple(field for field in self.custom_fields if field.depends_on is not None)

    @cached_property
    def numbered_fields(self) -> tuple[Field, ...]:
        return tuple(field for field in self.custom_fields if field.numbering is not None)

    @cached_property
    def unique_custom_fields(self) -> tuple[Field, ...]:
        """Their values are held in a table of their own, see kernel.changes.uniqueness."""
        return tuple(field for field in self.custom_fields if field.unique)

    def _layouts_by(self, stage: Field) -> Layouts:
        """Of an object to which a company gave pipelines: the board is that of the stages."""
        sums = (each.name for each in self.custom_fields if each.type.name == "money")
        card = tuple(name for name in self.layouts.list if name not in (self.title_field, stage.name))
        board = Board(stage.name, next(sums, None), card[:4])
        return replace(self.layouts, board=board, list=_with_second(self.layouts.list, stage.name))

    def with_pipelines(self, pipelines: tuple[Pipeline, ...]) -> ObjectDef:
        """The same object with other pipelines; the options of its stage and pipeline fields follow."""
        changed = replace(self, pipelines=pipelines)
        stages = tuple(
            Option(stage.key, stage.label, stage.color, False, pipeline.key, stage.kind, stage.probability)
            for pipeline in pipelines
            for stage in pipeline.stages
        )
        names = tuple(Option(pipeline.key, pipeline.label) for pipeline in pipelines)
        options = {STAGE: stages, PIPELINE: names}
        stage = self.fields.get(self.roles.get(STAGE, ""))
        if stage is not None and stage.place is not None and pipelines:
            changed = replace(changed, layouts=self._layouts_by(stage))
        return changed.with_fields(
            {
                self.roles[role]: replace(self.fields[self.roles[role]], options=values)
                for role, values in options.items()
                if role in self.roles
            }
        )


def _with_second(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    others = tuple(each for each in names if each != name)
    return (*others[:1], name, *others[1:])
