"""Fields that a throw-away company adds to its objects, so that all that is tried with fields is tried with these."""

from __future__ import annotations

import json
from typing import Any

from guanxi.attack.companies import Company
from guanxi.attack.exchange import Request
from guanxi.attack.findings import Ledger
from guanxi.attack.ground import Ground
from guanxi.attack.secrets import VICTIM
from guanxi.kernel.metadata.custom_fields import custom_field_from_json

OBJECTS = ("account", "deal")
KEY, KEPT = "c_code", "kept"  # a unique field, and the value that one record of each company has in it
FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "c_words", "type": "text", "label": "Words", "searchable": True},
    {"name": KEY, "type": "text", "label": "Code", "unique": True},
    {"name": "c_number", "type": "integer", "label": "Number"},
    {"name": "c_partner", "type": "lookup", "label": "Partner", "target": "account"},
)
# They tell what they come from: hidden from whoever may not see that.
FORMULAS: tuple[dict[str, Any], ...] = (
    {"name": "c_echo", "type": "formula", "label": "Echo", "formula": 'upper("=" + c_words)'},
    {"name": "c_further", "type": "formula", "label": "Further", "formula": "c_partner.c_echo"},
)
DELETED = {"name": "c_gone", "type": "text", "label": "Gone"}


async def add_fields(ground: Ground, company: Company, ledger: Ledger) -> None:
    """The same names in both companies, but other numbers under them: what is remembered of one would not fit the other."""
    ordered = FIELDS if company.letter == VICTIM else FIELDS[::-1]
    for name in OBJECTS:
        path = f"/api/v1/objects/{name}/fields"
        for body in (DELETED, *ordered, *FORMULAS):
            answer = await ground.sender.send(Request("POST", path, body=body), company.admin.credentials)
            if answer.status != 201:
                raise RuntimeError(f"No field could be added: {answer.status} {answer.text[:300]}")
        gone = Request("DELETE", f"{path}/{DELETED['name']}")
        answer = await ground.sender.send(gone, company.admin.credentials)
        ledger.reached["DELETE /objects/{object_name}/fields/{field_name}"] = answer.status
        company.deleted_fields[name] = [DELETED["name"]]
        known = Request(
            "PUT", f"/api/v1/objects/{name}/records/by/{KEY}/{KEPT}", body={"name": "Known by its code"}
        )
        answer = await ground.sender.send(known, company.admin.credentials)
        ledger.reached["PUT /objects/{object_name}/records/by/{key_name}/{key_value}"] = answer.status
    await _learn(ground, company)


async def _learn(ground: Ground, company: Company) -> None:
    rows = await ground.owner.fetch(
        "SELECT object_id, definition FROM guanxi.field_def WHERE tenant_id = $1 ORDER BY object_id, field_id",
        company.tenant_id,
    )
    standard = company.registry
    changed = {}
    for name in OBJECTS:
        definition = standard.object(name)
        kept = [json.loads(row["definition"]) for row in rows if row["object_id"] == definition.number]
        added = [custom_field_from_json(each) for each in kept if "deleted_at" not in each]
        changed[name] = definition.with_custom_fields(added)
    company.registry = standard.with_objects(changed)
