"""The body of a form. No ids of the company: fields, options, people and queues by their names, so that packages carry it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec import field as made_by

from guanxi.kernel.definitions import Passage, Sentence

FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
Language = Literal["en", "zh-CN"]
Address = Annotated[str, Meta(max_length=1_000)]
Origin = Annotated[str, Meta(min_length=1, max_length=255)]
OnDuplicate = Literal["create", "fill", "replace", "review"]

MOST_FIELDS = 60


class FormField(Struct, frozen=True, forbid_unknown_fields=True):
    """A field that is asked for. A blank label is the field's own. It is shown where `when` holds, a condition over fields
    further up; what is not shown is not kept. `default` is filled in beforehand.

    A field that points to a record offers those that meet `choices`, a condition over their object, as whoever saved the form
    last sees them: 100 at most, by their names.
    """

    field: FieldName
    label: Sentence = Sentence()
    help: Sentence = Sentence()
    required: bool = False
    default: Any = None
    when: Annotated[str, Meta(max_length=1_000)] = ""
    choices: Annotated[str, Meta(max_length=2_000)] = ""


class FixedValue(Struct, frozen=True, forbid_unknown_fields=True):
    """A value that new records get and nobody is shown."""

    field: FieldName
    value: Any


class Owner(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose new records are: a person by email, or a queue by name. Without one the assignment rules decide."""

    kind: Literal["user", "queue"]
    name: Annotated[str, Meta(max_length=200)]


class Consent(Struct, frozen=True, forbid_unknown_fields=True):
    """What is agreed to. Every wording is kept under a version of its own, and each sending names the one it was given for."""

    text: Passage
    policy_url: Address = ""
    required: bool = True


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """`on_duplicate`, where the company's duplicate rules find one record that is the same: `create` another one, `fill` its
    empty fields, `replace` what it has, or leave it to a person (`review`); several are always left to one.

    After sending, `redirect_url` leads elsewhere; without it `thanks` is shown. Only pages of `allowed_origins`
    (`https://www.example.com`, `https://*.example.com`) may show the form within them. `challenge` makes the browser work for
    a moment before it sends.
    """

    fields: Annotated[list[FormField], Meta(min_length=1, max_length=MOST_FIELDS)]
    fixed: Annotated[list[FixedValue], Meta(max_length=30)] = []
    owner: Owner | None = None
    title: Sentence = Sentence()
    description: Passage = Passage()
    button: Sentence = Sentence()
    thanks: Passage = Passage()
    redirect_url: Address = ""
    closed: Passage = Passage()
    consent: Consent | None = None
    languages: Annotated[list[Language], Meta(min_length=1, max_length=2)] = made_by(
        default_factory=lambda: ["en", "zh-CN"]
    )
    allowed_origins: Annotated[list[Origin], Meta(max_length=20)] = []
    on_duplicate: OnDuplicate = "create"
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    most_in_total: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    most_per_day: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    challenge: bool = False
