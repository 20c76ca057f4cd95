"""Who sees what: another company, colleagues, approvers who do not see the record, fields that are hidden."""

from __future__ import annotations

from .conftest import step


class TestOthers:
    async def test_anonymous(self, client_of):
        nobody = await client_of(None)

        for path in (
            "/approvals",
            "/approval-delegations",
            "/approvals/01890000-0000-7000-8000-000000000000",
        ):
            assert (await nobody.get(path)).status_code == 401

    async def test_another_company_finds_nothing(self, hire, declare, add, submit, client_of, company_name):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        record = await add(sales)
        request = await submit(sales, record)
        stranger = await client_of(f"{company_name}x")

        calls = [
            await stranger.get(f"/approvals/{request['id']}"),
            await stranger.get(f"/objects/deal/records/{record}/approvals"),
            await stranger.post(f"/objects/deal/records/{record}/approvals", json={"process": "big"}),
            *[
                await stranger.post(f"/approvals/{request['id']}/{what}", json=body)
                for what, body in {
                    "approve": {},
                    "reject": {"comment": "x"},
                    "return": {"comment": "x"},
                    "delegate": {"to": boss.id},
                    "signers": {"users": [boss.id]},
                    "withdraw": {},
                    "urge": {},
                    "resubmit": {},
                    "comments": {"comment": "x"},
                }.items()
            ],
        ]

        assert {each.status_code for each in calls} == {404}
        assert (await stranger.get("/approvals")).json()["data"] == []
        assert (await boss.get(f"/approvals/{request['id']}"))["state"] == "pending"


class TestApproverWhoDoesNotSeeTheRecord:
    async def test_sees_the_summary_while_the_task_is_his(self, hire, declare, add, submit, hide_deals):
        boss, sales = await hire("boss"), await hire("sales")
        await hide_deals()
        await declare(steps=[step("lead", boss), step("own", sales)], summary=["amount", "owner"])
        record = await add(sales, amount="5", description="between us")
        request = await submit(sales, record)

        before = await boss.get(f"/approvals/{request['id']}")
        listed = await boss.waiting()
        after = await boss.decide("approve", request)

        assert (await boss.client.get(f"/objects/deal/records/{record}")).status_code == 404
        assert before["record"]["title"] == "One"
        assert before["record"]["visible"] is False
        assert before["needs_comment"] == ["reject", "return"]
        assert before["record"]["values"]["amount"] == "5.00"
        assert "between us" not in str(before)
        assert [each["title"] for each in listed] == ["One"]
        assert (after["record"]["title"], after["record"]["values"]) == ("One", {})

    async def test_who_is_not_concerned_finds_nothing(self, hire, declare, add, submit, hide_deals):
        boss, other, sales = await hire("boss"), await hire("other"), await hire("sales")
        await hide_deals()
        await declare(steps=[step("lead", boss)])
        request = await submit(sales, await add(sales))

        assert (await other.client.get(f"/approvals/{request['id']}")).status_code == 404
        assert (await other.client.post(f"/approvals/{request['id']}/approve", json={})).status_code == 404

    async def test_a_file_of_the_record_cannot_be_drawn_out(self, hire, declare, add, submit, hide_deals):
        boss, sales = await hire("boss"), await hire("sales")
        await hide_deals()
        await declare(steps=[step("lead", boss)])
        record = await add(sales)
        secret = await sales.client.post(
            "/files", data={"object": "deal", "record_id": record}, files={"file": ("s.txt", b"secret")}
        )
        request = await submit(sales, record)

        named = await boss.decide("comments", request, 422, comment="x", files=[secret.json()["id"]])
        opened = await boss.client.get(f"/approvals/{request['id']}/files/{secret.json()['id']}/content")

        assert named["code"] == "approval_file_unknown"
        assert opened.status_code == 404


class TestHiddenFields:
    async def test_stay_hidden(self, hire, declare, add, submit, forbid):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], summary=["amount", "description"])
        request = await submit(sales, await add(sales, amount="5", description="told"))
        await forbid(amount="hidden")

        shown = await boss.get(f"/approvals/{request['id']}")

        assert shown["record"]["fields"] == ["description"]
        assert "5.00" not in str(shown)

    async def test_whoever_sees_the_record_but_is_not_asked_may_not_decide(self, hire, declare, add, submit):
        boss, other, sales = await hire("boss"), await hire("other"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        request = await submit(sales, await add(sales))

        assert (await other.get(f"/approvals/{request['id']}"))["may"] == ["comment"]
        assert (await other.decide("approve", request, 403))["code"] == "approval_not_yours"


class TestSubmitters:
    async def test_only_those_named(self, hire, declare, add, submit):
        boss, sales, other = await hire("boss"), await hire("sales"), await hire("other")
        await declare(steps=[step("lead", boss)], submitters=[{"user": sales.email}])
        record = await add(other)

        refused = await submit(other, record, status=403)

        assert refused["code"] == "approval_not_a_submitter"
        assert (await sales.get(f"/objects/deal/records/{record}/approvals"))["available"] != []
        assert (await other.get(f"/objects/deal/records/{record}/approvals"))["available"] == []
        assert (await submit(sales, record))["state"] == "pending"

    async def test_only_records_that_meet_the_condition(self, hire, declare, add, submit):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], condition="amount > 100")
        record = await add(sales, amount="5")

        assert (await submit(sales, record, status=422))["code"] == "approval_condition_unmet"
        assert (await submit(sales, record, "absent", 404))["code"] == "approval_process_unknown"
