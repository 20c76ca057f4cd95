"""What a package looks like: the top-level names that its files may hold, and what stands below each.

Any file may hold any of them; how they are spread over files is the author's taste.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

NAME = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
VERSION = r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$"

Name = Annotated[str, Meta(pattern=NAME, max_length=60)]
Version = Annotated[str, Meta(pattern=VERSION, max_length=20)]
Text = Annotated[str, Meta(min_length=1, max_length=2_000)]
Bilingual = Text | dict[str, Text]


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """Below `package`. `requires` names other packages with the version that is needed at least."""

    name: Name
    version: Version
    label: Bilingual
    description: Bilingual = ""
    author: Annotated[str, Meta(max_length=200)] = ""
    license: Annotated[str, Meta(max_length=80)] = ""
    requires: dict[str, Version] = field(default_factory=dict)


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """A list below `samples`. Records that a company has already, by `match`, are left as they are. A lookup names the record that it
    points to, links name several; `{expression: today() + days(14)}` stands for what it gives on the day of the installation.
    """

    object: Annotated[str, Meta(max_length=60)]
    records: Annotated[list[dict[str, Any]], Meta(max_length=2_000)]
    match: Annotated[str, Meta(max_length=60)] = "name"


class Expectation(Struct, frozen=True, forbid_unknown_fields=True):
    """What the record called so by `as` looks like by then; or how many records of an `object` meet a `filter`, and what each of
    them looks like.
    """

    values: dict[str, Any] = field(default_factory=dict)
    record: str | None = None
    object: str | None = None
    filter: str = ""
    count: int | None = None


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """That the step is refused, with this code, or at this field, or by a sentence that holds this text."""

    code: str | None = None
    field: str | None = None
    says: str | None = None


class NewRecord(Struct, frozen=True, forbid_unknown_fields=True):
    object: str
    values: dict[str, Any]


class ChangedRecord(Struct, frozen=True, forbid_unknown_fields=True):
    record: str
    values: dict[str, Any]


class SentForm(Struct, frozen=True, forbid_unknown_fields=True):
    form: str
    values: dict[str, Any]


class SubmittedRecord(Struct, frozen=True, forbid_unknown_fields=True):
    record: str
    process: str


class DecidedRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """What the record awaits is answered, by whoever runs the test: he must be asked."""

    record: str
    decision: Literal["approve", "reject"]
    comment: str = ""


class Step(Struct, frozen=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """One of `create`, `update`, `delete` (a name given by `as`), `send` (a form, as a stranger does), `submit` (for approval),
    `decide`, `expect`, or `settle`, which waits until all workflows have run.

    Values that point to records name them: `@hall` is the one called so by `as`, other text a record's own name.
    """

    create: NewRecord | None = None
    update: ChangedRecord | None = None
    delete: str | None = None
    send: SentForm | None = None
    submit: SubmittedRecord | None = None
    decide: DecidedRecord | None = None
    expect: Expectation | None = None
    settle: bool = False
    as_: str | None = None
    refused: Refusal | None = None


class Test(Struct, frozen=True, forbid_unknown_fields=True):
    """Below `tests`, by name: a journey through a company that has this package and its samples, and nothing else."""

    steps: Annotated[list[Step], Meta(min_length=1, max_length=200)]
    label: Bilingual = ""
