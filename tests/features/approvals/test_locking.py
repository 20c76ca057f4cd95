"""A record that awaits approval stays as it is, whichever way somebody tries."""

from __future__ import annotations

import asyncio

from .conftest import step


async def pending(hire, declare, add, submit, **body):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)], **body)
    record = await add(sales, amount="5")
    return boss, sales, record, await submit(sales, record)


class TestLock:
    async def test_names_field_process_and_request(self, hire, declare, add, submit):
        _, sales, record, request = await pending(hire, declare, add, submit)

        answer = await sales.client.patch(
            f"/objects/deal/records/{record}", json={"amount": "6", "name": "One"}
        )

        (error,) = answer.json()["errors"]
        assert (error["field"], error["code"]) == ("amount", "record_awaits_approval")
        assert "Big" in error["detail"]

    async def test_of_a_batch_only_the_locked_are_refused(self, hire, declare, add, submit):
        _, sales, record, _ = await pending(hire, declare, add, submit)
        free = [await add(sales) for _ in range(3)]

        answer = await sales.client.post(
            "/objects/deal/mass-updates", json={"ids": [record, *free], "values": {"amount": "7"}}
        )

        assert answer.status_code == 200, answer.text
        amounts = [(await sales.get(f"/objects/deal/records/{each}"))["amount"] for each in [record, *free]]
        assert amounts == ["5.00", "7.00", "7.00", "7.00"]

    async def test_one_query_for_a_batch(self, hire, declare, add, submit, statements):
        _, sales, _, _ = await pending(hire, declare, add, submit)
        records = [await add(sales) for _ in range(20)]

        async with statements() as seen:
            values = {"amount": "3"}
            await sales.client.post("/objects/deal/mass-updates", json={"ids": records, "values": values})

        assert sum("approval_request" in each for each in seen) == 1

    async def test_undo_leaves_it_alone_and_says_so(self, hire, declare, add, submit, admin):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        record = await add(sales, amount="5")
        changed = await sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "6"})
        await submit(sales, record)

        undone = await sales.client.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

        assert undone.status_code == 200, undone.text
        assert [each["reason"] for each in undone.json()["kept"]] == ["It awaits approval."]
        assert (await sales.get(f"/objects/deal/records/{record}"))["amount"] == "6.00"

    async def test_what_the_process_sets_is_written_and_told_in_history(self, hire, declare, add, submit):
        boss, sales, record, request = await pending(
            hire,
            declare,
            add,
            submit,
            on_submitted={"set": {"description": '"awaits"'}},
            on_approved={"set": {"description": '"worth it"', "amount": "amount * 2"}},
        )
        assert (await sales.get(f"/objects/deal/records/{record}"))["description"] == "awaits"

        await boss.decide("approve", request)

        found = await sales.get(f"/objects/deal/records/{record}")
        assert found["amount"] == "10.00"
        (latest, *_) = (await sales.get("/change-sets"))["data"]
        assert (latest["source"], latest["reason"]) == ("approval", "Big")

    async def test_what_cannot_be_written_keeps_nobody_from_deciding(self, hire, declare, add, submit, admin):
        boss, _, _, request = await pending(
            hire, declare, add, submit, on_approved={"set": {"close_date": "amount"}}
        )

        done = await boss.decide("approve", request)

        assert done["state"] == "approved"
        assert "not_set" in [each["kind"] for each in done["trail"]]
        assert len((await admin.get("/notifications"))["data"]) == 1

    async def test_an_object_without_processes_is_never_asked(self, hire, declare, add, submit, statements):
        _, sales, _, _ = await pending(hire, declare, add, submit)

        async with statements() as seen:
            await add(sales, "account")

        assert not any("approval_request" in each for each in seen)


