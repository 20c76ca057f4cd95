"""Writing what a tenant changed of its objects. Every change gives the tenant's metadata a new version, under which all
processes load it anew.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from sqlalchemy import BigInteger, DateTime, Integer, Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.metadata.custom_fields import LINKED, option_as_json
from guanxi.kernel.metadata.fields import Field, Option
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.pipelines import Pipeline, pipeline_as_json
from guanxi.kernel.metadata.tables import field_def, object_def
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_LOCK = prepare(
    text("SELECT meta_version FROM guanxi.tenant WHERE tenant_id = :tenant_id FOR UPDATE").bindparams(_TENANT)
)
# By the clock, so that a version is never given twice, not even to a transaction after one that was rolled back. It comes as
# a parameter: a sharded database refuses volatile functions in an update.
_NEXT_VERSION = prepare(
    text(
        "UPDATE guanxi.tenant SET meta_version = greatest(meta_version + 1, :microseconds) "
        "WHERE tenant_id = :tenant_id RETURNING meta_version"
    ).bindparams(_TENANT, bindparam("microseconds", type_=BigInteger))
)
_KEEP_FIELD = "ON CONFLICT (tenant_id, object_id, field_id) DO UPDATE SET definition = field_def.definition || excluded.definition"
_REPLACE_FIELD = "ON CONFLICT (tenant_id, object_id, field_id) DO UPDATE SET api_name = excluded.api_name, type = excluded.type, definition = excluded.definition"
_WRITE_OBJECT = "ON CONFLICT (tenant_id, object_id) DO UPDATE SET definition = (object_def.definition - 'deleted_at') || excluded.definition"
_KEEP_OBJECT = "ON CONFLICT (tenant_id, object_id) DO UPDATE SET definition = object_def.definition || excluded.definition"

# As `{"released": [slot, time]}`. Put together as text: a sharded database refuses stable functions of columns in an update,
# and `jsonb_build_array` is one. Names of slots need no escaping.
RELEASED = """CAST('{"released": [' || coalesce('"' || slot || '"', 'null') || ', "' || CAST(:at AS text) || '"]}' AS jsonb)"""

# Its slot is free at once: nothing reads the values of a deleted field. Its links stay, as its values do.
_DELETE_FIELDS = prepare(
    text(
        "UPDATE guanxi.field_def SET slot = NULL, slot_state = CASE WHEN slot IS NULL THEN slot_state ELSE 'none' END,"
        f" definition = definition || jsonb_build_object('deleted_at', CAST(:at AS text)) || {RELEASED}"
        " WHERE tenant_id = :tenant_id AND object_id = :object_id AND field_id = ANY(:numbers)"
    ).bindparams(
        _TENANT,
        bindparam("object_id", type_=Integer),
        bindparam("at", type_=Text),
        bindparam("numbers", type_=ARRAY(Integer)),
    )
)
_DELETE_OBJECT = prepare(
    text(
        "UPDATE guanxi.object_def SET definition = definition || jsonb_build_object('deleted_at', CAST(:now AS timestamptz))"
        " WHERE tenant_id = :tenant_id AND object_id = :object_id"
    ).bindparams(
        _TENANT, bindparam("object_id", type_=Integer), bindparam("now", type_=DateTime(timezone=True))
    )
)


def field_number(field: Field) -> int:
    """Declared fields are numbered by their names; all of them come out above `MOST_NUMBERS`, as a test sees to."""
    return field.place.number if field.place is not None else crc32(field.name.encode()) & 0x3FFFFFFF


async def lock_metadata(scope: Scope) -> Scope:
    """Keeps others from changing metadata until the transaction ends. The scope returned sees the latest."""
    version: int = await scope.tx.fetchval(_LOCK, {"tenant_id": scope.tenant.id})
    return _at_version(scope, version)


async def write_options(
    scope: Scope, definition: ObjectDef, field: Field, options: Sequence[Option]
) -> Scope:
    """Replaces the options of a choice. The scope returned sees the new ones; the one given still the old."""
    await _keep_field(scope, definition, field, {"options": [option_as_json(each) for each in options]})
    return await next_version(scope)


async def write_pipelines(scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline]) -> Scope:
    """Replaces all pipelines; as `write_options`."""
    row = {
        "tenant_id": scope.tenant.id,
        "object_id": definition.number,
        "api_name": definition.name,
        "definition": {"pipelines": [pipeline_as_json(each) for each in pipelines]},
    }
    await scope.tx.insert(object_def, [row], on_conflict=_KEEP_OBJECT)
    return await next_version(scope)


async def write_object(scope: Scope, number: int, kept: Mapping[str, Any]) -> Scope:
    """Makes, restores, changes or renames an object, given as by `object_as_json`; as `write_options`."""
    row = {
        "tenant_id": scope.tenant.id,
        "object_id": number,
        "api_name": kept["name"],
        "definition": kept,
    }
    await scope.tx.insert(object_def, [row], on_conflict=_WRITE_OBJECT)
    return await next_version(scope)


async def delete_object(scope: Scope, number: int) -> Scope:
    """Marks a custom object as deleted. It keeps number, name, fields and records, and may come back."""
    params = {"tenant_id": scope.tenant.id, "object_id": number, "now": scope.now}
    await scope.tx.execute(_DELETE_OBJECT, params)
    return await next_version(scope)


async def write_field_labels(
    scope: Scope, definition: ObjectDef, fields: Sequence[Field], labels: Sequence[Mapping[str, str]]
) -> Scope:
    """New labels of standard fields; as `write_options`."""
    for field, label in zip(fields, labels, strict=True):
        await _keep_field(scope, definition, field, {"label": label})
    return await next_version(scope)


async def write_custom_fields(
    scope: Scope,
    definition: ObjectDef,
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
) -> Scope:
    """Makes the custom fields those of `after`, given as JSON like `before`; as `write_options`.

    A field left out is marked as deleted. It keeps its number, its name and its values, and may come back.
    """
    kept = {each["number"]: each for each in after}
    known = {each["number"]: each for each in before}
    rows = [
        {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "field_id": number,
            "api_name": each["name"],
            "type": each["type"],
            "definition": each,
            # No record has a value of a new field: there is nothing to be linked.
            "slot_state": LINKED if each.get("target") or each.get("targets") else "none",
        }
        for number, each in kept.items()
        if known.get(number) != each
    ]
    await scope.tx.insert(field_def, rows, on_conflict=_REPLACE_FIELD)
    gone = [number for number in known if number not in kept]
    if gone:
        params = {"tenant_id": scope.tenant.id, "object_id": definition.number, "numbers": gone}
        await scope.tx.execute(_DELETE_FIELDS, params | {"at": scope.now.isoformat()})
    return await next_version(scope)


async def _keep_field(scope: Scope, definition: ObjectDef, field: Field, changed: Mapping[str, Any]) -> None:
    row = {
        "tenant_id": scope.tenant.id,
        "object_id": definition.number,
        "field_id": field_number(field),
        "api_name": field.name,
        "type": field.type.name,
        "definition": changed,
    }
    await scope.tx.insert(field_def, [row], on_conflict=_KEEP_FIELD)


async def next_version(scope: Scope) -> Scope:
    """The scope that sees what was changed; every process loads it anew under this version."""
    version: int = await scope.tx.fetchval(
        _NEXT_VERSION, {"tenant_id": scope.tenant.id, "microseconds": time.time_ns() // 1_000}
    )
    return _at_version(scope, version)


def _at_version(scope: Scope, version: int) -> Scope:
    return replace(scope, tenant=replace(scope.tenant, meta_version=version))
