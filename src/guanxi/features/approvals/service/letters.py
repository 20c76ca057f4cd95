"""E-mail that asks for a decision, with a link that gives one: bound to the task and to whom it was written, good for one
decision, until it expires. Opening the link decides nothing, so that a mail filter that follows links does not either.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from struct import pack, unpack
from typing import Any
from uuid import UUID

from guanxi.features.approvals.queries import letters as queries
from guanxi.features.approvals.queries import requests as requests_queries
from guanxi.features.approvals.schemas.api import LetterDecision, LetterDone, LetterShown
from guanxi.features.approvals.service.deciding import decide
from guanxi.features.approvals.service.desk import Desk
from guanxi.features.approvals.service.showing import shown_record
from guanxi.features.approvals.service.states import PENDING, WAITING, Request, Task
from guanxi.features.mail.facade import NewMessage, is_address, is_configured, send
from guanxi.features.users.facade import names_of
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Conflict, NotFound, render
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope, ScopeSeed, acting, automation_seed, load_seeds
from guanxi.settings import Settings

AT_ONCE = 50
ORIGIN = "approval"
_MAC = 20
_HEAD = ">q16s"
_HEAD_BYTES = 24


async def send_due(database: Database, settings: Settings, tenant_id: int) -> float | None:
    """Writes some of the letters that are asked for. 0 where there are more."""
    try:
        seed = await automation_seed(database, tenant_id)
    except NotFound:
        return None
    async with database.transaction(seed, source=ORIGIN) as scope:
        rows = await queries.take_unsent(scope, AT_ONCE)
        people = await _seeds(database, scope, {row["user_id"] for row in rows})
        desk = Desk(scope, await registry_of(scope))
        requests = {
            each.id: each for each in await desk.requests({row["request_id"] for row in rows}, lock=False)
        }
        said = await requests_queries.last_words(scope, list(requests))
        messages = []
        for row in rows if is_configured() else ():
            request, person = requests.get(row["request_id"]), people.get(row["user_id"])
            task = None if request is None else _task(request, row)
            if request is None or person is None or task is None or not is_address(person.actor.email or ""):
                continue
            async with acting(scope, person) as own:
                messages.append(
                    await _message(own, desk, settings, request, task, row, said.get(request.id, ""))
                )
        await send(scope, messages)
        await queries.mark_sent(scope, [row["id"] for row in rows])
    return 0.0 if len(rows) == AT_ONCE else None


async def show(database: Database, secret: bytes, token: str) -> LetterShown:
    """What the link shows. Of the record nothing once it decides nothing any more. Raises 404."""
    tenant_id, letter_id = read_token(token, secret)
    seed = await automation_seed(database, tenant_id)
    async with database.transaction(seed, source=ORIGIN) as scope:
        letter, request, person = await _opened(database, scope, letter_id, lock=False)
        task = _open_task(scope, request, letter)
        words = await requests_queries.last_words(scope, [request.id]) if task is not None else {}
        said = words.get(request.id)
        async with acting(scope, person) as own:
            title, values = await shown_record(own, request) if task is not None else (None, [])
            definition = (await registry_of(own)).object(request.object)
            known = await Desk(scope, await registry_of(scope)).people.known(request.submitted_by)
            step = request.step_of[task.step] if task is not None else None
            return LetterShown(
                own.tenant.name, own.actor.name, request.label.in_locale(own.locale),
                request.label_of(step.name, own.locale) if step else "", definition.label.in_locale(own.locale), title,
                values, known.name if known else "", request.created_at, said, task is not None, request.state,  # type: ignore[arg-type]
                list(step.needs_comment) if step else [], f"/approvals/{request.id}",
            )  # fmt: skip


async def decide_by_letter(
    database: Database, secret: bytes, token: str, given: LetterDecision
) -> LetterDone:
    """In the name of whom the letter was written to. Raises 404, 409 `approval_letter_over`, 422 `approval_comment_needed`."""
    tenant_id, letter_id = read_token(token, secret)
    seed = await automation_seed(database, tenant_id)
    async with database.transaction(seed, source=ORIGIN) as scope:
        letter, request, person = await _opened(database, scope, letter_id, lock=True)
        if _open_task(scope, request, letter) is None:
            raise Conflict("approval_letter_over")
        await queries.mark_used(scope, letter_id)
        async with acting(scope, person) as own:
            decided = await decide(
                own, request.id, given.decision, given.comment, task=letter["task_id"], how="letter"
            )
    return LetterDone(decided.state)  # type: ignore[arg-type]


def token_of(tenant_id: int, letter_id: UUID, secret: bytes) -> str:
    head = pack(_HEAD, tenant_id, letter_id.bytes)
    return urlsafe_b64encode(head + _sign(secret, head)).decode().rstrip("=")


def read_token(token: str, secret: bytes) -> tuple[int, UUID]:
    """Company and letter. Raises 404 for a token that was not made here, before the database is asked anything."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise NotFound() from None
    head, signature = packed[:_HEAD_BYTES], packed[_HEAD_BYTES:]
    if len(head) != _HEAD_BYTES or not hmac.compare_digest(signature, _sign(secret, head)):
        raise NotFound()
    tenant_id, letter = unpack(_HEAD, head)
    return tenant_id, UUID(bytes=letter)


