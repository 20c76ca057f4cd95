"""Kinds of record and fields that a throw-away company adds, so that all that is tried is tried with these too."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

from guanxi.attack.companies import Company
from guanxi.attack.exchange import Request
from guanxi.attack.findings import Ledger
from guanxi.attack.ground import Ground
from guanxi.attack.secrets import VICTIM
from guanxi.kernel.metadata.overlays import registry_from

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OBJECT: dict[str, Any] = {"name": "c_asset", "label": "Asset"}
DELETED_OBJECT: dict[str, Any] = {"name": "c_past", "label": "Past"}
OBJECTS = ("account", "deal", OBJECT["name"])
KEY, KEPT = "c_code", "kept"  # a unique field, and the value that one record of each company has in it
FILES, SECRET = "c_pictures", "c_secret"
FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "c_words", "type": "text", "label": "Words", "searchable": True},
    {"name": "c_turned", "type": "text", "label": "Turned"},
    {"name": "c_story", "type": "rich_text", "label": "Story", "searchable": True},
    {"name": "c_seat", "type": "address", "label": "Seat", "searchable": True},
    {"name": "c_place", "type": "geolocation", "label": "Place"},
    {"name": "c_price", "type": "currency_amount", "label": "Price"},
    {"name": "c_lasting", "type": "duration", "label": "Lasting"},
    {"name": KEY, "type": "text", "label": "Code", "unique": True},
    {
        "name": "c_kinds",
        "type": "multi_choice",
        "label": "Kinds",
        "options": [{"value": each, "label": each} for each in ("one", "two", "three")],
    },
    {
        "name": "c_serial",
        "type": "auto_number",
        "label": "Serial",
        "numbering": {"pattern": "S-{yyyy}-{0000}", "restart": "year"},
    },
    {"name": "c_number", "type": "integer", "label": "Number"},
    {"name": "c_partner", "type": "lookup", "label": "Partner", "target": "account"},
    {"name": "c_places", "type": "links", "label": "Places", "target": "account"},
    {"name": "c_about", "type": "mixed_lookup", "label": "About", "targets": ["account", "contact"]},
    {"name": SECRET, "type": "encrypted_text", "label": "Secret", "unique": True, "shown_last": 4},
    {"name": FILES, "type": "image", "label": "Pictures", "files": {"most": 5}},
)
# They tell what they come from: hidden from whoever may not see that.
FORMULAS: tuple[dict[str, Any], ...] = (
    {"name": "c_echo", "type": "formula", "label": "Echo", "formula": 'upper("=" + c_words)'},
    {"name": "c_further", "type": "formula", "label": "Further", "formula": "size(c_partner.c_words)"},
)
DELETED = {"name": "c_gone", "type": "text", "label": "Gone"}


async def add_objects(ground: Ground, company: Company, ledger: Ledger) -> None:
    """One that stays and one that is deleted: the same names in both companies, but other numbers under them."""
    made = (OBJECT, DELETED_OBJECT) if company.letter == VICTIM else (DELETED_OBJECT, OBJECT)
    for body in made:
        await _send(ground, company, ledger, "POST /objects", Request("POST", "/api/v1/objects", body=body))
    gone = Request("DELETE", f"/api/v1/objects/{DELETED_OBJECT['name']}")
    await _send(ground, company, ledger, "DELETE /objects/{object_name}", gone)
    company.deleted_objects.append(DELETED_OBJECT["name"])


async def add_fields(ground: Ground, company: Company, ledger: Ledger) -> None:
    """The same names in both companies, but other numbers under them: what is remembered of one would not fit the other."""
    ordered = FIELDS if company.letter == VICTIM else FIELDS[::-1]
    for name in OBJECTS:
        path = f"/api/v1/objects/{name}/fields"
        for body in (DELETED, *ordered, *FORMULAS):
            adding = Request("POST", path, body=body)
            await _send(ground, company, ledger, "POST /objects/{object_name}/fields", adding)
        gone = Request("DELETE", f"{path}/{DELETED['name']}")
        await _send(ground, company, ledger, "DELETE /objects/{object_name}/fields/{field_name}", gone)
        company.deleted_fields[name] = [DELETED["name"]]
    await _learn(ground, company)


async def add_known_records(ground: Ground, company: Company, ledger: Ledger) -> None:
    """One of each object, to be found by its code."""
    operation = "PUT /objects/{object_name}/records/by/{key_name}/{key_value}"
    for name in OBJECTS:
        path = f"/api/v1/objects/{name}/records/by/{KEY}/{KEPT}"
        known = Request("PUT", path, body={"name": "Known by its code"})
        await _send(ground, company, ledger, operation, known)


async def add_pictures(ground: Ground, company: Company, ledger: Ledger) -> None:
    """A record that holds a picture."""
    form: dict[str, str | tuple[str, bytes]] = {
        "object": "deal",
        "field": FILES,
        "file": ("picture.png", PICTURE),
    }
    uploading = Request("POST", "/api/v1/field-files", form=form)
    answer = await ground.sender.send(uploading, company.admin.credentials)
    if not answer.accepted:
        raise RuntimeError(f"POST /field-files failed: {answer.status} {answer.text[:300]}")
    body = {"name": "With a picture", FILES: [answer.json["id"]]}
    making = Request("POST", "/api/v1/objects/deal/records", body=body)
    await _send(ground, company, ledger, "POST /objects/{object_name}/records", making)


async def _send(ground: Ground, company: Company, ledger: Ledger, operation: str, request: Request) -> None:
    answer = await ground.sender.send(request, company.admin.credentials)
    if not answer.accepted:
        raise RuntimeError(f"{operation} failed: {answer.status} {answer.text[:300]}")
    ledger.reached[operation] = answer.status


async def _learn(ground: Ground, company: Company) -> None:
    """As the program itself puts the company's objects together."""
    objects = await ground.owner.fetch(
        "SELECT object_id, definition FROM guanxi.object_def WHERE tenant_id = $1", company.tenant_id
    )
    fields = await ground.owner.fetch(
        "SELECT * FROM guanxi.field_def WHERE tenant_id = $1 ORDER BY object_id, field_id", company.tenant_id
    )
    company.registry = registry_from(
        {row["object_id"]: json.loads(row["definition"]) for row in objects},
        [{**row, "definition": json.loads(row["definition"])} for row in fields],
    )
