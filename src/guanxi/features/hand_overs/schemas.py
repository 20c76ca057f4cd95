"""What goes over the wire when somebody's work is handed over."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Memberships = Literal["keep", "move", "leave"]
OwnerKind = Literal["person", "queue"]


class HandOverRequest(Struct, forbid_unknown_fields=True):
    """`to` takes over all objects that `by_object` does not name; an object with neither stays as it is.

    `memberships`: places in teams, queues and territories are kept, moved to `to`, or left. With `reports` whoever
    reported to the person reports to `to`, with `views` the views that the person shared are those of `to`. `deactivate`
    ends the person's sign-ins and API keys once everything is handed over. A queue has records only. `preview` changes nothing.
    """

    to: UUID | None = None
    by_object: Annotated[dict[str, UUID], Meta(max_length=500)] = {}
    memberships: Memberships = "keep"
    reports: bool = False
    views: bool = False
    deactivate: bool = False
    reason: Annotated[str, Meta(max_length=500)] | None = None
    preview: bool = False


class Person(Struct):
    id: UUID
    name: str


class Holding(Struct):
    """`in_bin` of the `count` records lie in the recycle bin. `to` is who would take them over."""

    object: str
    label: str
    count: int
    in_bin: int
    to: Person | None = None


class Place(Struct):
    id: UUID
    name: str
    kind: str


class HandOver(Struct):
    """What a person or a queue owns. `places` are the first 200 of the teams, queues and territories, by name; `reports` counts the
    people whose manager the person is, `views` those shared with colleagues.
    """

    user: Person
    kind: OwnerKind
    status: str
    deleted: bool
    objects: list[Holding]
    open_tasks: int
    total: int
    places: list[Place]
    reports: int
    views: int
    sign_ins: int
    api_keys: int
    job_id: UUID | None = None
    change_set_id: UUID | UnsetType = UNSET
