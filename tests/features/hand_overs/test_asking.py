"""GET and POST /users/{id}/hand-over: who may ask, what is counted, what is refused. No job runs here."""

from __future__ import annotations

from uuid import uuid4

import pytest


def counts(answer):
    return {each["object"]: each["count"] for each in answer["objects"] if each["count"]}


class TestGetHandOver:
    async def test_anonymous(self, company, client_of):
        assert (await (await client_of(None)).get(company.url)).status_code == 401

    async def test_other_company(self, company, client_of):
        assert (await (await client_of("globex")).get(company.url)).status_code == 404

    async def test_without_the_right(self, company):
        assert (await company.heir.get(company.url)).status_code == 403
        assert (await company.leaver.get(company.url)).status_code == 403

    async def test_counts(self, company):
        await company.own("account", {"name": "A"}, {"name": "B"})
        (binned,) = await company.own("contact", {"name": "C"})
        await company.leaver.delete(f"/objects/contact/records/{binned}")
        await company.own(
            "activity",
            {"name": "Call", "type": "task"},
            {"name": "Done", "type": "task", "done": True},
            {"name": "Note", "type": "note"},
        )
        team = await company.make_team(member_ids=[company.leaver_id])

        found = (await company.admin.get(company.url)).json()

        assert counts(found) == {"account": 2, "contact": 1, "activity": 3}
        assert {each["object"]: each["in_bin"] for each in found["objects"]}["contact"] == 1
        assert (found["open_tasks"], found["total"]) == (1, 6)
        assert found["places"] == [{"id": team["id"], "name": "The team", "kind": "team"}]
        assert (found["status"], found["deleted"], found["api_keys"]) == ("active", False, 1)
        assert found["sign_ins"] == 1

    async def test_deleted_people_are_known(self, company):
        await company.own("account", {"name": "A"})
        await company.admin.delete(f"/objects/user/records/{company.leaver_id}")

        found = (await company.admin.get(company.url)).json()

        assert (found["deleted"], found["total"]) == (True, 1)

    async def test_a_queue_by_its_user(self, company):
        queue = await company.make_team("queue")
        await company.own("lead", {"name": "Waits", "owner": queue["user_id"]})

        found = (await company.admin.get(f"/users/{queue['user_id']}/hand-over")).json()

        assert (found["kind"], found["user"]["name"], found["total"]) == ("queue", "The queue", 1)


class TestPreview:
    async def test_says_who_gets_what_and_changes_nothing(self, company):
        await company.own("account", {"name": "A"})
        me = (await company.admin.get("/session")).json()["user"]["id"]

        answer = await company.admin.post(
            company.url,
            json={"to": company.heir_id, "by_object": {"account": me}, "deactivate": True, "preview": True},
        )

        assert answer.status_code == 200, answer.text
        takers = {each["object"]: each["to"]["id"] for each in answer.json()["objects"]}
        assert (takers["account"], takers["deal"]) == (me, company.heir_id)
        assert answer.json()["job_id"] is None and "change_set_id" not in answer.json()
        assert await company.owners("account") == {"A": f"member of {company.name}"}


class TestRefusals:
    @pytest.fixture
    def refused(self, company):
        async def refused(**asked):
            answer = await company.admin.post(company.url, json=asked)
            return answer.status_code, answer.json()["code"]

        return refused

    async def test_nobody_else(self, company, client_of):
        asked = {"to": company.heir_id}

        assert (await (await client_of(None)).post(company.url, json=asked)).status_code == 401
        assert (await (await client_of("globex")).post(company.url, json=asked)).status_code == 404
        assert (await company.heir.post(company.url, json=asked)).status_code == 403

    async def test_recipients(self, company, refused, client_of):
        stranger = (await (await client_of("globex")).get("/session")).json()["user"]["id"]
        made = await company.admin.post("/objects/user/records", json={"name": "No sign-in"})

        assert await refused(to=str(uuid4())) == (422, "hand_over_recipient_unknown")
        assert await refused(to=stranger) == (422, "hand_over_recipient_unknown")
        assert await refused(to=company.leaver_id) == (422, "hand_over_to_same")
        assert await refused(to=made.json()["ids"][0]) == (422, "hand_over_recipient_inactive")
        assert await refused(by_object={"deal": stranger}) == (422, "hand_over_recipient_unknown")
        assert await refused(by_object={"user": company.heir_id}) == (422, "hand_over_object_unknown")

    @pytest.mark.parametrize(
        "asked", [{"memberships": "leave"}, {"reports": True}, {"views": True}, {"deactivate": True}]
    )
    async def test_a_queue_has_records_only(self, company, asked):
        queue = await company.make_team("queue")

        answer = await company.admin.post(
            f"/users/{queue['user_id']}/hand-over", json={"to": company.heir_id, **asked}
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "hand_over_of_queue")

    async def test_nothing_asked(self, refused):
        assert await refused() == (422, "hand_over_nothing_asked")

    async def test_nothing_may_be_left_behind(self, company, refused):
        await company.own("account", {"name": "A"})

        assert await refused(deactivate=True) == (422, "hand_over_leaves_records")
        assert await refused(deactivate=True, by_object={"deal": company.heir_id}) == (
            422,
            "hand_over_leaves_records",
        )

    async def test_places_need_a_person(self, company, refused):
        queue = await company.make_team("queue")

        assert await refused(memberships="move") == (422, "hand_over_places_need_person")
        assert await refused(memberships="move", to=queue["user_id"]) == (422, "hand_over_places_need_person")

    async def test_nobody_deactivates_himself(self, company):
        me = (await company.admin.get("/session")).json()["user"]["id"]

        answer = await company.admin.post(
            f"/users/{me}/hand-over", json={"to": company.heir_id, "deactivate": True}
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "hand_over_of_yourself")

    async def test_one_at_a_time(self, company, refused):
        await company.hand_over(to=company.heir_id)

        assert await refused(to=company.heir_id) == (409, "hand_over_under_way")
        assert (await company.admin.get(company.url)).json()["job_id"]

    async def test_cancelled_while_waiting(self, company):
        planned = await company.hand_over(to=company.heir_id)

        cancelled = await company.admin.post(f"/jobs/{planned['job_id']}/cancellation")

        assert cancelled.json()["state"] == "cancelled"
        assert (await company.admin.get(company.url)).json()["job_id"] is None
