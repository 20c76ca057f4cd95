"""What happens to requests in one transaction, gathered and written at its end: a few statements for any number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.approvals.queries import letters, requests
from guanxi.features.approvals.service.states import Request, Task, row_of, row_of_task
from guanxi.features.notifications.facade import Notice, notify
from guanxi.kernel.changes.history import EVENTS
from guanxi.kernel.errors import render
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

CHORE = "approvals.run"
LETTERS = "approvals.letters"
OBJECT = "approval"  # what a notice is about, in place of an object's name


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody is to be told: `code` names the sentence, `task` whose letter can decide."""

    user: UUID
    code: str
    request: Request
    task: Task | None = None


@dataclass
class Ledger:
    """Of one transaction. `write` may come after the scope's role was given back: it needs none."""

    touched: dict[UUID, Request] = field(default_factory=dict)
    trail: list[dict[str, Any]] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    has_chores: bool = False

    def touch(self, request: Request) -> None:
        self.touched[request.id] = request

    def note(
        self,
        scope: Scope,
        request: Request,
        kind: str,
        *,
        user: UUID | None = None,
        step: str | None = None,
        people: Collection[UUID] = (),
        comment: str | None = None,
        files: Sequence[UUID] = (),
        how: str | None = None,
    ) -> None:
        self.touch(request)
        self.trail.append(
            {
                "tenant_id": scope.tenant.id, "id": new_id(), "request_id": request.id, "at": scope.now,
                "number": len(self.trail), "kind": kind, "user_id": user, "step": step, "people": list(people),
                "comment": comment or None, "files": list(files), "how": how,
            }
        )  # fmt: skip

    def tell(self, user: UUID, code: str, request: Request, task: Task | None = None) -> None:
        """Not whoever does it."""
        self.tellings.append(Telling(user, code, request, task))

    async def write(self, scope: Scope, locales: Mapping[UUID, str | None]) -> None:
        """`locales` of the people told."""
        registry = await registry_of(scope)
        rows = [row_of(scope, each, registry.object(each.object).number) for each in self.touched.values()]
        await requests.write_requests(scope, rows)
        await requests.write_tasks(
            scope, [row_of_task(scope, task) for each in self.touched.values() for task in each.tasks]
        )
        await requests.write_trail(scope, self.trail)
        await notify(scope, [_notice(scope, each, locales.get(each.user)) for each in self.tellings])
        mailed = [each for each in self.tellings if each.task is not None and each.request.body.letters]
        await letters.insert(scope, [_letter(scope, each) for each in mailed])
        if mailed:
            await call(scope, LETTERS)
        if self.has_chores:
            await call(scope, CHORE)
        await self._publish(scope)

    async def _publish(self, scope: Scope) -> None:
        """Open screens look again at what they show of these records."""
        by_object: defaultdict[str, list[str]] = defaultdict(list)
        for each in self.touched.values():
            by_object[each.object].append(str(each.record_id))
        for name, ids in by_object.items():
            event = {
                "tenant": scope.tenant.id, "type": "approval", "object": name, "ids": ids[:20] if len(ids) <= 20 else None,
            }  # fmt: skip
            await scope.tx.notify(EVENTS, msgspec.json.encode(event).decode())


def _notice(scope: Scope, telling: Telling, locale: str | None) -> Notice:
    """Names no value of the record: not everybody who is asked may see them all."""
    locale = locale or scope.tenant.locale
    params = {"process": telling.request.label.in_locale(locale), "person": scope.actor.name}
    line = render(f"approval_told_{telling.code}", params, locale)
    return Notice(new_id(), telling.user, line, "", OBJECT, telling.request.id)


def _letter(scope: Scope, telling: Telling) -> dict[str, Any]:
    assert telling.task is not None
    return {
        "tenant_id": scope.tenant.id, "id": new_id(), "request_id": telling.request.id, "task_id": telling.task.id,
        "user_id": telling.user, "kind": telling.code, "is_sent": False, "created_at": scope.now,
        "expires_at": scope.now + letters.KEPT_FOR, "used_at": None,
    }  # fmt: skip


def people_told(tellings: Iterable[Telling]) -> set[UUID]:
    return {each.user for each in tellings}
