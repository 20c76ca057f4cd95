"""Requests take turns by company: who is given a place, who waits, who is refused."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.kernel.db.turns import SECONDS_BESIDE, Turn, TurnLimits, Turns
from guanxi.kernel.errors import Problem

BUSY, QUIET, THIRD = 1, 2, 3


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_turns(clock):
    def make_turns(places: int = 4, **limits: float) -> Turns:
        defaults = {"alone": 3, "beside": 2, "waiting": 100, "patience": 60.0}
        return Turns(places, TurnLimits(**defaults | limits), clock)

    return make_turns


@pytest.fixture
async def ask():
    """Asks for a turn in a task of its own, whose result it is; the company is noted when it is given one."""
    tasks: list[asyncio.Task[Turn]] = []

    async def ask(turns: Turns, company_id: int, given: list[int]) -> asyncio.Task[Turn]:
        async def go() -> Turn:
            turn = await turns.take(company_id)
            given.append(company_id)
            return turn

        tasks.append(asyncio.create_task(go()))
        await asyncio.sleep(0)
        return tasks[-1]

    yield ask
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_one_alone_leaves_places_free(make_turns, ask):
    turns, given = make_turns(), []

    for _ in range(10):
        await ask(turns, BUSY, given)

    assert (turns.held(BUSY), turns.waiting(BUSY)) == (3, 7)


async def test_who_comes_later_waits_for_nobody(make_turns, ask):
    turns, given = make_turns(), []
    for _ in range(50):
        await ask(turns, BUSY, given)

    await ask(turns, QUIET, given)

    assert given == [BUSY, BUSY, BUSY, QUIET]


async def test_places_go_round_by_company(make_turns, ask, clock):
    turns, given = make_turns(places=1), []
    held = await turns.take(BUSY)
    asked = [
        await ask(turns, company, given) for company in (BUSY, BUSY, BUSY, BUSY, QUIET, QUIET, THIRD, THIRD)
    ]

    for number in range(8):
        clock.now += 0.1
        turns.give_back(held)
        await settle()
        held = next(each for each in asked if each.done()).result()
        asked = [each for each in asked if not each.done()]
        assert len(given) == number + 1

    assert given == [QUIET, THIRD, BUSY, QUIET, THIRD, BUSY, BUSY, BUSY]


async def test_who_was_served_least_comes_first(make_turns, ask, clock):
    turns, given = make_turns(places=1, beside=9), []
    held = await turns.take(BUSY)
    asked = [await ask(turns, company, given) for company in (BUSY, QUIET, QUIET, QUIET)]

    for seconds in (3.0, 1.0, 1.0, 1.0):  # those of BUSY last three times as long
        clock.now += seconds
        turns.give_back(held)
        await settle()
        held = next(each for each in asked if each.done()).result()
        asked = [each for each in asked if not each.done()]

    assert given == [QUIET, QUIET, QUIET, BUSY]


async def test_nobody_saves_up_for_later(make_turns, ask, clock):
    turns, given = make_turns(places=1, beside=9), []
    for _ in range(5):
        turn = await turns.take(BUSY)
        clock.now += 10
        turns.give_back(turn)
    held = await turns.take(THIRD)
    asked = [await ask(turns, company, given) for company in (BUSY, QUIET, QUIET)]

    for _ in range(3):
        clock.now += 1
        turns.give_back(held)
        await settle()
        held = next(each for each in asked if each.done()).result()
        asked = [each for each in asked if not each.done()]

    assert given == [BUSY, QUIET, QUIET]  # those who had nothing so far begin where the others are


async def test_those_at_work_share_out_what_is_there(make_turns, ask, clock):
    turns, given = make_turns(places=10, alone=6, beside=4), []
    for _ in range(10):
        await ask(turns, BUSY, given)
    assert turns.held(BUSY) == 6

    clock.now += SECONDS_BESIDE
    for _ in range(5):
        await ask(turns, QUIET, given)
    assert turns.held(QUIET) == 2

    for _ in range(5):
        await ask(turns, THIRD, given)
    assert turns.held(THIRD) == 1


async def test_one_holds_back_while_others_are_at_work(make_turns, ask, clock):
    turns, given = make_turns(), []
    held = [await turns.take(BUSY) for _ in range(3)]
    for _ in range(5):
        await ask(turns, BUSY, given)
    theirs = await turns.take(QUIET)

    for company in held[:2]:
        turns.give_back(company)
    await settle()
    assert (turns.held(BUSY), given) == (1, [])

    turns.give_back(theirs)
    clock.now += SECONDS_BESIDE
    turns.give_back(held[2])
    await settle()
    assert (turns.held(BUSY), given) == (3, [BUSY] * 3)


async def test_full_queue_is_refused_and_others_are_not(make_turns, ask):
    turns, given = make_turns(waiting=2), []
    for _ in range(5):
        await ask(turns, BUSY, given)

    with pytest.raises(Problem) as refused:
        await turns.take(BUSY)

    assert (refused.value.code, refused.value.status) == ("company_queue_full", 429)
    assert "Retry-After" in refused.value.headers
    await ask(turns, QUIET, given)
    assert given[-1] == QUIET


async def test_who_waited_too_long_is_told_and_forgotten(make_turns):
    turns = make_turns(places=1, patience=0.0)
    held = await turns.take(BUSY)

    with pytest.raises(Problem) as refused:
        await turns.take(QUIET)

    assert (refused.value.code, refused.value.status) == ("company_waited_too_long", 503)
    assert "Retry-After" in refused.value.headers
    turns.give_back(held)
    assert len(turns) == 0


async def test_who_leaves_the_queue_leaves_no_gap(make_turns, ask):
    turns, given = make_turns(places=1), []
    held = await turns.take(BUSY)
    left = await ask(turns, QUIET, given)
    await ask(turns, THIRD, given)

    left.cancel()
    turns.give_back(held)  # before the one who left has noticed
    await settle()

    assert (given, turns.held(QUIET)) == ([THIRD], 0)


async def test_a_turn_that_nobody_wants_any_more_goes_on(make_turns, ask):
    turns, given = make_turns(places=1), []
    held = await turns.take(BUSY)
    left = await ask(turns, QUIET, given)
    await ask(turns, THIRD, given)

    turns.give_back(held)
    left.cancel()  # it was just given its turn
    await settle()

    assert (given, turns.held(QUIET)) == ([THIRD], 0)


async def test_nobody_is_remembered_for_ever(make_turns):
    turns = make_turns()

    for company_id in range(10_000):
        turns.give_back(await turns.take(company_id))

    assert len(turns) == 0
