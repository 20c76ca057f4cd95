"""Back to an earlier step, back to the submitter, again, withdrawn."""

from __future__ import annotations

from .conftest import step


class TestReturn:
    async def test_to_an_earlier_step_which_is_made_anew(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one), step("second", two), step("third", one)])
        request = await submit(sales, await add(sales))
        await one.decide("approve", request)
        shown = await two.get(f"/approvals/{request['id']}")
        assert [each["name"] for each in shown["return_to"]] == ["first"]

        await two.decide("return", request, to="first", comment="look again")
        again = await one.get(f"/approvals/{request['id']}")

        assert [each["state"] for each in again["steps"]] == ["active", "pending", "pending"]
        assert again["steps"][0]["tasks"][0]["round"] == 1
        await one.decide("approve", request)
        await two.decide("approve", request)
        assert (await one.decide("approve", request))["state"] == "approved"

    async def test_to_a_later_step_it_cannot_go(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one), step("second", one)])
        request = await submit(sales, await add(sales))

        refused = await one.decide("return", request, 422, to="second", comment="no")

        assert refused["code"] == "approval_step_unknown"

    async def test_within_a_branch_the_other_branch_stays(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        branches = [[step("a", one), step("b", one)], [step("c", two)]]
        await declare(steps=[{"name": "side", "parallel": branches}, step("last", two)])
        request = await submit(sales, await add(sales))
        await two.decide("approve", request)
        await one.decide("approve", request)

        back = await one.decide("return", request, to="a", comment="again")

        side = back["steps"][0]
        assert side["state"] == "active"
        assert [[each["state"] for each in branch] for branch in side["parallel"]] == [
            ["active", "pending"],
            ["approved"],
        ]

    async def test_to_the_submitter_who_changes_it_and_submits_again(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one), step("second", two)])
        record = await add(sales, amount="5")
        request = await submit(sales, record)
        await one.decide("approve", request)

        returned = await two.decide("return", request, comment="too dear")
        changed = await sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "4"})
        straight = await sales.decide("resubmit", request, comment="better", straight=True)

        assert returned["state"] == "returned"
        assert (await sales.get(f"/approvals/{request['id']}"))["state"] == "pending"
        assert changed.status_code == 200
        assert [each["state"] for each in straight["steps"]] == ["approved", "active"]
        assert (await two.decide("approve", request))["state"] == "approved"

    async def test_from_the_start_and_only_by_the_submitter(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))
        early = await sales.decide("resubmit", request, 409)
        await one.decide("return", request, comment="why?")

        foreign = await one.decide("resubmit", request, 403)
        again = await sales.decide("resubmit", request)

        assert (early["code"], foreign["code"]) == ("approval_not_returned", "approval_submitter_alone")
        assert again["steps"][0]["state"] == "active"

    async def test_a_step_that_does_not_allow_it(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, allows=[])])
        request = await submit(sales, await add(sales))

        assert (await one.get(f"/approvals/{request['id']}"))["may"] == ["approve", "reject", "comment"]
        for what, body in {
            "return": {"comment": "x"},
            "delegate": {"to": sales.id},
            "signers": {"users": [sales.id]},
        }.items():
            assert (await one.decide(what, request, 403, **body))["code"] == "approval_not_allowed"


class TestWithdraw:
    async def test_by_the_submitter_and_nobody_else(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)], on_withdrawn={"set": {"description": '"taken back"'}})
        record = await add(sales)
        request = await submit(sales, record)

        foreign = await one.decide("withdraw", request, 403)
        done = await sales.decide("withdraw", request, comment="wrong one")

        assert foreign["code"] == "approval_submitter_alone"
        assert done["state"] == "withdrawn"
        assert await one.waiting() == []
        assert (await sales.get(f"/objects/deal/records/{record}"))["description"] == "taken back"
        assert (await submit(sales, record))["state"] == "pending"

    async def test_by_an_administrator(self, hire, declare, add, submit, admin):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])

        request = await submit(sales, await add(sales))

        assert (await admin.decide("withdraw", request))["state"] == "withdrawn"
