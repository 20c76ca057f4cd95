"""Send an e-mail: queued with the run, handed to the mail server outside of it, and settled before the run goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.mail.facade import NewMessage, addresses_of, is_address, is_configured, send
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.people import Person, PreparedPerson, all_people, prepare_person
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
from guanxi.features.workflows.service.values import Computed, template
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label

ORIGIN = "workflow"


class Recipient(Struct, frozen=True, forbid_unknown_fields=True):
    """`address` is a text with merge fields, such as `{{contact.email}}`; or people of the company."""

    address: Annotated[str, Meta(max_length=500)] = ""
    person: Person | None = None


class SendMail(Struct, frozen=True, forbid_unknown_fields=True):
    to: Annotated[list[Recipient], Meta(min_length=1, max_length=20)]
    subject: Annotated[str, Meta(min_length=1, max_length=500)]
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]
    reply_to: Annotated[str, Meta(max_length=500)] = ""


async def prepare(around: Surroundings, settings: SendMail) -> Prepared:
    written: list[tuple[Computed | None, Person | None, PreparedPerson | None]] = []
    for index, each in enumerate(settings.to):
        if bool(each.address) == (each.person is not None):
            raise Invalid("workflow_recipient_one", field=f"to[{index}]")
        if each.person is None:
            written.append((template(around, each.address, "header", f"to[{index}].address"), None, None))
        else:
            prepared = await prepare_person(around, each.person, f"to[{index}].person")
            written.append((None, each.person, prepared))
    subject = template(around, settings.subject, "header", "subject")
    text = template(around, settings.text, "text", "text")
    reply_to = template(around, settings.reply_to, "header", "reply_to")

    async def execute(batch: Batch) -> Sequence[Result]:
        fresh = [item for item in batch.items if item.run.memo is None]
        recipients = dict(zip((item.run.id for item in fresh), await _recipients(batch, fresh), strict=True))
        results, messages = list[Result](), []
        for item in batch.items:
            if item.run.memo is not None:
                results.append(_settled(item))
                continue
            to = recipients[item.run.id]
            told = {"to": to, "subject": subject.of(batch.scope, item.values, item.run.caused_by)}
            if not is_configured() and not batch.is_test:
                results.append(Failed("mail_not_configured", input=told))
            elif not to:
                results.append(Failed("workflow_nobody_found", {"who": "e-mail"}, input=told))
            elif wrong := next((each for each in to if not is_address(each)), None):
                results.append(Failed("workflow_address_invalid", {"address": wrong[:200]}, input=told))
            else:
                messages.append(_message(batch, item, to, str(told["subject"])))
                results.append(Wait(memo={"message": str(messages[-1].id)}, input=told))
        await send(batch.scope, messages)
        return results

    async def _recipients(batch: Batch, items: Sequence[Item]) -> list[list[str]]:
        part = Batch(batch.scope, batch.workflow, batch.label, batch.node, items, batch.is_test)
        found: list[list[str]] = [[] for _ in items]
        for address, person, prepared in written:
            if address is not None:
                for to, item in zip(found, items, strict=True):
                    text_ = address.of(batch.scope, item.values, item.run.caused_by)
                    to += [one for each in text_.split(",") if (one := each.strip())]
            elif person is not None and prepared is not None and items:
                people = await all_people(part, person, prepared)
                wanted: set[UUID] = {user for each in people for user in each}
                known = await addresses_of(batch.scope, wanted)
                for to, users in zip(found, people, strict=True):
                    to += [known[user] for user in users if user in known]
        return [list(dict.fromkeys(to)) for to in found]

    def _message(batch: Batch, item: Item, to: list[str], line: str) -> NewMessage:
        return NewMessage(
            item.run.key("mail"),
            to,
            line,
            text.of(batch.scope, item.values, item.run.caused_by),
            reply_to.of(batch.scope, item.values, item.run.caused_by),
            ORIGIN,
            f"{item.run.id}/{batch.node}",
            item.run.object,
            item.run.record_id,
        )

    reads = subject.reads.union(text.reads, reply_to.reads)
    for address, _, one in written:
        reads |= address.reads if address is not None else one.reads if one is not None else frozenset()
    return Prepared(execute, reads)


def _settled(item: Item) -> Result:
    memo = item.run.memo or {}
    error = memo.get("error")
    if isinstance(error, dict):
        return Failed(str(error["code"]), error.get("params", {}))
    return Done(output={"message": memo.get("message")})


register_step(StepType("send_mail", Label("Send an e-mail", "发送邮件"), SendMail, prepare, "tell"))
