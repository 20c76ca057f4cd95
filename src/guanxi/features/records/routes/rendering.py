"""POST /objects/{object}/records/{id}/render."""

from __future__ import annotations

from uuid import UUID

from litestar import post

from guanxi.edge.support import READS
from guanxi.features.records.schemas import RenderAnswer, RenderRequest
from guanxi.features.records.service.rendering import render_record
from guanxi.kernel.tenancy import Scope


@post(
    "/objects/{object_name:str}/records/{record_id:uuid}/render",
    opt=READS,
    status_code=200,
    summary="Fill in a template with a record",
    description=(
        'Text with merge fields: `Dear {{contact.name | default: "friend"}}, {{amount | money: "code"}} until '
        '{{close_date | date: "long"}}`. Fields are those of the record and, with a dot, of what it looks up; besides '
        "`me.name`, `me.email`, `company.name` and `today`. Formats: `money`, `number`, `date`, `upper`, `lower`, "
        "`default`. Values are escaped for the target: `text`, `html`, or `header`, which stays one line. Errors say "
        "line, column and position. Nothing is changed."
    ),
    tags=["Records"],
)
async def render_template(
    caller: Scope, object_name: str, record_id: UUID, data: RenderRequest
) -> RenderAnswer:
    rendered = await render_record(caller, object_name, record_id, data.template, data.target, data.locale)
    return RenderAnswer(rendered.text, list(rendered.empty))


handlers = [render_template]
