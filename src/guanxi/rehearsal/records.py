"""Records by the names that a test gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from guanxi.client import Api, ApiRefused

_MOST = 100


class Records:
    def __init__(self, api: Api) -> None:
        self.api = api
        self._known: dict[str, tuple[str, str]] = {}
        self._targets: dict[str, dict[str, str]] = {}

    async def create(self, object_name: str, values: Mapping[str, Any], name: str | None) -> None:
        body = await self._linked(object_name, values)
        answer = await self.api.post(f"/objects/{object_name}/records", body)
        if name is not None:
            self._known[name] = (object_name, answer["ids"][0])

    async def update(self, name: str, values: Mapping[str, Any]) -> None:
        object_name, record_id = self._record(name)
        body = await self._linked(object_name, values)
        await self.api.patch(f"/objects/{object_name}/records/{record_id}", body)

    async def delete(self, name: str) -> None:
        object_name, record_id = self._record(name)
        await self.api.delete(f"/objects/{object_name}/records/{record_id}")

    async def submit(self, name: str, process: str) -> None:
        object_name, record_id = self._record(name)
        await self.api.post(f"/objects/{object_name}/records/{record_id}/approvals", {"process": process})

    async def decide(self, name: str, decision: str, comment: str) -> None:
        """What the record awaits."""
        object_name, record_id = self._record(name)
        found = await self.api.get(f"/objects/{object_name}/records/{record_id}/approvals")
        if found["pending"] is None:
            raise LookupError(f"“{name}” awaits no approval.")
        await self.api.post(f"/approvals/{found['pending']['id']}/{decision}", {"comment": comment})

    async def read(self, name: str, fields: Iterable[str]) -> dict[str, Any]:
        object_name, record_id = self._record(name)
        found: dict[str, Any] = await self.api.get(
            f"/objects/{object_name}/records/{record_id}", fields=",".join(fields) or None
        )
        return found

    async def find(self, object_name: str, condition: str, fields: Iterable[str]) -> list[dict[str, Any]]:
        """The first hundred."""
        answer = await self.api.get(
            f"/objects/{object_name}/records", filter=condition, fields=",".join(fields) or None, limit=_MOST
        )
        found: list[dict[str, Any]] = answer["data"]
        return found

    def _record(self, name: str) -> tuple[str, str]:
        name = name.removeprefix("@")
        if name not in self._known:
            raise ApiRefused(404, "record_unnamed", f"No step before made a record as {name!r}.")
        return self._known[name]

    async def _linked(self, object_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        targets = await self._targets_of(object_name)
        linked = dict(values)
        for field, value in values.items():
            if isinstance(value, str) and value.startswith("@"):
                linked[field] = self._record(value)[1]
            elif isinstance(value, str) and field in targets and not _is_id(value):
                linked[field] = await self._named(targets[field], value)
        return linked

    async def _targets_of(self, object_name: str) -> dict[str, str]:
        if object_name not in self._targets:
            described = await self.api.get(f"/objects/{object_name}")
            self._targets[object_name] = {
                each["name"]: each["target"] for each in described["fields"] if each.get("target")
            }
        return self._targets[object_name]

    async def _named(self, object_name: str, name: str) -> str:
        found = await self.find(object_name, f"name == {json.dumps(name, ensure_ascii=False)}", ["name"])
        if not found:
            raise ApiRefused(404, "record_unnamed", f"There is no {object_name} called {name!r}.")
        record_id: str = found[0]["id"]
        return record_id


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
