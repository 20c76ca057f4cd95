"""Call another system: queued with the run, made outside of it by kernel.outbound, answered before the run goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from guanxi.features.workflows.queries import calls as queries
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.step_types import (
    Batch,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    StepType,
    Wait,
    register_step,
)
from guanxi.features.workflows.service.values import Computed, expression, plain, template
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Label
from guanxi.kernel.outbound import check_address

CHORE = "workflows.call"


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """A value of what is sent: computed, or a text with merge fields."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    expression: Annotated[str, Meta(max_length=2_000)] = ""
    template: Annotated[str, Meta(max_length=10_000)] = ""


class CallWebhook(Struct, frozen=True, forbid_unknown_fields=True):
    """Sends the values as one JSON object. Answers of 200 to 299 are a success; `status` is left for later steps."""

    url: Annotated[str, Meta(min_length=8, max_length=2_000)]
    method: Literal["POST", "PUT", "PATCH"] = "POST"
    values: Annotated[list[Pair], Meta(max_length=60)] = []
    headers: Annotated[
        dict[Annotated[str, Meta(max_length=60)], Annotated[str, Meta(max_length=500)]], Meta(max_length=10)
    ] = {}


async def prepare(around: Surroundings, settings: CallWebhook) -> Prepared:
    try:
        check_address(settings.url, settings.headers)
    except Invalid as refused:
        refused.field = "url"
        raise
    values: list[tuple[str, Computed]] = []
    for index, pair in enumerate(settings.values):
        place = f"values[{index}]"
        if bool(pair.expression) == bool(pair.template):
            raise Invalid("workflow_value_twice", field=place, params={"field": pair.name})
        computed = (
            expression(around, pair.expression, f"{place}.expression")
            if pair.expression
            else template(around, pair.template, "text", f"{place}.template")
        )
        values.append((pair.name, computed))
    reads = frozenset[str]().union(*(each.reads for _, each in values))

    async def execute(batch: Batch) -> Sequence[Result]:
        results, rows = list[Result](), []
        for item in batch.items:
            if (answered := (item.run.memo or {}).get("answered")) is not None:
                results.append(_answered(answered))
                continue
            row = _row(batch, item)
            rows.append(row)
            results.append(
                Wait(memo={"call": str(row["id"])}, input={"url": settings.url, "sent": row["content"]})
            )
        if rows:
            await queries.insert_calls(batch.scope, rows)
            await call(batch.scope, CHORE)
        return results

    def _row(batch: Batch, item: Item) -> dict[str, object]:
        sent = {name: plain(each.of(batch.scope, item.values, item.run.caused_by)) for name, each in values}
        return {
            "tenant_id": batch.scope.tenant.id, "id": item.run.key("call"), "run_id": item.run.id,
            "method": settings.method, "url": settings.url, "headers": dict(settings.headers),
            "content": msgspec.json.encode(sent).decode(), "state": "queued", "due_at": batch.scope.now,
            "created_at": batch.scope.now,
        }  # fmt: skip

    return Prepared(execute, reads, {"status": ValueType.INTEGER})


def _answered(answered: dict[str, object]) -> Result:
    error = answered.get("error")
    if isinstance(error, dict):
        return Failed(str(error["code"]), error.get("params", {}))
    return Done(output={"status": answered.get("status")})


register_step(
    StepType("call_webhook", Label("Call another system", "调用外部系统"), CallWebhook, prepare, "tell")
)
