"""POST /objects/{object}/condition-trials. Rules themselves are definitions: /definitions/validation_rule."""

from __future__ import annotations

from litestar import post

from guanxi.edge.support import READS
from guanxi.features.validation.schemas import ConditionOutcome, ConditionTrial
from guanxi.features.validation.service.trying import try_condition
from guanxi.kernel.tenancy import Scope


@post(
    "/objects/{object_name:str}/condition-trials",
    opt=READS,
    status_code=200,
    summary="Try a condition on a record",
    description=(
        "For administrators, while they write a rule: whether the condition would hold of this record with these changes, "
        "or of a new record. It may name `old.amount`, and fields of looked-up records. Nothing is written."
    ),
    tags=["Definitions"],
)
async def try_condition_on_record(caller: Scope, object_name: str, data: ConditionTrial) -> ConditionOutcome:
    return await try_condition(caller, object_name, data)


handlers = [try_condition_on_record]
