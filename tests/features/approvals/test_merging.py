"""Records that become part of another while they await approval."""

from __future__ import annotations

import pytest

from .conftest import step


@pytest.fixture
async def pair(hire, declare, add, submit):
    """A winner, a loser that awaits approval and has one that was rejected, and its request."""
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("first", boss)], label={"en": "Discount", "zh-CN": "折扣"})
    winner, loser = await add(sales), await add(sales, name="Two")
    await boss.decide("reject", await submit(sales, loser), comment="no")
    return boss, sales, winner, loser, await submit(sales, loser)


def merge(person, winner, loser):
    return person.client.post("/objects/deal/merges", json={"winner": winner, "losers": [loser]})


async def test_whoever_may_withdraw_ends_it_by_merging(pair):
    boss, sales, winner, loser, request = pair

    merged = await merge(sales, winner, loser)

    assert merged.status_code == 200, merged.text
    assert await boss.waiting() == []
    kept = (await sales.get(f"/objects/deal/records/{winner}/approvals"))["requests"]
    assert [each["state"] for each in kept] == ["withdrawn", "rejected"]
    trail = (await boss.get(f"/approvals/{request['id']}"))["trail"]
    assert [each["kind"] for each in trail][-2:] == ["merged", "finished"]
    told = [each["title"] for each in (await boss.get("/notifications"))["data"]]
    assert told[0] == "Withdrawn: Discount"


async def test_nobody_else_does(pair, hire):
    boss, sales, winner, loser, request = pair
    other = await hire("other")

    refused = await merge(other, winner, loser)

    assert (refused.status_code, refused.json()["code"]) == (409, "merge_awaits_approval")
    assert "“Discount”" in refused.json()["detail"]
    assert (await boss.get(f"/approvals/{request['id']}"))["state"] == "pending"


async def test_undone_the_history_goes_back(pair, admin):
    _, sales, winner, loser, _ = pair
    change_set = (await merge(admin, winner, loser)).json()["change_set_id"]

    undone = await admin.client.post(f"/change-sets/{change_set}/undo")

    assert undone.status_code == 200, undone.text
    of = {
        record: len((await sales.get(f"/objects/deal/records/{record}/approvals"))["requests"])
        for record in (winner, loser)
    }
    assert of == {winner: 0, loser: 2}


async def test_deletion_says_what_it_awaits(pair):
    _, sales, _, loser, _ = pair

    refused = await sales.client.delete(f"/objects/deal/records/{loser}")

    assert refused.status_code == 422, refused.text
    assert "Discount" in refused.text and "record_awaits_approval" in refused.text
