"""Which record has a value of a unique field that the company added."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanxi.kernel.changes.uniqueness import Key, holders_of, key_of
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.tenancy import Scope

REMEMBERED = 100_000


class HeldValues:
    """As a `Directory` for one field. What the field does not accept is nobody's; it is refused when it is written."""

    whole = False

    def __init__(self, definition: ObjectDef, field: Field) -> None:
        self._definition = definition
        self._field = field
        self._context: ParseContext | None = None
        self._ids: dict[Key, UUID] = {}

    async def load(self, scope: Scope) -> None:
        """Nothing is read ahead; what a text means depends on whose import it is."""
        self._context = ParseContext(scope.tenant.currency, scope.timezone, scope.tenant.id)

    async def seek(self, scope: Scope, texts: Iterable[str]) -> None:
        values = [value for text in texts if (value := self._value(text)) is not None]
        if len(self._ids) > REMEMBERED:
            self._ids.clear()
        self._ids.update(await holders_of(scope, self._definition, self._field, values))

    def find(self, text: str) -> UUID | None:
        value = self._value(text)
        return None if value is None else self._ids.get(key_of(self._field, value))

    def add(self, text: str, record_id: UUID, label: str) -> None:
        value = self._value(text)
        if value is not None:
            self._ids[key_of(self._field, value)] = record_id

    def key(self, text: str) -> str:
        """Equal for two texts that are the same value."""
        value = self._value(text)
        return text if value is None else key_of(self._field, value)[1]

    def _value(self, text: str) -> object:
        if self._context is None:
            return None
        try:
            return self._field.type.parse(text, self._field, self._context)
        except FieldRefused:
            return None
