"""Bodies and parameters made from the description of the API, filled with what a company has of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from guanxi.attack.exchange import Request, Upload
from guanxi.attack.secrets import HIDDEN, SHARED, day_of, new_word, number_of
from guanxi.kernel.metadata import Field, ObjectDef

if TYPE_CHECKING:
    from guanxi.attack.companies import Company
    from guanxi.attack.operations import Operation

DEEPEST = 8
PASSWORD = "a long road of seven hills"

# Values that no schema tells, by the name of the field.
BY_NAME: Mapping[str, Any] = {
    "object": "deal",
    "object_name": "deal",
    "locale": "en",
    "timezone": "UTC",
    "currency": "USD",
    "role": "member",
    "filter": "",
    "condition": "",
    "sort": "name",
    "q": "",
    "cursor": "",
    "view": None,
    "key": "",
    "password": PASSWORD,
    "current_password": PASSWORD,
    "format": "csv",
    "minutes": 30,
    "delete": False,
    "preview": False,
}


class Maker:
    """Makes things as one of the company's people would. `group` is that of the marked words it writes."""

    def __init__(
        self, company: Company, group: str, schemas: Mapping[str, Any], person: str = "admin"
    ) -> None:
        self.company = company
        self.group = group
        self._person = person
        self._schemas = schemas

    def own_ids(self, table: str) -> list[UUID]:
        """The person's own rows; the admin's of what only admins make."""
        return self.company.own_ids(table, self._person) or self.company.own_ids(table)

    def word(self) -> str:
        word = new_word(self.group)
        self.company.words.setdefault(self.group, []).append(word)
        return word

    def body(self, schema: Mapping[str, Any]) -> Any:
        return self._value(schema, "", 0)

    def form(self, schema: Mapping[str, Any]) -> dict[str, str | Upload]:
        """Fields of a form; whatever is binary is a small file."""
        made = self._value(schema, "", 0)
        return {
            name: ("sheet.csv", f"Name\n{self.word()}\n".encode()) if name == "file" else str(value)
            for name, value in made.items()
            if value is not None
        }

    def id_for(self, name: str) -> str:
        """The id that a field of this name most likely wants."""
        for table in self.company.tables_named_like(name):
            if ids := self.own_ids(table):
                return str(ids[0])
        return str(self.company.admin.user_id or uuid4())

    def _has_own(self, name: str) -> bool:
        return any(self.own_ids(table) for table in self.company.tables_named_like(name))

    def _value(self, schema: Mapping[str, Any], name: str, depth: int) -> Any:
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        if choices := schema.get("oneOf") or schema.get("anyOf"):
            best = _best(choices)
            is_nullable = any(each.get("type") == "null" for each in choices)
            if best.get("format") == "uuid" and is_nullable and not self._has_own(name):
                return None
            return self._value(best, name, depth)
        if "allOf" in schema:
            return self._value(schema["allOf"][0], name, depth)
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next((each for each in kind if each != "null"), "null")
        if schema.get("enum"):
            return BY_NAME[name] if BY_NAME.get(name) in schema["enum"] else schema["enum"][0]
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, name, depth)
            case "integer" | "number":
                return schema.get("minimum", schema.get("maximum", BY_NAME.get(name, 1)))
            case "boolean":
                return False
            case "null":
                return None
            case "string":
                return self._text(schema, name)
        return None

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """What is required, and of the rest what carries an id: those are the places to attack."""
        required = set(schema.get("required", ()))
        if depth > DEEPEST:
            return {}
        return {
            name: self._value(each, name, depth + 1)
            for name, each in schema.get("properties", {}).items()
            if name in required or self._carries_id(each, depth + 1)
        }

    def _array(self, schema: Mapping[str, Any], name: str, depth: int) -> list[Any]:
        item = schema.get("items", {})
        if depth > DEEPEST or not (schema.get("minItems") or self._carries_id(item, depth + 1)):
            return []
        return [self._value(item, name, depth + 1)]

    def _text(self, schema: Mapping[str, Any], name: str) -> Any:
        shape = schema.get("format")
        if shape == "uuid":
            return self.id_for(name)
        if shape == "date":
            return day_of(self.group)
        if shape == "date-time":
            return f"{day_of(self.group)}T08:00:00Z"
        if name in BY_NAME and name != "key":
            return BY_NAME[name]
        if "email" in name:
            return f"{self.word()}@example.test"
        text = self.word()
        pattern = schema.get("pattern")
        if pattern and not re.search(pattern, text):
            text = "blue" if re.search(pattern, "blue") else "x1"
        return text[: schema.get("maxLength") or 60]

    def _carries_id(self, schema: Mapping[str, Any], depth: int) -> bool:
        if depth > DEEPEST:
            return False
        if "$ref" in schema:
            schema = self._schemas.get(schema["$ref"].rpartition("/")[2], {})
        if schema.get("format") == "uuid":
            return True
        nested = [
            *schema.get("oneOf", ()),
            *schema.get("anyOf", ()),
            *schema.get("allOf", ()),
            *schema.get("properties", {}).values(),
            *([schema["items"]] if isinstance(schema.get("items"), Mapping) else []),
        ]
        return any(self._carries_id(each, depth + 1) for each in nested)

    def record(self, definition: ObjectDef, *, linked: bool = True) -> dict[str, Any]:
        """Every field that can be written; marked wherever the type leaves room for it."""
        title, hidden = definition.title_field, self.group
        if self.group[1] == SHARED:
            hidden = self.group[0] + HIDDEN
        values = {}
        for field in definition.field_list:
            if field.read_only or field.name in NOT_WRITTEN:
                continue
            value = self.value_of(field, self.group if field.name == title else hidden, linked=linked)
            if value is not None:
                values[field.name] = value
        return values

    def value_of(self, field: Field, group: str, *, linked: bool = True) -> Any:
        """None where nothing of one's own fits."""
        word = new_word(group)
        self.company.words.setdefault(group, []).append(word)
        match field.type.name:
            case "lookup":
                ids = self.own_ids(self.company.table_of(field.target or "")) if linked else ()
                return str(ids[0]) if ids else None
            case "links":
                ids = self.own_ids(self.company.table_of(field.target or "")) if linked else ()
                return [str(each) for each in ids[:2]] or None
            case "email":
                return f"{word}@example.test"
            case "phone":
                return f"+{number_of(group)}"
            case "url":
                return f"https://{word}.example.test"
            case "integer" | "number" | "percent" | "money":
                number = number_of(group)
                fits = (field.maximum is None or number <= field.maximum) and (
                    field.minimum is None or number >= field.minimum
                )
                return (str(number) if field.type.name == "money" else number) if fits else None
            case "date":
                return day_of(group)
            case "datetime":
                return f"{day_of(group)}T08:00:00Z"
            case "boolean":
                return True
            case "address":
                return {"country": "CN", "city": word, "street": word, "postal_code": "200120"}
            case "geolocation":
                return {"latitude": number_of(group) % 90, "longitude": number_of(group) % 180}
            case "currency_amount" if field.converts_to is not None:
                return None  # The field that it converts to has an amount already.
            case "currency_amount":
                return {"amount": str(number_of(group) % 1_000_000), "currency": "EUR"}
            case "rich_text":
                return f"<p><strong>{word}</strong></p>"
            case "duration":
                return number_of(group) % 1_000_000
            case "mixed_lookup":
                ids = self.own_ids(self.company.table_of(field.targets[0])) if linked else ()
                return {"object": field.targets[0], "id": str(ids[0])} if ids else None
            case "auto_number" | "file" | "image":
                return None
            case "multi_choice":
                return [option.value for option in field.options if not option.retired][:2] or None
            case "choice" | "stage":
                return next((option.value for option in field.options if not option.retired), None)
        return word[: field.max_length] if field.max_length else word