async def _opened(
    database: Database, scope: Scope, letter_id: UUID, *, lock: bool
) -> tuple[Mapping[str, Any], Request, ScopeSeed]:
    """Raises 404 where the letter, the request or the person is gone."""
    letter = await queries.find(scope, letter_id, lock=lock)
    if letter is None:
        raise NotFound()
    people = await _seeds(database, scope, {letter["user_id"]})
    request = await Desk(scope, await registry_of(scope)).request(letter["request_id"], lock=False)
    if letter["user_id"] not in people:
        raise NotFound()
    return letter, request, people[letter["user_id"]]


async def _seeds(database: Database, scope: Scope, users: set[UUID]) -> dict[UUID, ScopeSeed]:
    """Those who can sign in, with the rights that they have now."""
    able = sorted(user for user, (_, is_active) in (await names_of(scope, users)).items() if is_active)
    if not able:
        return {}
    async with database.auth() as tx:
        return await load_seeds(tx, scope.tenant.id, able)


def _open_task(scope: Scope, request: Request, letter: Mapping[str, Any]) -> Task | None:
    """The letter's task, while the letter can decide it."""
    if letter["used_at"] is not None or letter["expires_at"] <= scope.now or not request.body.letters:
        return None
    return _task(request, letter)


def _task(request: Request, letter: Mapping[str, Any]) -> Task | None:
    for task in request.tasks if request.state == PENDING else ():
        if task.id == letter["task_id"] and task.user_id == letter["user_id"] and task.state == WAITING:
            return task
    return None


async def _message(
    scope: Scope,
    desk: Desk,
    settings: Settings,
    request: Request,
    task: Task,
    letter: Mapping[str, Any],
    comment: str,
) -> NewMessage:
    """In the language of whom it is written to, naming what he may see."""
    title, values = await shown_record(scope, request)
    known = await desk.people.known(request.submitted_by)
    params = {
        "process": request.label.in_locale(scope.locale),
        "step": request.label_of(task.step, scope.locale),
        "person": known.name if known else "",
        "title": title or "",
        "comment": comment,
    }
    token = token_of(scope.tenant.id, letter["id"], settings.secret_key().encode())

    def say(name: str) -> str:
        return render(f"approval_letter_{name}", params, scope.locale)

    lines = [
        say("asks" if letter["kind"] == "asked" else "reminds"),
        "",
        *([title] if title else []),
        *(f"{each.label}: {each.value}" for each in values),
        *([say("comment")] if comment else []),
        "",
        say("decide"),
        f"{settings.address}/approval-letters/{token}",
        "",
        say("open"),
        f"{settings.address}/approvals/{request.id}",
        "",
        say("warning"),
    ]
    subject = " ".join(say("subject").split())
    return NewMessage(
        letter["id"], [scope.actor.email or ""], subject, "\n".join(lines), "", ORIGIN, str(request.id),
        request.object, request.record_id,
    )  # fmt: skip


def _sign(secret: bytes, head: bytes) -> bytes:
    return hmac.digest(hmac.digest(secret, b"guanxi approval letter", "sha256"), head, "sha256")[:_MAC]
