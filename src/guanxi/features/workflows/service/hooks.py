"""The address at which another system starts a workflow. It holds a signature instead of a secret that would have to be kept:
who forges one is refused before the database is asked anything.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from struct import pack, unpack
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.workflows.queries import keeping
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.asking import ask
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.features.workflows.service.owners import owners_of
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Definition, definitions_of, find_definition
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.expressions import quote
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import select_ids
from guanxi.kernel.tenancy import Scope, acting, automation_seed

MANAGE = "company.manage"
LARGEST = 64 * 1024  # bytes of what may be sent
_MAC = 20
_HEAD = ">q16sI"
_HEAD_BYTES = 28


async def address_of(scope: Scope, name: str, secret: bytes, *, anew: bool = False) -> str:
    """The token of a workflow's address; `anew` makes those given out before worthless. Raises 403, 404, 409."""
    scope.require(MANAGE)
    workflow = await find_definition(scope, WORKFLOW, name)
    if not isinstance(workflow.body.trigger, bodies.Webhook):
        raise Conflict("workflow_no_hook", params={"name": name[:80]})
    turn = None if anew else await keeping.turn_of(scope, workflow.id)
    if turn is None:
        turn = await keeping.new_turn(scope, workflow.id)
    head = pack(_HEAD, scope.tenant.id, workflow.id.bytes, turn)
    return urlsafe_b64encode(head + _sign(secret, head)).decode().rstrip("=")


def read_address(token: str, secret: bytes) -> tuple[int, UUID, int]:
    """Company, workflow and turn. Raises 404 for a token that was not made here."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise NotFound() from None
    head, signature = packed[:_HEAD_BYTES], packed[_HEAD_BYTES:]
    if len(head) != _HEAD_BYTES or not hmac.compare_digest(signature, _sign(secret, head)):
        raise NotFound()
    tenant_id, workflow, turn = unpack(_HEAD, head)
    return tenant_id, UUID(bytes=workflow), turn


async def receive(database: Database, address: tuple[int, UUID, int], content: bytes) -> UUID:
    """The run that will begin. Raises 404 for an address that is not in force, 422 for what does not fit the trigger."""
    tenant_id, workflow_id, turn = address
    seed = await automation_seed(database, tenant_id)
    async with database.transaction(seed, source="workflow") as scope:
        if await keeping.turn_of(scope, workflow_id) != turn:
            raise NotFound()
        workflow = await _in_force(scope, workflow_id)
        trigger = workflow.body.trigger
        assert isinstance(trigger, bodies.Webhook)
        owners = await owners_of(database, tenant_id, [workflow.updated_by])
        owner = owners.get(workflow.updated_by) if workflow.updated_by else None
        if owner is None:
            raise NotFound()
        sent = read_sent(trigger, content)
        record_id = None
        if trigger.match_field is not None:
            async with acting(scope, owner, timezone=scope.tenant.timezone) as own:
                record_id = await _match(own, workflow, trigger, sent)
        return (await ask(scope, workflow, [(record_id, sent)], "webhook"))[0]


def read_sent(trigger: bodies.Webhook, content: bytes) -> dict[str, Any]:
    """The declared values, as JSON keeps them. Raises 422 `workflow_sent_…` with the place."""
    if len(content) > LARGEST:
        raise Invalid("workflow_sent_too_large", params={"limit": LARGEST})
    try:
        given = msgspec.json.decode(content or b"{}")
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Invalid("workflow_sent_not_json") from None
    return {each.name: _value(each, _at(given, each.path)) for each in trigger.fields}


def _value(field: bodies.HookField, given: Any) -> Any:
    if given is None or given == "":
        if field.required:
            raise Invalid("required", field=field.path, params={"field": field.path})
        return None
    try:
        match field.type:
            case "text" if isinstance(given, str | int | float | bool):
                return str(given)[:10_000]
            case "number" if isinstance(given, str | int | float) and not isinstance(given, bool):
                number = Decimal(str(given))
                if number.is_finite() and abs(number.adjusted()) < 30:
                    return str(number)
            case "boolean" if isinstance(given, bool):
                return given
            case "date" if isinstance(given, str):
                return date.fromisoformat(given[:10]).isoformat()
            case "datetime" if isinstance(given, str):
                return datetime.fromisoformat(given).astimezone().isoformat()
    except (ValueError, InvalidOperation, OverflowError):
        pass
    raise Invalid("workflow_sent_wrong", field=field.path, params={"field": field.path, "type": field.type})


def _at(given: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(given, Mapping):
            given = given.get(part)
        elif isinstance(given, list) and part.isdigit() and int(part) < len(given):
            given = given[int(part)]
        else:
            return None
    return given


async def _in_force(scope: Scope, workflow_id: UUID) -> Definition[Workflow]:
    row = await keeping.latest_version(scope, workflow_id)
    registry = await registry_of(scope)
    if row is not None and registry.has_number(row["object_id"]):
        name = registry.by_number(row["object_id"]).name
        for each in await definitions_of(scope, WORKFLOW, name):
            if each.id == workflow_id and isinstance(each.body.trigger, bodies.Webhook):
                return each
    raise NotFound()


async def _match(
    scope: Scope, workflow: Definition[Workflow], trigger: bodies.Webhook, sent: Mapping[str, Any]
) -> UUID:
    """The one record that has what was sent. Raises 422 for none and for several."""
    value = sent.get(trigger.match_value or "")
    if value is None:
        raise Invalid("required", field=trigger.match_value, params={"field": trigger.match_value or ""})
    ids = await select_ids(
        scope, workflow.object or "", f"{trigger.match_field} == {quote(str(value))}", limit=2
    )
    if len(ids) != 1:
        raise Invalid("workflow_sent_unmatched", params={"found": len(ids)})
    return ids[0]


def _sign(secret: bytes, head: bytes) -> bytes:
    return hmac.digest(hmac.digest(secret, b"guanxi workflow hook", "sha256"), head, "sha256")[:_MAC]
