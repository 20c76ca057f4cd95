"""Everybody's open requests, for administrators: found, given to somebody else, and mended."""

from __future__ import annotations

import pytest

from .conftest import step


@pytest.fixture
async def asked(hire, declare, add, submit):
    """Three requests of two processes: two wait for one, one for two."""
    one, two, sales = await hire("one"), await hire("two"), await hire("sales")
    await declare("big", steps=[step("first", one)])
    await declare("small", steps=[step("first", two)])
    requests = [
        await submit(sales, await add(sales, name=name), process)
        for name, process in (("A", "big"), ("B", "big"), ("C", "small"))
    ]
    return one, two, sales, requests


async def found(person, **query):
    return [each["title"] for each in (await person.get("/open-approvals", **query))["data"]]


class TestOverview:
    async def test_not_an_administrator(self, asked):
        await asked[0].get("/open-approvals", status=403)

    async def test_filters(self, admin, asked, execute_as_owner):
        one, two, sales, (first, *_) = asked
        await execute_as_owner(
            "UPDATE guanxi.approval_task SET due_at = now() - interval '1 day' WHERE request_id = $1",
            first["id"],
        )
        await sales.decide("withdraw", asked[3][1])

        assert await found(admin) == ["C", "A"]
        assert await found(admin, process="big") == ["A"]
        assert await found(admin, approver=two.id) == ["C"]
        assert await found(admin, overdue="true") == ["A"]
        assert await found(admin, overdue="true", approver=two.id) == []
        await admin.get("/open-approvals", status=404, process="nothing")

    async def test_pages(self, admin, asked):
        first = await admin.get("/open-approvals", limit=2)
        rest = await admin.get("/open-approvals", limit=2, cursor=first["next_cursor"])

        assert [each["title"] for each in first["data"] + rest["data"]] == ["C", "B", "A"]
        assert rest["next_cursor"] is None
        await admin.get("/open-approvals", status=422, cursor=first["next_cursor"], process="big")

    async def test_another_company_sees_nothing(self, client_of, asked):
        answer = await (await client_of("nobodys-approvals")).get("/open-approvals")

        assert answer.json()["data"] == []


class TestReassigning:
    async def test_valid(self, admin, asked):
        one, two, sales, (first, second, third) = asked

        answer = await admin.post(
            "/approval-reassignments", requests=[first["id"], second["id"]], to=two.id, comment="on leave"
        )

        assert [each["done"] for each in answer["data"]] == [True, True]
        assert await one.waiting() == []
        assert {each["id"] for each in await two.waiting()} == {first["id"], second["id"], third["id"]}
        trail = (await sales.get(f"/approvals/{first['id']}"))["trail"]
        assert (trail[-1]["kind"], trail[-1]["person"]["id"], trail[-1]["comment"]) == (
            "reassigned",
            admin.id,
            "on leave",
        )
        assert (await two.decide("approve", first))["state"] == "approved"

    async def test_only_what_waits_for_one(self, admin, asked):
        one, two, sales, (first, _, third) = asked

        answer = await admin.post(
            "/approval-reassignments", requests=[first["id"], third["id"]], approver=one.id, to=sales.id
        )

        assert [(each["done"], each["code"]) for each in answer["data"]] == [
            (True, None),
            (False, "approval_nothing_to_reassign"),
        ]

    async def test_refused(self, admin, asked, client_of):
        one, two, _, (first, *_) = asked
        await one.decide("approve", first)

        await one.post("/approval-reassignments", status=403, requests=[first["id"]], to=two.id)
        answer = await admin.post("/approval-reassignments", requests=[first["id"]], to=two.id)
        assert [each["code"] for each in answer["data"]] == ["approval_not_pending"]
        unknown = await admin.post(
            "/approval-reassignments", 422, requests=[asked[3][1]["id"]], to=first["id"]
        )
        assert unknown["code"] == "approval_person_unknown"
        other = await client_of("nobodys-approvals")
        foreign = await other.post("/approval-reassignments", json={"requests": [first["id"]], "to": two.id})
        assert [each["code"] for each in foreign.json()["data"]] == ["approval_unknown"]


