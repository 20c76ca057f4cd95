"""Who is asked: everybody that an approver stands for, at this moment, in the order in which they would be asked.

People who cannot sign in any more are replaced by who is above them; who is away by whom he has named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from guanxi.features.approvals.queries import people as queries
from guanxi.features.approvals.schemas.body import MOST_LEVELS, MOST_PEOPLE, Approver
from guanxi.features.approvals.service.plans import USER, Plan, Row, context_of
from guanxi.features.organisation.facade import people_of
from guanxi.kernel.currencies import give_rates
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope

MOST_HOPS = 5  # from stand-in to stand-in


@dataclass(frozen=True, slots=True)
class Known:
    id: UUID
    name: str
    manager: UUID | None
    is_active: bool
    locale: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What an approver may refer to. `approver` is whose deadline has passed."""

    submitter: UUID
    row: Row
    plan: Plan
    process: str
    approver: UUID | None = None


class People:
    """Of one transaction, which is above record sharing; asks the database for nobody twice."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[UUID, Known] = {}
        self._asked: set[UUID] = set()
        self._named: dict[tuple[str, str], tuple[UUID, ...]] = {}
        self._stand_ins: dict[UUID, list[Any]] = {}
        self._ends: dict[tuple[str, UUID], bool] = {}
        self._administrators: list[UUID] | None = None

    async def load(self, users: Iterable[UUID | None]) -> None:
        """These people and all above them, in one statement."""
        missing = {user for user in users if user is not None} - self._asked
        if missing:
            self._asked |= missing
            for row in await queries.with_above(self._scope, missing):
                self._known[row["id"]] = Known(
                    row["id"], row["name"], row["manager_id"], row["is_active"], row["locale"]
                )

    async def known(self, user: UUID | None) -> Known | None:
        await self.load([user])
        return self._known.get(user) if user is not None else None

    async def resolve(self, approvers: Sequence[Approver], around: Around) -> list[UUID]:
        """Each once, nobody who cannot sign in. One more than may be asked at most, so that too many are noticed."""
        found: dict[UUID, None] = {}
        for approver in approvers:
            for user in await self._of(approver, around):
                able = await self.successor(user)
                if able is not None:
                    found[able] = None
        return list(found)[: MOST_PEOPLE + 1]

    async def successor(self, user: UUID | None) -> UUID | None:
        """Himself, or the first above him who can sign in."""
        seen: set[UUID] = set()
        while user is not None and user not in seen:
            seen.add(user)
            known = await self.known(user)
            if known is None:
                return None
            if known.is_active:
                return user
            user = known.manager
        return None

    async def administrators(self) -> list[UUID]:
        if self._administrators is None:
            self._administrators = await queries.administrators(self._scope, MOST_PEOPLE)
        return self._administrators

    async def in_place_of(self, users: Collection[UUID], process: str) -> dict[UUID, UUID]:
        """Of those who are away, whom to ask instead."""
        found = {}
        await self._load_stand_ins(users)
        for user in users:
            now, seen = user, {user}
            for _ in range(MOST_HOPS):
                following = await self._stand_in_of(now, process)
                if following is None or following in seen:
                    break
                now = following
                seen.add(now)
            if now != user:
                found[user] = now
        return found

    async def _stand_in_of(self, user: UUID, process: str) -> UUID | None:
        await self._load_stand_ins([user])
        for row in self._stand_ins.get(user, ()):
            if row["processes"] is None or process in row["processes"]:
                known = await self.known(row["to_id"])
                if known is not None and known.is_active:
                    return known.id
        return None

    async def _load_stand_ins(self, users: Iterable[UUID]) -> None:
        missing = set(users) - self._stand_ins.keys()
        if not missing:
            return
        self._stand_ins.update((user, []) for user in missing)
        today = self._scope.now.astimezone(ZoneInfo(self._scope.tenant.timezone)).date()
        for row in await queries.stand_ins_of(self._scope, missing, today):
            self._stand_ins[row["user_id"]].append(row)
        await self.load(row["to_id"] for user in missing for row in self._stand_ins[user])

    async def _of(self, approver: Approver, around: Around) -> Sequence[UUID | None]:
        match approver.given:
            case ["manager_of"]:
                return await self._chain(approver, around)
            case ["field"]:
                return [_as_id(around.row.get(approver.field))]
            case ["formula"]:
                formula = around.plan.values.get(approver.formula)
                if formula is None:
                    return []
                value = formula.of(around.row, context_of(self._scope, around.submitter))
                if isinstance(value, str) and "@" in value:
                    return await self._called("person", value)
                return [_as_id(value)]
            case [kind]:
                return await self._called("person" if kind == USER else kind, getattr(approver, kind))
        return []

    async def _called(self, kind: str, name: str) -> tuple[UUID, ...]:
        if (kind, name) not in self._named:
            self._named[kind, name] = await people_of(self._scope, kind, name)
            await self.load(self._named[kind, name])
        return self._named[kind, name]

    async def _chain(self, approver: Approver, around: Around) -> list[UUID | None]:
        """Managers, the nearest first. Who cannot sign in is passed over and counts as no level."""
        start = {
            "submitter": around.submitter,
            "owner": _as_id(around.row.get("owner")),
            "approver": around.approver,
        }[approver.manager_of or "submitter"]
        chain: list[UUID] = []
        seen = {start}
        below = await self.known(start)
        most = MOST_LEVELS if approver.until and approver.levels == 1 else approver.levels
        while (
            below is not None
            and below.manager is not None
            and below.manager not in seen
            and len(chain) < most
        ):
            seen.add(below.manager)
            below = await self.known(below.manager)
            if below is None or not below.is_active:
                continue
            chain.append(below.id)
            if approver.until and await self._ends_with(approver.until, below.id, around):
                return list(chain) if approver.whole_chain else [below.id]
        if approver.whole_chain:
            return list(chain)
        return [chain[-1]] if chain and (approver.until is None and len(chain) == approver.levels) else []

    async def _ends_with(self, until: str, user: UUID, around: Around) -> bool:
        if (until, user) not in self._ends:
            test = around.plan.chains.get(until)
            rows = {} if test is None else await fetch_values(self._scope, USER, [user], test.reads)
            context = context_of(self._scope, around.submitter)
            await give_rates(self._scope, test.rates if test else (), list(rows.values()), context)
            self._ends[until, user] = test is not None and user in rows and test.holds(rows[user], context)
        return self._ends[until, user]


def _as_id(value: Any) -> UUID | None:
    if value is None or isinstance(value, UUID):
        return value
    try:
        return UUID(str(value))
    except ValueError:
        return None
