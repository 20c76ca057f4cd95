"""Sends probes and holds each answer to what was promised; after a refusal nothing anywhere may have changed."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from guanxi.attack.digests import Place, places_that_differ
from guanxi.attack.exchange import Answer, Request
from guanxi.attack.people import Person
from guanxi.attack.secrets import ids_in, marks_in, without_ids

if TYPE_CHECKING:
    from guanxi.attack.founding import World

BATCH = 96
AT_ONCE = 6
MOST_SOUGHT = 12  # culprits of one batch; after so many the hole is plain

# Belongs to no company, and grows with what is rightly done.
COMMON: frozenset[Place] = frozenset(
    {(name, None) for name in ("files", "identity", "jobs.procrastinate_jobs", "jobs.procrastinate_events")}
)

Progress = Callable[[str, int, int], None]


class Promise(StrEnum):
    NOT_LET_IN = "who is not signed in gets 401 and learns nothing"
    CSRF = "a browser's unsafe call needs its CSRF token"
    AS_ABSENT = "what one may not see answers as what does not exist"
    REFUSED = "what the rights do not give is refused"
    UNSEEN = "nothing that one may not see is in the answer"
    ANSWERED = "who may ask is answered, without what he may not see"
    WITHIN = "an accepted call changes what the caller may change, and nothing else"


@dataclass(frozen=True)
class Probe:
    """`twin` asks the same for what does not exist. `words` are what the two differ in.

    `by_code` compares codes alone, where sentences name what was asked for. `may_touch` are tables of the person's own
    company that an accepted call may change; `control` is somebody for whom the request has to succeed, or else the
    refusal would prove nothing.
    """

    family: str
    operation: str
    who: Person
    request: Request
    promise: Promise
    twin: Request | None = None
    words: tuple[str, ...] = ()
    by_code: bool = False
    may_touch: frozenset[str] | None = None
    control: Person | None = None

    @property
    def title(self) -> str:
        body = self.request.payload[0][:300].decode("utf-8", "replace") if not self.request.form else "<form>"
        return f"{self.request.method} {self.request.target} {body}".rstrip()


class Prober:
    def __init__(self, world: World, progress: Progress | None = None) -> None:
        self.world = world
        self.ledger = world.ledger
        self.digests = world.ground.digests(world.tenants)
        self.share = 1  # families that make their probes themselves send one of so many
        self._progress = progress or (lambda family, done, total: None)
        self._twins: dict[tuple[str, str], Answer] = {}
        self._controls: dict[str, bool] = {}

    async def send(self, request: Request, who: Person) -> Answer:
        return await self.world.ground.sender.send(request, who.credentials)

    async def run(self, family: str, probes: Sequence[Probe]) -> None:
        """In batches, with one look at the whole database after each."""
        began = time.perf_counter()
        alone = [probe for probe in probes if probe.promise is Promise.WITHIN]
        together = [probe for probe in probes if probe.promise is not Promise.WITHIN]
        self._progress(family, 0, len(probes))
        for start in range(0, len(together), BATCH):
            await self._batch(together[start : start + BATCH])
            self._progress(family, min(start + BATCH, len(together)), len(probes))
        for number, probe in enumerate(alone):
            await self._alone(probe)
            self._progress(family, len(together) + number + 1, len(probes))
        self.ledger.seconds[family] += time.perf_counter() - began
        self.ledger.digests = self.digests.taken

    async def _batch(self, probes: Sequence[Probe]) -> None:
        before = await self.digests.take()
        answers = await self._answers(probes)
        changed = places_that_differ(before, await self.digests.take())
        if not changed:
            return
        accepted = [each for each, answer in answers if _is_accepted_write(each, answer)]
        rightly = {place for each in accepted for place in self._may_touch(each)}
        refused = [
            each for each, answer in answers if answer is not None and not _is_accepted_write(each, answer)
        ]
        if accepted and changed <= rightly:
            # The refused ones once more, by themselves: now any change at all is theirs.
            before = await self.digests.take()
            await self._gather(refused, lambda each: self.send(each.request, each.who))
            changed = places_that_differ(before, await self.digests.take())
            if not changed:
                return
        await self._seek([*accepted, *refused], changed)

    async def _seek(self, suspects: Sequence[Probe], changed: frozenset[Place]) -> None:
        """Each once more by itself, until it is known which of them left a trace."""
        sought = 0
        before = await self.digests.take()
        for probe in suspects:
            answer = await self.send(probe.request, probe.who)
            after = await self.digests.take()
            traces = places_that_differ(before, after)
            before = after
            allowed = self._may_touch(probe) if _is_accepted_write(probe, answer) else frozenset()
            if traces - allowed:
                self._find("left a trace", probe, f"{answer.status}, yet changed {_named(traces - allowed)}")
                sought += 1
                if sought >= MOST_SOUGHT:
                    return
        if not sought:
            first = suspects[0]
            self._find(
                "left a trace", first, f"one of {len(suspects)} calls such as this changed {_named(changed)}"
            )

    async def _alone(self, probe: Probe) -> None:
        before = await self.digests.take()
        answer = await self._answer(probe)
        changed = places_that_differ(before, await self.digests.take())
        allowed = self._may_touch(probe) if answer is not None and answer.accepted else frozenset()
        if changed - allowed:
            status = answer.status if answer else "no answer"
            self._find("touched too much", probe, f"{status}, and changed {_named(changed - allowed)}")

    def _may_touch(self, probe: Probe) -> frozenset[Place]:
        tenant = self.world.tenant_of(probe.who)
        if probe.may_touch is not None:
            return frozenset((name, tenant) for name in probe.may_touch) | COMMON
        return frozenset((name, tenant) for name in self.world.victim.tables) | COMMON

    async def _answers(self, probes: Sequence[Probe]) -> list[tuple[Probe, Answer | None]]:
        answers = await self._gather(probes, self._answer)
        return list(zip(probes, answers, strict=True))

    async def _gather(self, probes: Sequence[Probe], call: Callable[[Probe], Any]) -> list[Any]:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(probe: Probe) -> Any:
            async with places:
                return await call(probe)

        return list(await asyncio.gather(*[one(probe) for probe in probes]))

    async def _answer(self, probe: Probe) -> Answer | None:
        """None where even the control was refused."""
        if probe.control is not None and not await self._control(probe.request, probe.control):
            return None
        answer = await self.send(probe.request, probe.who)
        self.ledger.count(probe.family, probe.operation, probe.who.name, answer.status)
        await self._judge(probe, answer)
        return answer

    async def _control(self, request: Request, who: Person) -> bool:
        if request.key not in self._controls:
            self._controls[request.key] = (await self.send(request, who)).accepted
        return self._controls[request.key]

    async def _twin(self, probe: Probe) -> Answer:
        assert probe.twin is not None
        key = (probe.who.name, probe.twin.key)
        if key not in self._twins:
            self._twins[key] = await self.send(probe.twin, probe.who)
        return self._twins[key]

    async def _judge(self, probe: Probe, answer: Answer) -> None:
        if answer.status >= 500 or answer.status == 0:
            self._find("broke", probe, f"{answer.status} {answer.text}")
        self.look_for_secrets(probe, answer)
        match probe.promise:
            case Promise.NOT_LET_IN if (answer.status, answer.code) != (401, "not_signed_in"):
                self._find("let in", probe, f"{answer.status} {answer.text}")
            case Promise.CSRF if (answer.status, answer.code) != (403, "csrf_token_invalid"):
                self._find("let in", probe, f"{answer.status} {answer.text}")
            case Promise.ANSWERED if not answer.accepted:
                self._find("not answered", probe, f"{answer.status} {answer.text}")
            case Promise.REFUSED if not 400 <= answer.status < 500:
                self._find("not refused", probe, f"{answer.status} {answer.text}")
            case Promise.AS_ABSENT:
                twin = await self._twin(probe)
                shape = _codes if probe.by_code else _shape
                if shape(answer, probe.words) != shape(twin, probe.words):
                    seen = f"{answer.status} {answer.text[:260]} — the absent one: {twin.status} {twin.text[:260]}"
                    self._find("tells from absent", probe, seen)

    def look_for_secrets(self, probe: Probe, answer: Answer) -> None:
        sent = f"{probe.request.target} {probe.request.payload[0]!r}"
        text = answer.text + " " + " ".join(answer.headers.values())
        if marks := marks_in(text, probe.who.forbidden, sent):
            self._find(
                "shown", probe, f"{answer.status} holds {', '.join(sorted(set(marks))[:5])}: {answer.text}"
            )
        elif ids := ids_in(text, self.world.forbidden_ids(probe.who), sent):
            self._find("shown", probe, f"{answer.status} holds the ids {', '.join(ids[:3])}: {answer.text}")

    def _find(self, kind: str, probe: Probe, seen: str) -> None:
        self.ledger.find(kind, probe.family, probe.who.name, probe.title, f"{probe.promise}: {seen}")


def _is_accepted_write(probe: Probe, answer: Answer | None) -> bool:
    return answer is not None and answer.accepted and not probe.request.is_safe


def _named(places: Iterable[Place]) -> str:
    return ", ".join(sorted(f"{name} of {tenant}" if tenant else name for name, tenant in places))


def _shape(answer: Answer, words: tuple[str, ...]) -> tuple[int, set[str], str]:
    """All of an answer but ids, times, and the words asked for."""
    headers = {name for name in answer.headers if not name.startswith("ratelimit")}
    return answer.status, headers - {"content-length"}, without_ids(answer.text, words)


def _codes(answer: Answer, words: tuple[str, ...]) -> object:
    document = answer.json
    if not isinstance(document, dict) or answer.accepted:
        status, headers, text = _shape(answer, words)
        return status, headers, re.sub(r'"detail":"[^"]*"', "", text)
    errors = document.get("errors") or ()
    return answer.status, document.get("code"), [(each.get("code"), each.get("row")) for each in errors]
