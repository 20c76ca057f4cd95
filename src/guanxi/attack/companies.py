"""A throw-away company: its people, its rows by table and by who made them, its marked words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from guanxi.attack.people import Person
from guanxi.kernel.metadata import Registry, standard_registry

Rows = Mapping[str, Sequence[UUID]]


@dataclass(frozen=True)
class OpenRequest:
    """An approval that waits for the administrator, the task that asks him, and a file that was sent with it."""

    id: str
    task: str
    file: str | None = None


@dataclass(eq=False)
class Company:
    """`made_by` names the rows that each person made, by table; `deleted` are records in the recycle bin. `registry` knows
    the objects and fields that the company added; `deleted_fields` are those it deleted again, by object. `prepared` holds,
    by the name of an operation, what its path has to name for it to succeed; `requests` are open approvals by id, and
    `asks_limited` is one that asks somebody who may not see all fields of what he is asked about.
    """

    letter: str
    tenant_id: int
    slug: str
    email: str
    people: dict[str, Person] = field(default_factory=dict)
    made_by: dict[str, dict[str, list[UUID]]] = field(default_factory=dict)
    deleted: dict[str, list[UUID]] = field(default_factory=dict)
    shared_files: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()
    registry: Registry = field(default_factory=standard_registry)
    deleted_fields: dict[str, list[str]] = field(default_factory=dict)
    deleted_objects: list[str] = field(default_factory=list)
    prepared: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: dict[str, OpenRequest] = field(default_factory=dict)
    asks_limited: str | None = None

    @property
    def admin(self) -> Person:
        return self.people["admin"]

    def own_ids(self, table: str, maker: str = "admin") -> list[UUID]:
        """Those in the recycle bin apart."""
        gone = set(self.deleted.get(table, ()))
        return [each for each in self.made_by.get(maker, {}).get(table, ()) if each not in gone]

    def all_ids(self) -> frozenset[str]:
        return frozenset(
            str(each) for tables in self.made_by.values() for ids in tables.values() for each in ids
        )

    def ids_of(self, makers: Iterable[str]) -> dict[str, list[UUID]]:
        found: dict[str, list[UUID]] = {}
        for maker in makers:
            for table, ids in self.made_by.get(maker, {}).items():
                found.setdefault(table, []).extend(ids)
        return found

    def table_of(self, object_name: str) -> str:
        return self.registry.object(object_name).table.name if object_name in self.registry else object_name

    def tables_named_like(self, name: str) -> list[str]:
        """`view_id` → saved_view, `account` → account, `members` → app_user. The likeliest first."""
        stem = name.removesuffix("_id").removesuffix("_ids").rstrip("s").rpartition(".")[2]
        known = ALSO_CALLED.get(stem, stem)
        exact = [known] if known in self.tables else []
        return exact + sorted(table for table in self.tables if stem and stem in table and table != known)

    def text_for(self, place: str, operation: str = "") -> str:
        return self.prepared.get(operation, {}).get(place) or _TEXTS.get(place, place)

    def prepared_id(self, operation: str, place: str, object_name: str | None) -> str | None:
        """What was made for this operation, if it was made for records of this object."""
        made = self.prepared.get(operation, {})
        return made.get(place) if made.get("object_name") == object_name else None


DECLARED = "of_the_attack"  # the name of every definition
_TEXTS = {
    "token": "a-token-that-nobody-was-given",
    "path": "records",
    "kind": "validation_rule",
    "name": DECLARED,
    "key_name": "c_code",
    "key_value": "kept",
}

ALSO_CALLED = {
    "user": "app_user",
    "owner": "app_user",
    "manager": "app_user",
    "member": "app_user",
    "add": "app_user",
    "remove": "app_user",
    "view": "saved_view",
    "role": "org_role",
    "parent": "org_role",
    "move_to": "org_role",
    "key": "api_key",
    "set": "permission_set",
    "record": "deal",
    "id": "deal",
    "rule": "sharing_rule",
    "grant": "support_grant",
}
