"""/mail-messages: what was sent in the company's name, and what was not."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import Parameter

from guanxi.features.mail.schemas import MailPage, MailState
from guanxi.features.mail.service import outgoing
from guanxi.kernel.tenancy import Scope


@get("/mail-messages", summary="List outgoing e-mail", tags=["Mail"])
async def list_mail(
    caller: Scope,
    mail_state: Annotated[MailState | None, Parameter(query="state")] = None,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=100)] = 50,
) -> MailPage:
    """For administrators. The latest first."""
    return await outgoing.list_messages(caller, mail_state or "", cursor, limit)


handlers = [list_mail]
