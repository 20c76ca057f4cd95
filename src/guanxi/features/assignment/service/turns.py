"""Whose turn it is among the members of a team: who got the fewest for his weight, so far and within this batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from guanxi.features.assignment.schemas import Assignee
from guanxi.features.assignment.service.assignees import Member, weight_of

Turn = tuple[str, int]


class Turns:
    """Two writers at the same moment may give to the same person: counts are added up afterwards, and evened out by the next."""

    def __init__(self, counts: Mapping[Turn, Mapping[UUID, int]], loads: Mapping[UUID, int]) -> None:
        self._counts = {turn: dict(each) for turn, each in counts.items()}
        self._loads = defaultdict(int, loads)
        self.begun: dict[tuple[str, int, UUID], int] = {}

    def next_of(self, turn: Turn, to: Assignee, members: Sequence[Member]) -> Member | None:
        """None where nobody is free. What is given counts at once."""
        free = [each for each in members if to.capacity is None or self._loads[each.user_id] < to.capacity]
        if not free:
            return None
        counts = self._counts.setdefault(turn, {})
        self._begin(turn, counts, to, members)
        chosen = min(
            free, key=lambda each: ((counts[each.user_id] + 1) / weight_of(to, each), str(each.user_id))
        )
        counts[chosen.user_id] += 1
        self._loads[chosen.user_id] += 1
        return chosen

    def _begin(self, turn: Turn, counts: dict[UUID, int], to: Assignee, members: Sequence[Member]) -> None:
        """Who is new has had as many, for his weight, as who had the fewest."""
        known = [counts[each.user_id] / weight_of(to, each) for each in members if each.user_id in counts]
        least = min(known, default=0)
        for each in members:
            if each.user_id not in counts:
                counts[each.user_id] = int(least * weight_of(to, each))
                self.begun[(*turn, each.user_id)] = counts[each.user_id]
