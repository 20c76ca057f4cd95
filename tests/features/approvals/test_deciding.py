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
        assert [each["state"] for each in (await sales.get("/approvals", state="submitted"))["data"]] == ["approved"]
        assert [each["id"] for each in (await boss.get("/approvals", state="done"))["data"]] == [request["id"]]

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
        assert (await sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "1"})).status_code == 200

    async def test_it_is_submitted_once(self, hire, declare, add, submit):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        record = await add(sales)
        await submit(sales, record)

        again = await submit(sales, record, status=409)

        assert again["code"] == "approval_pending_already"
