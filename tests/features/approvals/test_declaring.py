"""What a process may say, with the place of whatever is wrong; what holds it and what it holds."""

from __future__ import annotations

import pytest

from .conftest import step

OWNER = {"field": "owner"}


class TestRefused:
    @pytest.mark.parametrize(
        ("body", "field", "code"),
        [
            ({"steps": [step("one")]}, "body.steps[0].approvers", "approval_nobody"),
            ({"steps": [step("one", {"user": "a@b.c", "role": "x"})]}, "body.steps[0].approvers[0]", "approval_approver_one"),
            ({"steps": [step("one", OWNER), step("one", OWNER)]}, "body.steps[1].name", "approval_step_twice"),
            ({"steps": [step("one", {"field": "account"})]}, "body.steps[0].approvers[0].field", "approval_not_a_user"),
            ({"steps": [step("one", {"field": "ownr"})]}, "body.steps[0].approvers[0].field", "field_unknown"),
            ({"steps": [step("one", OWNER, condition="amout > 1")]}, "body.steps[0].condition", "expression_unknown_field"),
            ({"steps": [step("one", OWNER)], "editable": ["nme"]}, "body.editable[0]", "field_unknown"),
            ({"steps": [step("one", OWNER)], "on_approved": {"set": {"created_at": "now()"}}}, "body.on_approved.set.created_at", "field_read_only"),
            ({"steps": [step("one", OWNER)], "on_approved": {"set": {"description": "account.name"}}}, "body.on_approved.set.description", "approval_own_fields"),
            ({"steps": [{"name": "side", "parallel": [[step("one", OWNER)]]}]}, "body.steps[0].parallel", "approval_one_branch"),
            ({"steps": [step("one", OWNER, deadline={"hours": 1, "then": "escalate"})]}, "body.steps[0].deadline.to", "approval_escalation_to"),
            ({"steps": [step(f"s{n}", OWNER) for n in range(51)]}, None, "definition_invalid"),
        ],
    )  # fmt: skip
    async def test_with_its_place(self, declare, body, field, code):
        refused = await declare(status=422, **body)

        assert refused["code"] == code, refused
        if field is not None:
            assert refused["field"] == field

    async def test_deeper_than_four(self, declare):
        inner = [step("s0", OWNER)]
        for depth in range(1, 5):
            inner = [{"name": f"p{depth}", "parallel": [inner, [step(f"o{depth}", OWNER)]]}]

        assert (await declare(status=422, steps=inner))["code"] == "approval_too_deep"

    async def test_only_administrators(self, hire, declare):
        sales = await hire("sales")

        body = {"object": "deal", "label": "X", "body": {"steps": [step("one", OWNER)]}}
        answer = await sales.client.put("/definitions/approval/x", json=body)

        assert answer.status_code == 403


class TestChanges:
    async def test_running_requests_finish_on_what_was_said(self, hire, declare, add, submit):
        one, two, sales = await hire("one"), await hire("two"), await hire("sales")
        await declare(steps=[step("first", one), step("second", one)])
        request = await submit(sales, await add(sales))

        await declare(steps=[step("other", two)])
        await one.decide("approve", request)

        assert (await one.decide("approve", request))["state"] == "approved"
        assert (await submit(sales, await add(sales)))["steps"][0]["name"] == "other"

    async def test_off_means_that_nothing_new_is_submitted(self, hire, declare, add, submit):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        record = await add(sales)
        request = await submit(sales, record)

        await declare(steps=[step("first", one)], active=False)

        assert (
            await sales.client.patch(f"/objects/deal/records/{record}", json={"name": "Two"})
        ).status_code == 422
        assert (await submit(sales, await add(sales), status=404))["code"] == "approval_process_unknown"
        assert (await one.decide("approve", request))["state"] == "approved"

    async def test_with_open_requests_it_is_not_removed(self, hire, declare, add, submit, admin):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        held = await admin.client.delete("/definitions/approval/big")
        await one.decide("approve", request)
        free = await admin.client.delete("/definitions/approval/big")

        assert (held.status_code, held.json()["code"]) == (409, "approval_has_open_requests")
        assert free.status_code == 204
        assert (await sales.get(f"/approvals/{request['id']}"))["label"] == "Big"

    async def test_a_field_that_went_keeps_nobody_from_deciding(self, hire, declare, add, submit, admin):
        one, sales = await hire("one"), await hire("sales")
        made = await admin.post("/objects/deal/fields", 201, type="integer", label="Heads")
        name = made["name"]
        steps = [step("first", one), step("second", one, condition=f"{name} > 3")]
        await declare(steps=steps, summary=[name], on_approved={"set": {name: f"{name} + 1"}})
        request = await submit(sales, await add(sales, **{name: 2}))
        await declare(steps=[step("first", one)])
        gone = await admin.client.delete(f"/objects/deal/fields/{name}")
        assert gone.status_code < 300, gone.text

        half = await one.decide("approve", request)
        done = await one.decide("approve", request)

        assert (half["state"], done["state"]) == ("pending", "approved")
        assert "not_set" in [each["kind"] for each in done["trail"]]

    async def test_a_field_in_use_is_held(self, hire, declare, admin):
        one = await hire("one")
        made = await admin.post("/objects/deal/fields", 201, type="integer", label="Heads")
        await declare(steps=[step("first", one, condition=f"{made['name']} > 3")])

        held = await admin.client.delete(f"/objects/deal/fields/{made['name']}")

        assert held.status_code == 409
