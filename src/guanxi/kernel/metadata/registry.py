"""The objects that one tenant has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata.objects import ObjectDef


class Registry:
    """`deleted` are the custom objects that somebody deleted: out of every reader's sight, to be restored with their
    records.
    """

    def __init__(
        self, objects: Mapping[str, ObjectDef], deleted: Mapping[str, ObjectDef] | None = None
    ) -> None:
        self._objects = dict(objects)
        self.deleted: Mapping[str, ObjectDef] = deleted or {}
        self._by_number = {item.number: item for item in objects.values()}

    def __iter__(self) -> Iterator[ObjectDef]:
        return iter(self._objects.values())

    def __contains__(self, name: str) -> bool:
        return name in self._objects

    def object(self, name: str) -> ObjectDef:
        """Raises NotFound for an object that does not exist."""
        found = self._objects.get(name)
        if found is None:
            raise NotFound("object_not_found", params={"object": name[:80]})
        return found

    def has_number(self, number: int) -> bool:
        return number in self._by_number

    def by_number(self, number: int) -> ObjectDef:
        """Of an object that exists, see `has_number`."""
        return self._by_number[number]

    def ever(self, number: int) -> ObjectDef | None:
        """Deleted ones too: for history, and for whatever must not stand still while one is deleted."""
        found = self._by_number.get(number)
        return found or next((each for each in self.deleted.values() if each.number == number), None)

    def with_objects(self, changed: Mapping[str, ObjectDef]) -> Registry:
        return Registry({**self._objects, **changed}, self.deleted)