class TestAtTheSameMoment:
    async def test_two_submit_one_record(self, hire, declare, add):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        record = await add(sales)
        path = f"/objects/deal/records/{record}/approvals"

        answers = await asyncio.gather(*(sales.client.post(path, json={"process": "big"}) for _ in range(4)))

        assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
        assert len(await boss.waiting()) == 1

    async def test_of_any_the_first_answer_counts(self, hire, declare, add, submit):
        people = [await hire(name) for name in ("one", "two", "three")]
        sales = await hire("sales")
        await declare(steps=[step("either", *people)], on_approved={"set": {"amount": "amount + 1"}})
        record = await add(sales, amount="5")
        request = await submit(sales, record)

        answers = await asyncio.gather(
            *(each.client.post(f"/approvals/{request['id']}/approve", json={}) for each in people)
        )

        assert sorted(each.status_code for each in answers) == [200, 409, 409]
        assert (await sales.get(f"/objects/deal/records/{record}"))["amount"] == "6.00"

    async def test_all_of_them_finish_once(self, hire, declare, add, submit):
        people = [await hire(name) for name in ("one", "two", "three")]
        sales = await hire("sales")
        await declare(
            steps=[step("every", *people, mode="all")], on_approved={"set": {"amount": "amount + 1"}}
        )
        record = await add(sales, amount="5")
        request = await submit(sales, record)

        answers = await asyncio.gather(
            *(each.client.post(f"/approvals/{request['id']}/approve", json={}) for each in people)
        )

        assert [each.status_code for each in answers] == [200, 200, 200]
        found = await sales.get(f"/approvals/{request['id']}")
        assert [each["kind"] for each in found["trail"]].count("finished") == 1
        assert (await sales.get(f"/objects/deal/records/{record}"))["amount"] == "6.00"

    async def test_a_write_and_a_submission_do_not_pass_each_other(self, hire, declare, add):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss, condition="amount > 100")])
        for _ in range(5):
            record = await add(sales, amount="5")
            wrote, sent = await asyncio.gather(
                sales.client.patch(f"/objects/deal/records/{record}", json={"amount": "500"}),
                sales.client.post(f"/objects/deal/records/{record}/approvals", json={"process": "big"}),
            )
            if wrote.status_code == 200 and sent.json()["state"] == "approved":
                continue  # Submitted while it was small, approved at once, then written.
            if wrote.status_code == 200:
                assert sent.json()["state"] == "pending"
            else:
                assert (await sales.get(f"/objects/deal/records/{record}"))["amount"] == "5.00"


class TestOtherWays:
    async def test_a_lead_is_not_converted(self, hire, declare, add, submit):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], object="lead")
        lead = await add(sales, "lead")
        await submit(sales, lead, object="lead")

        refused = await sales.client.post(f"/leads/{lead}/conversion", json={"account": {"name": "New"}})

        assert refused.status_code == 422, refused.text
        assert "record_awaits_approval" in refused.text

    async def test_a_winner_keeps_what_awaits_approval(self, hire, declare, add, submit, admin):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], object="account")
        winner, loser = await add(sales, "account"), await add(sales, "account", name="Two")
        await submit(sales, winner, object="account")

        refused = await admin.client.post(
            "/objects/account/merges", json={"winner": winner, "losers": [loser], "take": {"name": loser}}
        )
        merged = await admin.client.post(
            "/objects/account/merges", json={"winner": winner, "losers": [loser]}
        )

        assert (refused.status_code, merged.status_code) == (422, 200), refused.text
        assert "record_awaits_approval" in refused.text
        assert len(await boss.waiting()) == 1

    async def test_what_points_to_a_loser_follows_though_it_is_pending(
        self, hire, declare, add, submit, admin
    ):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        winner, loser = await add(sales, "account"), await add(sales, "account", name="Two")
        deal = await add(sales, account=loser)
        await submit(sales, deal)

        merged = await admin.client.post(
            "/objects/account/merges", json={"winner": winner, "losers": [loser]}
        )

        assert merged.status_code == 200, merged.text
        assert (await sales.get(f"/objects/deal/records/{deal}"))["account"]["id"] == winner


class TestParts:
    async def test_stay_with_the_record_that_they_are_parts_of(self, hire, declare, add, submit, admin):
        boss = await hire("boss")
        made = await admin.post("/objects", 201, label="Line")
        field = {"type": "lookup", "label": "Deal", "target": "deal", "required": True, "detail_of": True}
        pointing = await admin.post(f"/objects/{made['name']}/fields", 201, **field)
        await declare(steps=[step("lead", boss)])
        deal = await add(admin)
        line = await add(admin, made["name"], **{pointing["name"]: deal})
        await submit(admin, deal)

        calls = [
            await admin.client.patch(f"/objects/{made['name']}/records/{line}", json={"name": "Two"}),
            await admin.client.delete(f"/objects/{made['name']}/records/{line}"),
            await admin.client.post(
                f"/objects/{made['name']}/records", json={"name": "New", pointing["name"]: deal}
            ),
        ]

        assert [each.status_code for each in calls] == [422, 422, 422]
        assert all("record_awaits_approval" in each.text for each in calls)


class TestInPackages:
    async def test_a_process_goes_from_one_company_to_another(
        self, hire, declare, admin, client_of, company_name
    ):
        steps = [
            step("up", {"manager_of": "submitter"}, deadline={"hours": 4, "then": "remind"}),
            {"name": "side", "parallel": [[step("a", {"field": "owner"})], [step("b", {"role": "Boss"})]]},
        ]
        await declare(steps=steps, condition="amount > 3", editable=["description"])
        sent = await admin.client.post("/packages/export", json={"name": "mine"})
        assert sent.status_code == 200, sent.text
        other = await client_of(f"{company_name}y")

        installed = await other.post("/packages", files={"file": ("mine.zip", sent.content)})

        assert installed.status_code == 200, installed.text
        there = (await other.get("/definitions/approval/big")).json()
        here = await admin.get("/definitions/approval/big")
        assert (there["body"], there["label"]) == (here["body"], here["label"])
