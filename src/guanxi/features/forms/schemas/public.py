"""What strangers are shown of a form, and what they send."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar.datastructures import UploadFile
from msgspec import Meta, Struct

from guanxi.features.forms.schemas.body import MOST_FIELDS, FieldName, Language


class Choice(Struct, frozen=True):
    value: str
    label: str


class PublicField(Struct, frozen=True, omit_defaults=True):
    """`kind` is that of its control: line, lines, email, phone, url, integer, number, money, date, datetime, boolean, choice,
    choices, files. `when` is the condition under which it is shown, as a tree of names, values and comparisons, where files count how many
    there are and a record (`is_record`) is its label. Of files, `most` may be sent, of `largest` bytes each and of the media types `accept`.
    """

    name: str
    label: str
    kind: str
    help: str = ""
    required: bool = False
    options: list[Choice] = []
    default: Any = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    when: Any = None
    most: int | None = None
    largest: int | None = None
    accept: list[str] = []
    is_record: bool = False


class PublicConsent(Struct, frozen=True):
    version: int
    text: str
    policy_url: str
    required: bool


class PublicForm(Struct, frozen=True):
    """In one language. `ticket` is for one sending, not sooner than in `wait_seconds`; with a `challenge` above 0 the sending
    needs a number whose hash with the ticket, SHA-256 of `ticket:number`, begins with so many zero bits.
    """

    language: Language
    languages: list[Language]
    title: str
    description: str
    button: str
    is_open: bool
    closed: str
    fields: list[PublicField]
    consent: PublicConsent | None
    ticket: str
    wait_seconds: int
    challenge: int


class Sending(Struct, frozen=True, forbid_unknown_fields=True):
    """`values` by the names of fields. `website` stays empty: people do not see it. The same ticket sends the same once."""

    ticket: Annotated[str, Meta(min_length=10, max_length=200)]
    values: Annotated[dict[FieldName, Any], Meta(max_length=MOST_FIELDS)]
    consent: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    website: Annotated[str, Meta(max_length=2_000)] = ""
    proof: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class UploadForm(Struct):
    """One file for `field`, on the page that has `ticket`. With a challenge, `proof` is that of the ticket."""

    file: UploadFile
    field: FieldName
    ticket: Annotated[str, Meta(min_length=10, max_length=200)]
    proof: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class Uploaded(Struct, frozen=True):
    """To be named by its id in the sending of the same page, within a day. `size` in bytes."""

    id: UUID
    name: str
    size: int


class Thanks(Struct, frozen=True):
    """The answer to whoever sent a form, whatever became of it inside the company."""

    thanks: str
    redirect_url: str | None
