"""Submitting, approving, rejecting: serial and parallel steps, any, all, in order."""

from __future__ import annotations

from .conftest import step


class TestSubmit:
    async def test_the_approver_is_asked_and_decides(self, hire, declare, add, submit, admin):
        boss = await hire("boss")
        sales = await hire("sales")
        await declare(steps=[step("lead", boss)], summary=["amount"])
        record = await add(sales, amount="5000")

        request = await submit(sales, record, comment="please")

        assert request["state"] == "pending"
        assert request["record"]["title"] == "One"
        assert [each["title"] for each in await boss.waiting()] == ["One"]
        done = await boss.decide("approve", request, comment="fine")
        assert done["state"] == "approved"
        assert [entry["kind"] for entry in done["trail"]] == ["submitted", "asked", "approved", "finished"]
        assert await boss.waiting() == []
        assert [each["state"] for each in (await sales.get("/approvals", state="submitted"))["data"]] == [
            "approved"
        ]
        assert [each["id"] for each in (await boss.get("/approvals", state="done"))["data"]] == [
            request["id"]
        ]

    async def test_a_pending_record_is_locked(self, hire, declare, add, submit, admin):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], editable=["description"])
        record = await add(sales, amount="5000")
        request = await submit(sales, record)

        refused = await sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "1"})
        allowed = await sales.client.patch(f"/objects/deal/records/{record}", json={"description": "more"})
        deleted = await admin.client.delete(f"/objects/deal/records/{record}")

        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["code"] == "record_awaits_approval"
        assert allowed.status_code == 200, allowed.text
        assert deleted.status_code == 422, deleted.text
        await boss.decide("reject", request, comment="no")
        assert (
            await sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "1"})
        ).status_code == 200

    async def test_it_is_submitted_once(self, hire, declare, add, submit):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        record = await add(sales)
        await submit(sales, record)

        again = await submit(sales, record, status=409)

        assert again["code"] == "approval_pending_already"


class TestSteps:
    async def test_all_must_approve_and_one_rejection_ends_it(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("both", one, two, mode="all"), step("last", one)])
        first, second = await add(sales), await add(sales)
        approved, rejected = await submit(sales, first), await submit(sales, second)

        half = await one.decide("approve", approved)
        whole = await two.decide("approve", approved)
        over = await two.decide("reject", rejected, comment="no")

        assert half["steps"][0]["state"] == "active"
        assert [each["state"] for each in whole["steps"]] == ["approved", "active"]
        assert over["state"] == "rejected"
        assert {task["state"] for task in over["steps"][0]["tasks"]} == {"rejected", "moot"}

    async def test_in_order_asks_one_after_the_other(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("row", one, two, mode="in_order")])
        request = await submit(sales, await add(sales))

        early = await two.decide("approve", request, status=409)
        await one.decide("approve", request)
        done = await two.decide("approve", request)

        assert early["code"] == "approval_not_waiting"
        assert done["state"] == "approved"

    async def test_any_of_takes_the_first_answer(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("either", one, two)])
        request = await submit(sales, await add(sales))

        await one.decide("approve", request)
        late = await two.decide("reject", request, status=409, comment="no")

        assert late["code"] == "approval_not_pending"

    async def test_tiers_are_skipped_by_amount(self, hire, declare, add, submit):
        lead, boss, sales = await hire("lead"), await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", lead), step("boss", boss, condition="amount > 1000")])
        small, large = await add(sales, amount="1000"), await add(sales, amount="1000.01")

        assert (await lead.decide("approve", await submit(sales, small)))["state"] == "approved"
        assert (await lead.decide("approve", await submit(sales, large)))["state"] == "pending"

    async def test_branches_side_by_side(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        branches = [[step("law", one), step("law_again", one)], [step("money", two)]]
        await declare("every", steps=[{"name": "side", "parallel": branches}])
        await declare("either", steps=[{"name": "side", "parallel": branches, "join": "any"}])
        every = await submit(sales, await add(sales), "every")
        either = await submit(sales, await add(sales), "either")

        await one.decide("approve", every)
        await two.decide("approve", every)
        done = await one.decide("approve", every)
        await one.decide("reject", either, comment="no")
        also = await two.decide("approve", either)

        assert done["state"] == also["state"] == "approved"
        assert [each["state"] for each in also["steps"][0]["parallel"][0]] == ["rejected", "pending"]

    async def test_same_person_is_not_asked_twice_where_the_step_says_so(self, hire, declare, add, submit):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(
            steps=[
                step("lead", boss),
                step("again", boss, same_person="skip"),
                step("own", sales, same_person="skip"),
            ]
        )

        done = await boss.decide("approve", await submit(sales, await add(sales)))

        assert done["state"] == "approved"
        assert [task["how"] for each in done["steps"] for task in each["tasks"]] == [
            "person",
            "same_person",
            "same_person",
        ]

    async def test_nobody(self, hire, declare, add, submit, admin):
        sales = await hire("sales")
        nobody = {"manager_of": "submitter"}
        for name in ("administrators", "skip", "reject"):
            await declare(name, steps=[step("lead", nobody, when_nobody=name)])

        asked = await submit(sales, await add(sales), "administrators")
        skipped = await submit(sales, await add(sales), "skip")
        rejected = await submit(sales, await add(sales), "reject")

        assert [each["id"] for each in await admin.waiting()] == [asked["id"]]
        assert (skipped["state"], rejected["state"]) == ("approved", "rejected")


class TestPeople:
    async def test_chain_of_managers(self, hire, declare, add, submit, admin):
        top = await hire("top", title="Director")
        middle = await hire("middle", manager=top)
        sales = await hire("sales", manager=middle)
        chain = {"manager_of": "submitter", "whole_chain": True, "until": 'title == "Director"'}
        second = {"manager_of": "owner", "levels": 2}
        await declare("chain", steps=[step("row", chain, mode="in_order")])
        await declare("second", steps=[step("up", second)])

        row = await submit(sales, await add(sales), "chain")
        up = await submit(sales, await add(sales), "second")

        assert [each["person"]["id"] for each in row["steps"][0]["tasks"]] == [middle.id, top.id]
        assert [each["person"]["id"] for each in up["steps"][0]["tasks"]] == [top.id]

    async def test_field_formula_position_and_team(self, hire, declare, add, submit, admin):
        boss, sales = await hire("boss"), await hire("sales")
        team = await admin.post("/teams", 201, name="Finance", kind="team")
        added = await admin.client.post(f"/teams/{team['id']}/members", json={"add": [boss.id]})
        assert added.status_code < 300, added.text
        for name, approver in {
            "field": {"field": "owner"},
            "formula": {"formula": "amount > 10 ? owner : owner"},
            "team": {"team": "Finance"},
        }.items():
            await declare(name, steps=[step("ask", approver)])

        found = {}
        for name in ("field", "formula", "team"):
            request = await submit(sales, await add(sales, amount="11"), name)
            found[name] = [each["person"]["id"] for each in request["steps"][0]["tasks"]]

        assert found == {"field": [sales.id], "formula": [sales.id], "team": [boss.id]}

    async def test_preview_names_the_people(self, hire, declare, add):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("small", boss, condition="amount < 10"), step("lead", boss)])
        record = await add(sales, amount="50")

        shown = await sales.post(f"/objects/deal/records/{record}/approvals/preview", 200, process="big")

        assert [(each["skipped"], [one["id"] for one in each["people"]]) for each in shown["steps"]] == [
            (True, []), (False, [boss.id]),
        ]  # fmt: skip
