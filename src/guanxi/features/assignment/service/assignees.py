"""Who stands behind the names in rules, now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from guanxi.features.assignment.queries import assignees as queries
from guanxi.features.assignment.schemas import Assignee
from guanxi.kernel.tenancy import Scope

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    user_id: UUID
    email: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Read with two or three queries, however many rules and records there are."""

    _known: frozenset[Place]
    _members: Mapping[Place, tuple[Member, ...]]

    @classmethod
    async def read(cls, scope: Scope, wanted: Iterable[Assignee]) -> Directory:
        """Above sharing: rules speak of the company's people."""
        emails = sorted({to.name for to in wanted if to.kind == "user"})
        names = sorted({to.name for to in wanted if to.kind != "user"})
        known: set[Place] = set()
        members: defaultdict[Place, list[Member]] = defaultdict(list)
        if emails:
            for row in await queries.people(scope, emails):
                known.add(("user", row["name"]))
                members["user", row["name"]].append(Member(row["id"], row["name"]))
        if names:
            for row in await queries.groups(scope, names):
                known.add((row["kind"], row["name"]))
                if row["kind"] == "queue" and row["user_id"] is not None:
                    members["queue", row["name"]] = [Member(row["user_id"], "")]
            for row in await queries.members(scope, names):
                if row["kind"] != "queue":
                    members[row["kind"], row["name"]].append(Member(row["id"], row["email"] or ""))
        return cls(frozenset(known), {place: tuple(each) for place, each in members.items()})

    def knows(self, to: Assignee) -> bool:
        return _place(to) in self._known

    def members_of(self, to: Assignee) -> tuple[Member, ...]:
        """Those who can work and have a weight."""
        found = self._members.get(_place(to), ())
        return tuple(each for each in found if weight_of(to, each) > 0)


def weight_of(to: Assignee, member: Member) -> int:
    weights = {email.lower(): weight for email, weight in to.weights.items()}
    return weights.get(member.email, 1)


def _place(to: Assignee) -> Place:
    return (to.kind, to.name.lower() if to.kind == "user" else to.name)