# Who a user is and may do is set where people are founded; a deal's stage follows its pipeline.
NOT_WRITTEN = frozenset({"owner", "role", "licence", "kind", "manager", "stage", "pipeline", "org_role"})


def _best(choices: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What can carry an id, else the first that is not null."""
    usable = [each for each in choices if each.get("type") != "null"]
    return next(
        (each for each in usable if each.get("format") == "uuid"), usable[0] if usable else choices[0]
    )


def ids_within(request: Request) -> list[str]:
    """The ids that a request names beside its path."""
    found: list[str] = []
    _gather(request.body, found)
    _gather(dict(request.query), found)
    _gather(dict(request.form or {}), found)
    return list(dict.fromkeys(found))


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, Mapping):
        for each in value.values():
            _gather(each, found)
    elif isinstance(value, list):
        for each in value:
            _gather(each, found)
    elif isinstance(value, str) and _is_uuid(value):
        found.append(value)


def _is_uuid(text: str) -> bool:
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def _field_names(operation: Operation, company: Company, definition: ObjectDef) -> list[str]:
    """Deleted ones to restore, choices to change, else those that the company added."""
    if operation.path.endswith("/restore"):
        return company.deleted_fields.get(definition.name, [])
    if operation.path.endswith("/conversion"):
        return [each.name for each in definition.custom_fields if each.name == "c_turned"]
    if operation.method == "PATCH":
        return [each.name for each in definition.field_list if each.options]
    return [each.name for each in definition.custom_fields]


def object_names(operation: Operation, company: Company) -> list[dict[str, str]]:
    """Values for the places in a path that are no ids: every object, every relation of each, a field of each. The object for
    which something was prepared comes first.
    """
    places = [place for place in operation.places if place not in operation.id_places]
    if "object_name" not in places:
        return [{place: company.text_for(place, operation.name) for place in places}]
    if operation.path.endswith("/objects/{object_name}/restore"):
        return [{"object_name": name} for name in company.deleted_objects]
    found = []
    for definition in company.registry:
        values = {"object_name": definition.name}
        others = [place for place in places if place != "object_name"]
        if others == ["relation"]:
            found += [{**values, "relation": each.name} for each in definition.relations]
        elif others == ["field_name"]:
            found += [{**values, "field_name": name} for name in _field_names(operation, company, definition)]
        else:
            found.append(values | {place: company.text_for(place, operation.name) for place in others})
    likely = company.prepared.get(operation.name, {}).get("object_name")
    return sorted(found, key=lambda each: each["object_name"] != likely) if likely else found
