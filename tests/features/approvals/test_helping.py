"""Giving on, adding signers, urging, commenting with files, standing in, many at once."""

from __future__ import annotations

from .conftest import step


class TestDelegate:
    async def test_somebody_else_decides(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        given = await one.decide("delegate", request, to=two.id, comment="you know this")
        late = await one.decide("approve", request, 409)
        done = await two.decide("approve", request)

        task = given["steps"][0]["tasks"][0]
        assert (task["person"]["id"], task["delegated_from"]["id"]) == (two.id, one.id)
        assert late["code"] == "approval_not_waiting"
        assert done["state"] == "approved"

    async def test_not_to_oneself_nor_to_a_stranger(self, hire, declare, add, submit, client_of):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        own = await one.decide("delegate", request, 422, to=one.id)
        nobody = await one.decide("delegate", request, 422, to="01890000-0000-7000-8000-000000000000")

        assert (own["code"], nobody["code"]) == ("approval_to_oneself", "approval_person_unknown")


class TestSigners:
    async def _two(self, hire, declare, add, submit, where, mode="all"):
        one, extra, sales = await hire("one"), await hire("extra"), await hire("sales")
        await declare(steps=[step("first", one), step("last", one)])
        request = await submit(sales, await add(sales))
        added = await one.decide("signers", request, users=[extra.id], where=where, mode=mode)
        return one, extra, request, added

    async def test_before(self, hire, declare, add, submit):
        one, extra, request, added = await self._two(hire, declare, add, submit, "before")

        assert [each["state"] for each in added["steps"][0]["tasks"]] == ["held", "waiting"]
        assert (await one.decide("approve", request, 409))["code"] == "approval_not_waiting"
        await extra.decide("approve", request)
        assert (await one.decide("approve", request))["steps"][0]["state"] == "approved"

    async def test_beside(self, hire, declare, add, submit):
        one, extra, request, added = await self._two(hire, declare, add, submit, "beside")

        assert [each["state"] for each in added["steps"][0]["tasks"]] == ["waiting", "waiting"]
        assert (await one.decide("approve", request))["steps"][0]["state"] == "active"
        assert (await extra.decide("approve", request))["steps"][0]["state"] == "approved"

    async def test_after(self, hire, declare, add, submit):
        one, extra, request, added = await self._two(hire, declare, add, submit, "after")

        assert [each["state"] for each in added["steps"][0]["tasks"]] == ["waiting", "later"]
        assert (await one.decide("approve", request))["steps"][0]["tasks"][1]["state"] == "waiting"
        assert (await extra.decide("approve", request))["steps"][0]["state"] == "approved"

    async def test_a_signer_may_reject(self, hire, declare, add, submit):
        _, extra, request, _ = await self._two(hire, declare, add, submit, "before")

        assert (await extra.decide("reject", request, comment="no"))["state"] == "rejected"

    async def test_who_is_asked_already_is_not_asked_again(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one, two, mode="all")])
        request = await submit(sales, await add(sales))

        refused = await one.decide("signers", request, 409, users=[two.id])

        assert refused["code"] == "approval_asked_already"


class TestUrge:
    async def test_once_an_hour_by_the_submitter(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        foreign = await one.decide("urge", request, 403)
        await sales.decide("urge", request, comment="today, please")
        again = await sales.decide("urge", request, 429)

        told = (await one.get("/notifications"))["data"]
        assert [each["record_id"] for each in told] == [request["id"]] * 2
        assert foreign["code"] == "approval_submitter_alone"
        assert again["code"] == "approval_urged_recently"


class TestComment:
    async def test_with_a_file_that_all_concerned_can_open(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        sent = await one.client.post(
            f"/approvals/{request['id']}/files", files={"file": ("why.txt", b"because", "text/plain")}
        )
        assert sent.status_code == 201, sent.text
        shown = await one.decide("comments", request, comment="see here", files=[sent.json()["id"]])
        content = await sales.client.get(f"/approvals/{request['id']}/files/{sent.json()['id']}/content")

        assert shown["trail"][-1]["files"] == [{"id": sent.json()["id"], "name": "why.txt", "size": 7}]
        assert content.content == b"because"

    async def test_nothing_said(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        assert (await sales.decide("comments", request, 422, comment=" "))["code"] == "approval_nothing_said"
        needed = await one.decide("reject", request, 422)
        assert needed["code"] == "approval_comment_needed"


class TestStandIns:
    async def test_who_is_away_is_not_asked(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one)])
        made = await one.post("/approval-delegations", 201, to=two.id, first="2020-01-01", last="2099-01-01")

        request = await submit(sales, await add(sales))

        task = request["steps"][0]["tasks"][0]
        assert (task["person"]["id"], task["delegated_from"]["id"]) == (two.id, one.id)
        assert [each["id"] for each in (await two.get("/approval-delegations"))["data"]] == [made["id"]]
        await two.client.delete(f"/approval-delegations/{made['id']}")
        assert (await one.client.delete(f"/approval-delegations/{made['id']}")).status_code == 204
        assert (await submit(sales, await add(sales)))["steps"][0]["tasks"][0]["person"]["id"] == one.id

    async def test_a_circle_ends(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one)])
        for who, to in ((one, two), (two, one)):
            await who.post("/approval-delegations", 201, to=to.id, first="2020-01-01", last="2099-01-01")

        request = await submit(sales, await add(sales))

        assert request["steps"][0]["tasks"][0]["person"]["id"] == two.id

    async def test_only_of_the_processes_and_days_named(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare("big", steps=[step("first", one)])
        await declare("other", steps=[step("first", one)])
        dates = {"first": "2020-01-01", "last": "2099-01-01"}
        await one.post("/approval-delegations", 201, to=two.id, processes=["other"], **dates)
        await one.post("/approval-delegations", 201, to=sales.id, first="2019-01-01", last="2019-02-01")

        big = await submit(sales, await add(sales), "big")
        other = await submit(sales, await add(sales), "other")

        asked = [each["steps"][0]["tasks"][0]["person"]["id"] for each in (big, other)]
        assert asked == [one.id, two.id]

    async def test_for_others_only_by_administrators(self, hire, admin):
        one, two = await hire("one"), await hire("two")
        dates = {"first": "2020-01-01", "last": "2099-01-01"}

        await two.post("/approval-delegations", 403, to=two.id, user=one.id, **dates)
        await admin.post("/approval-delegations", 201, to=two.id, user=one.id, **dates)
        await two.get("/approval-delegations", 403, all="true")
        everybody = await admin.get("/approval-delegations", all="true")

        assert [each["user"]["id"] for each in everybody["data"]] == [one.id]


class TestManyAtOnce:
    async def test_each_by_itself(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        requests = [await submit(sales, await add(sales)) for _ in range(3)]
        await one.decide("approve", requests[0])

        answer = await one.post(
            "/approvals/decisions",
            200,
            decisions=[
                {"request": requests[0]["id"], "decision": "approve"},
                {"request": requests[1]["id"], "decision": "approve"},
                {"request": requests[2]["id"], "decision": "reject"},
            ],
        )

        assert [(each["done"], each["state"], each["code"]) for each in answer["data"]] == [
            (False, None, "approval_not_pending"),
            (True, "approved", None),
            (False, None, "approval_comment_needed"),
        ]
        assert [each["id"] for each in await one.waiting()] == [requests[2]["id"]]

    async def test_my_day_names_what_waits(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        day = await one.get("/my-day")

        assert [each["id"] for each in day["approvals"]] == [request["id"]]
        assert day["counts"]["approvals"] == {"value": 1, "capped": False}
