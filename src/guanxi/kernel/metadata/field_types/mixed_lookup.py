"""References to a record of one of several objects, which the field names as its `targets`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.kernel.metadata.field_types.lookup import LOOKUP
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

MOST_TARGETS = 20
OBJECT = "object"
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class RecordReference(Mapping[str, Any]):
    """A record by its object and id; as a mapping it reads as conditions do."""

    object: str
    id: UUID

    def __getitem__(self, name: str) -> Any:
        if name not in (OBJECT, "id"):
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter((OBJECT, "id"))

    def __len__(self) -> int:
        return 2


@dataclass(frozen=True, slots=True)
class MixedLookupType(FieldType):
    """Its value in conditions is the id; `field.object` is the name of the object."""

    def parse(self, raw: Any, field: Field, context: ParseContext) -> RecordReference:
        """{object, id}, or the text `object:id`."""
        name: Any
        record_id: Any
        if isinstance(raw, str):
            name, _, record_id = raw.partition(":")
        elif isinstance(raw, Mapping):
            name, record_id = raw.get(OBJECT), raw.get("id")
        else:
            raise FieldRefused("mixed_lookup_expected", value=str(raw)[:_SHOWN])
        if not isinstance(name, str) or record_id in (None, ""):
            raise FieldRefused("mixed_lookup_expected", value=str(raw)[:_SHOWN])
        if name not in field.targets:
            raise FieldRefused(
                "mixed_lookup_elsewhere", object=name[:_SHOWN], targets=", ".join(field.targets)
            )
        return RecordReference(name, LOOKUP.parse(record_id, field, context))

    def to_json(self, stored: RecordReference) -> dict[str, str]:
        return {OBJECT: stored.object, "id": str(stored.id)}

    def from_json(self, kept: Any) -> RecordReference:
        return RecordReference(kept[OBJECT], UUID(kept["id"]))

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, RecordReference) and stored.object in field.targets


MIXED_LOOKUP = MixedLookupType(
    name="mixed_lookup",
    value_kind="lookup",
    default_allowed=False,
    pointing=True,
    many_targets=True,
    read_as="id",
)