class TestWhatIsSet:
    @pytest.fixture
    async def rule(self, admin):
        body = {
            "error_when": "amount > 100 && next_step == null",
            "message": {"en": "Say what comes next.", "zh-CN": "请填写下一步。"},
        }
        answer = await admin.client.put(
            "/definitions/validation_rule/next", json={"object": "deal", "label": "Next", "body": body}
        )
        assert answer.status_code == 200, answer.text

    @pytest.fixture
    async def decided(self, rule, hire, declare, add, submit):
        """Approved, and what it sets refused by the rule."""
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)], on_approved={"set": {"amount": "500"}})
        record = await add(sales, amount=1)
        request = await submit(sales, record)
        return one, sales, record, await one.decide("approve", request)

    async def test_rules_are_obeyed_and_the_approver_is_told(self, admin, decided):
        _, sales, record, request = decided

        kept = await sales.get(f"/objects/deal/records/{record}")

        assert (request["state"], float(kept["amount"])) == ("approved", 1)
        refused = next(each for each in request["trail"] if each["kind"] == "not_set")
        assert (refused["how"], refused["comment"]) == ("validation_rule", "Say what comes next.")
        assert "set_again" not in request["may"]
        assert "set_again" in (await admin.get(f"/approvals/{request['id']}"))["may"]

    async def test_many_at_once_tell_it_too(self, rule, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)], on_approved={"set": {"amount": "500"}})
        request = await submit(sales, await add(sales, amount=1))

        answer = await one.post(
            "/approvals/decisions", decisions=[{"request": request["id"], "decision": "approve"}]
        )

        (outcome,) = answer["data"]
        assert (outcome["done"], outcome["state"], outcome["detail"]) == (
            True,
            "approved",
            "Say what comes next.",
        )

    async def test_written_again_once_it_is_mended(self, admin, decided):
        one, sales, record, request = decided
        still = await admin.decide("settings", request)
        assert [each["kind"] for each in still["trail"]].count("not_set") == 2
        await sales.client.patch(f"/objects/deal/records/{record}", json={"next_step": "Call"})

        done = await admin.decide("settings", request)

        assert float((await sales.get(f"/objects/deal/records/{record}"))["amount"]) == 500
        assert (done["trail"][-1]["kind"], "set_again" in done["may"]) == ("set_again", False)
        await admin.decide("settings", request, status=409)
        await one.decide("settings", request, status=403)

    @pytest.fixture
    async def set_by(self, hire, declare, add, submit):
        """What is told when a process that sets these values is approved."""

        async def set_by(values, object="deal", **record):
            one, sales = await hire("one"), await hire("sales")
            await declare(object=object, steps=[step("first", one)], on_approved={"set": values})
            asked = await submit(sales, await add(sales, object, **record), object=object)
            done = await one.decide("approve", asked)
            return done, [each["comment"] for each in done["trail"] if each["kind"] == "not_set"]

        return set_by

    async def test_stages_ask_as_of_a_person(self, admin, set_by):
        pipelines = (await admin.get("/objects/deal"))["pipelines"]
        for pipeline in pipelines:
            pipeline.pop("labels", None)
            pipeline["stages"] = [
                {key: each[key] for key in ("key", "label", "kind")} for each in pipeline["stages"]
            ]
        gate = {"condition": "amount >= 100", "reason": {"en": "Too small.", "zh-CN": "太小。"}}
        won = next(each for each in pipelines[0]["stages"] if each["kind"] == "won")
        won |= {"required": ["next_step"], "entry": [gate]}
        assert (
            await admin.client.put("/objects/deal/pipelines", json={"pipelines": pipelines})
        ).status_code == 200

        done, told = await set_by({"stage": f'"{won["key"]}"'}, amount=5)

        label = won["label"] if isinstance(won["label"], str) else won["label"]["en"]
        (reasons,) = told
        assert reasons.split("\n") == [
            f"“{label}” asks for values that are not filled in yet.",
            f"Not yet “{label}”: Too small.",
        ]
        record = f"/objects/deal/records/{done['record']['id']}"
        await admin.client.patch(record, json={"amount": 500, "next_step": "Sign"})
        again = await admin.decide("settings", done)
        assert (again["trail"][-1]["kind"], (await admin.get(record))["stage"]) == ("set_again", won["key"])

    @pytest.mark.parametrize("action", ["warn", "refuse"])
    async def test_duplicates_are_asked_for_and_warnings_confirmed(self, admin, set_by, action):
        body = {"any_of": [{"fields": [{"field": "name", "by": "company"}]}], "action": action}
        rule = {"object": "account", "label": "Same name", "body": body}
        assert (await admin.client.put("/definitions/duplicate_rule/same", json=rule)).status_code == 200
        await admin.client.post("/objects/account/records", json={"name": "Secret Ltd"})

        done, (reason,) = await set_by({"name": '"Secret Ltd"'}, "account")

        assert "Same name" in reason
        assert "Secret" not in reason
        again = await admin.decide("settings", done)
        assert again["trail"][-1]["kind"] == ("set_again" if action == "warn" else "not_set")

    async def test_amounts_are_converted(self, admin, hire, declare, add, submit):
        assert (await admin.client.put("/currencies", json={"currencies": ["EUR"]})).status_code == 200
        rate = {"currency": "EUR", "valid_from": "2020-01-01", "rate": "1.25"}
        await admin.post("/exchange-rates", rates=[rate])
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        steps = [step("first", one), step("big", two, condition='convert(amount, "EUR", close_date) > 60')]
        worth = '"EUR " + text(convert(amount, "EUR"))'
        await declare(steps=steps, on_approved={"set": {"next_step": worth}})
        asked = {
            amount: await submit(sales, await add(sales, amount=amount, close_date="2024-05-01"))
            for amount in (50, 100)
        }

        states = {amount: (await one.decide("approve", each))["state"] for amount, each in asked.items()}

        assert states == {50: "approved", 100: "pending"}
        await two.decide("approve", asked[100])
        kept = (await sales.get("/objects/deal/records", sort="amount"))["data"]
        assert [each["next_step"] for each in kept] == ["EUR 40", "EUR 80"]


class TestCounting:
    async def test_somebody_asked_in_two_branches_has_one_line(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        branches = [[step("left", one)], [step("right", one, two)]]
        await declare(steps=[{"name": "both", "parallel": branches}])
        for _ in range(3):
            await submit(sales, await add(sales))

        first = await one.get("/approvals", state="waiting", limit=2)
        rest = await one.get("/approvals", state="waiting", limit=2, cursor=first["next_cursor"])

        assert (first["waiting"], len(first["data"]), len(rest["data"])) == (3, 2, 1)
        assert len({each["id"] for each in first["data"] + rest["data"]}) == 3


async def test_one_at_a_time_says_which(hire, declare, add, submit):
    one, sales = await hire("one"), await hire("sales")
    await declare("big", steps=[step("first", one)], label={"en": "Discount", "zh-CN": "折扣"})
    await declare("other", steps=[step("first", one)])
    record = await add(sales)
    await submit(sales, record)

    refused = await submit(sales, record, "other", 409)

    assert refused["code"] == "approval_pending_already"
    assert "“Discount”" in refused["detail"]
