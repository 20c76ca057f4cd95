"""Hand-overs carried out: everything goes, nothing is left behind, all of it can be taken back."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys

import pytest

USERS = "/objects/user/records"


@pytest.fixture(autouse=True)
def _worker(worker):
    """Beside every test of this module."""


async def undo(company, change_set_id):
    answer = await company.admin.post(f"/change-sets/{change_set_id}/undo")
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestQueues:
    async def hand_over(self, company, queue, **asked):
        url = f"/users/{queue['user_id']}/hand-over"
        answer = await company.admin.post(url, json=asked)
        assert answer.status_code == (200 if asked.get("preview") else 202), answer.text
        return answer.json()

    async def test_to_a_person_and_taken_back(self, company):
        queue = await company.make_team("queue")
        first, second = await company.own(
            "lead",
            {"name": "Waits", "owner": queue["user_id"]},
            {"name": "In the bin", "owner": queue["user_id"]},
        )
        await company.admin.delete(f"/objects/lead/records/{second}")
        seen = await self.hand_over(company, queue, to=company.heir_id, preview=True)
        assert seen["total"] == 2
        assert (await company.owners("lead")) == {"Waits": "The queue"}

        begun = await self.hand_over(company, queue, to=company.heir_id)
        job = await company.ended(begun["job_id"])

        assert (job["state"], job["result"]["handed_over"]) == ("succeeded", 2)
        heir = (await company.admin.get(f"/objects/user/records/{company.heir_id}")).json()["name"]
        assert (await company.owners("lead")) == {"Waits": heir}
        assert (await undo(company, begun["change_set_id"]))["kept"] == []
        assert (await company.owners("lead")) == {"Waits": "The queue"}

    async def test_to_another_queue_and_the_empty_one_goes(self, company):
        old = await company.make_team("queue", name="Old")
        new = await company.make_team("queue", name="New")
        (lead,) = await company.own("lead", {"name": "Waits", "owner": old["user_id"]})
        await company.admin.delete(f"/objects/lead/records/{lead}")
        refused = await company.admin.delete(f"/teams/{old['id']}")
        assert (refused.status_code, refused.json()["code"]) == (409, "queue_owns_records")

        begun = await self.hand_over(company, old, to=new["user_id"])
        await company.ended(begun["job_id"])

        assert (await company.admin.delete(f"/teams/{old['id']}")).status_code < 300
        await company.admin.post(f"/objects/lead/records/{lead}/restoration")
        assert (await company.owners("lead")) == {"Waits": "New"}


class TestWhatGoesAlong:
    async def make_report(self, company, name, manager):
        body = {"name": name, "email": f"{name.lower()}@{company.name}.example", "manager": manager}
        answer = await company.admin.post(USERS, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    async def manager_of(self, company, user_id):
        manager = (await company.admin.get(f"{USERS}/{user_id}")).json()["manager"]
        return manager and manager["id"]

    async def test_people_who_reported_to_him(self, company):
        ids = [await self.make_report(company, name, company.leaver_id) for name in ("Ann", "Bob")]
        assert (await company.admin.get(company.url)).json()["reports"] == 2

        result = await company.done(to=company.heir_id, reports=True)

        assert (result["reports"], result["reports_refused"]) == (2, 0)
        assert [await self.manager_of(company, each) for each in ids] == [company.heir_id] * 2
        await undo(company, result["change_set_id"])
        assert [await self.manager_of(company, each) for each in ids] == [company.leaver_id] * 2

    async def test_who_takes_over_was_one_of_them(self, company):
        me = (await company.admin.get("/session")).json()["user"]["id"]
        for person, manager in ((company.leaver_id, me), (company.heir_id, company.leaver_id)):
            assert (
                await company.admin.patch(f"{USERS}/{person}", json={"manager": manager})
            ).status_code == 200
        ann = await self.make_report(company, "Ann", company.leaver_id)

        result = await company.done(to=company.heir_id, reports=True)

        assert (result["reports"], result["reports_refused"]) == (2, 0)
        assert await self.manager_of(company, company.heir_id) == me
        assert await self.manager_of(company, ann) == company.heir_id

    async def test_a_circle_of_managers_is_not_made(self, company):
        ann = await self.make_report(company, "Ann", company.leaver_id)
        await company.admin.patch(f"{USERS}/{company.heir_id}", json={"manager": ann})

        result = await company.done(to=company.heir_id, reports=True)

        assert (result["reports"], result["reports_refused"]) == (0, 1)
        assert await self.manager_of(company, ann) == company.leaver_id

    async def test_views_that_he_shared(self, company):
        for name, shared in (("Ours", True), ("Mine", False)):
            view = {"object": "deal", "name": name, "shared": shared}
            assert (await company.leaver.post("/views", json=view)).status_code == 201
        assert (await company.admin.get(company.url)).json()["views"] == 1

        async def owner_of_ours():
            views = (await company.admin.get("/views", params={"object": "deal"})).json()["data"]
            return next(each["owner"]["id"] for each in views if each["name"] == "Ours")

        result = await company.done(to=company.heir_id, views=True)

        assert (result["views"], await owner_of_ours()) == (1, company.heir_id)
        await undo(company, result["change_set_id"])
        assert await owner_of_ours() == company.leaver_id

    async def test_only_a_person_can_take_them(self, company):
        queue = await company.make_team("queue")
        for what in ("reports", "views"):
            answer = await company.admin.post(company.url, json={"to": queue["user_id"], what: True})
            assert (answer.status_code, answer.json()["code"]) == (422, "hand_over_places_need_person")


class TestEverything:
    async def test_to_one_colleague(self, company):
        await company.own("account", {"name": "A"}, {"name": "B"})
        await company.own("deal", {"name": "D", "pipeline": "sales", "stage": "engaging"})
        await company.own("activity", {"name": "Task", "type": "task"})
        heir = f"viewer of {company.name}"

        result = await company.done(to=company.heir_id, reason="Moves to another office")

        assert await company.owners("account") == {"A": heir, "B": heir}
        assert await company.owners("deal") == {"D": heir}
        assert await company.owners("activity") == {"Task": heir}
        assert (result["handed_over"], result["refused_count"], result["deactivated"]) == (4, 0, False)
        change_set = (await company.admin.get(f"/change-sets/{result['change_set_id']}")).json()
        assert (change_set["source"], change_set["size"]) == ("hand_over", 4)
        assert change_set["reason"] == "Moves to another office"

    async def test_by_object(self, company):
        await company.own("account", {"name": "A"})
        await company.own("contact", {"name": "C"})
        await company.own("lead", {"name": "L", "company": "X"})
        queue = await company.make_team("queue")
        me = (await company.admin.get("/session")).json()["user"]["id"]

        await company.done(by_object={"account": me, "lead": queue["user_id"]})

        assert await company.owners("account") == {"A": f"Admin of {company.name}"}
        assert await company.owners("lead") == {"L": "The queue"}
        assert await company.owners("contact") == {"C": f"member of {company.name}"}

    async def test_records_that_nobody_else_sees(self, company, execute_as_owner):
        await execute_as_owner(
            """UPDATE guanxi.tenant SET settings = settings || '{"sharing": {"account": "private"}}',
            meta_version = meta_version + 1 WHERE name = $1""",
            company.name,
        )
        ids = await company.own("account", {"name": "Private"})
        url = f"/objects/account/records/{ids[0]}"

        await company.done(to=company.heir_id)

        assert (await company.heir.get(url)).json()["owner"]["id"] == company.heir_id

    async def test_what_lies_in_the_recycle_bin_goes_along_and_stays_there(self, company):
        (binned,) = await company.own("account", {"name": "Binned"})
        url = f"/objects/account/records/{binned}"
        await company.leaver.delete(url)

        result = await company.done(to=company.heir_id)

        assert (await company.admin.get("/search", params={"q": "Binned"})).json()["data"] == []
        assert await company.owners("account") == {}
        await undo(company, result["change_set_id"])
        again = await company.done(to=company.heir_id)
        assert again["handed_over"] == 1
        await company.admin.post(f"{url}/restoration")
        assert await company.owners("account") == {"Binned": f"viewer of {company.name}"}


class TestPlaces:
    async def test_moved_and_given_back(self, company):
        sales = await company.make_team("team", member_ids=[company.leaver_id])
        queue = await company.make_team("queue", member_ids=[company.leaver_id, company.heir_id])

        result = await company.done(to=company.heir_id, memberships="move")

        assert result["places"] == 2
        assert await company.members(sales["id"]) == {company.heir_id}
        assert await company.members(queue["id"]) == {company.heir_id}
        await undo(company, result["change_set_id"])
        assert await company.members(sales["id"]) == {company.leaver_id}
        assert await company.members(queue["id"]) == {company.leaver_id, company.heir_id}

    async def test_left(self, company):
        team = await company.make_team("team", member_ids=[company.leaver_id])

        await company.done(memberships="leave")

        assert await company.members(team["id"]) == set()

    async def test_a_team_that_is_gone_since_does_not_come_back(self, company):
        team = await company.make_team("team", member_ids=[company.leaver_id])
        result = await company.done(to=company.heir_id, memberships="move")
        assert (await company.admin.delete(f"/teams/{team['id']}")).status_code < 300

        await undo(company, result["change_set_id"])

        assert (await company.admin.get(company.url)).json()["places"] == []


class TestDeactivation:
    async def test_ends_sign_ins_and_keys_at_once(self, company, browser):
        await company.own("account", {"name": "A"})
        entered = await browser.post(
            "/session",
            json={"email": f"member@{company.name}.example", "password": "correct horse battery staple"},
        )
        assert entered.status_code == 201

        result = await company.done(to=company.heir_id, deactivate=True)

        assert result["deactivated"] is True
        assert (await browser.get("/session")).status_code == 401
        assert (await company.leaver.get("/session")).status_code == 401
        found = (await company.admin.get(company.url)).json()
        assert (found["status"], found["total"], found["sign_ins"], found["api_keys"]) == (
            "deactivated", 0, 0, 0,
        )  # fmt: skip

    async def test_undone_lets_sign_in_again_but_revives_no_key(self, company, browser):
        result = await company.done(deactivate=True)

        await undo(company, result["change_set_id"])

        assert (await company.admin.get(f"{USERS}/{company.leaver_id}")).json()["status"] == "active"
        assert (await company.leaver.get("/session")).status_code == 401
        entered = await browser.post(
            "/session",
            json={"email": f"member@{company.name}.example", "password": "correct horse battery staple"},
        )
        assert entered.status_code == 201

    async def test_an_open_invitation_lets_nobody_in(self, company, browser):
        invited = (
            await company.admin.post(
                "/invitations", json={"email": "new@x.example", "name": "New", "role": "member"}
            )
        ).json()
        listed = (await company.admin.get("/objects/user/records", params={"q": "New"})).json()["data"]
        answer = await company.admin.post(
            f"/users/{listed[0]['id']}/hand-over", json={"to": company.heir_id, "deactivate": True}
        )
        await company.ended(answer.json()["job_id"])

        token = invited["url"].rsplit("/", 1)[-1]
        form = {"name": "New", "password": "correct horse battery staple"}
        assert (await browser.post(f"/invitations/{token}/acceptance", json=form)).status_code == 404

    async def test_of_somebody_deleted_before(self, company):
        await company.own("account", {"name": "A"})
        await company.admin.delete(f"{USERS}/{company.leaver_id}")

        await company.done(to=company.heir_id)

        assert await company.owners("account") == {"A": f"viewer of {company.name}"}


class TestUndo:
    async def test_keeps_what_somebody_edited_since(self, company):
        mine, edited, deleted = await company.own(
            "account", {"name": "Mine"}, {"name": "Edited"}, {"name": "Deleted"}
        )
        result = await company.done(to=company.heir_id)
        me = (await company.admin.get("/session")).json()["user"]["id"]
        await company.admin.patch(f"/objects/account/records/{edited}", json={"owner": me})
        await company.admin.patch(f"/objects/account/records/{mine}", json={"city": "Bern"})
        await company.admin.delete(f"/objects/account/records/{deleted}")

        answer = await undo(company, result["change_set_id"])

        assert answer["reverted"] == 1
        assert {(kept["name"], kept["reason_code"]) for kept in answer["kept"]} == {
            ("Edited", "edited_since"), ("Deleted", "edited_since"),
        }  # fmt: skip
        assert await company.owners("account") == {
            "Mine": f"member of {company.name}",
            "Edited": f"Admin of {company.name}",
        }

    async def test_by_somebody_who_may_hand_over_but_does_not_see_the_records(
        self, company, execute_as_owner
    ):
        """The right is enough, for the hand-over and for taking it back."""
        await execute_as_owner(
            """UPDATE guanxi.tenant SET settings = settings || '{"sharing": {"account": "private"}}',
            meta_version = meta_version + 1 WHERE name = $1""",
            company.name,
        )
        await company.own("account", {"name": "Private"})
        clerk = company.heir
        await execute_as_owner(
            """WITH made AS (INSERT INTO guanxi.permission_set (tenant_id, id, name, definition, created_at, updated_at)
            SELECT tenant_id, gen_random_uuid(), 'Staff', '{"objects": {"*": ["read"]}, "areas": ["user.manage"]}',
              now(), now() FROM guanxi.app_user WHERE id = $1 RETURNING tenant_id, id)
            INSERT INTO guanxi.permission_assignment SELECT tenant_id, $1, id, now() FROM made""",
            company.heir_id,
        )
        await asyncio.sleep(5.1)  # what is remembered of callers
        me = (await company.admin.get("/session")).json()["user"]["id"]

        refused = await clerk.post(f"/users/{me}/hand-over", json={"to": company.leaver_id})
        places = await clerk.post(company.url, json={"to": company.heir_id, "memberships": "leave"})
        planned = await clerk.post(company.url, json={"to": me})

        assert (refused.status_code, refused.json()["code"]) == (403, "hand_over_of_administrator")
        assert places.status_code == 403
        assert planned.status_code == 202, planned.text
        await company.ended(planned.json()["job_id"])
        assert await company.owners("account") == {"Private": f"Admin of {company.name}"}
        assert (await clerk.get("/objects/account/records")).json()["data"] == []
        undone = await clerk.post(f"/change-sets/{planned.json()['change_set_id']}/undo")
        assert undone.json()["reverted"] == 1
        assert await company.owners("account") == {"Private": f"member of {company.name}"}


class TestLongWork:
    ROWS = 4_000

    @pytest.fixture
    def worker(self):
        """None beside these tests: they start their own, to kill them."""

    @pytest.fixture
    def start_worker(self, app, database_url):
        processes = []

        def start_worker():
            command = [sys.executable, "-m", "tests.features.hand_overs.worker_process", database_url]
            processes.append(subprocess.Popen(command))
            return processes[-1]

        yield start_worker
        for process in processes:
            process.kill()
            process.wait()

    @pytest.fixture
    async def many(self, company):
        for start in range(0, self.ROWS, 200):
            await company.own("account", *({"name": f"A{n:05}"} for n in range(start, start + 200)))

    async def progressed(self, company, job_id, beyond):
        async with asyncio.timeout(60):
            while (job := (await company.admin.get(f"/jobs/{job_id}")).json())["done"] <= beyond:
                assert job["state"] in ("queued", "running"), job
                await asyncio.sleep(0.005)
        return job["done"]

    async def test_each_record_exactly_once_whatever_is_killed(
        self, company, many, start_worker, execute_as_owner
    ):
        planned = await company.hand_over(to=company.heir_id, deactivate=True)
        done = 0
        for _ in range(2):
            worker = start_worker()
            done = await self.progressed(company, planned["job_id"], done)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        start_worker()
        job = await company.ended(planned["job_id"])

        assert (job["state"], job["result"]["handed_over"]) == ("succeeded", self.ROWS)
        history = await execute_as_owner(
            """SELECT count(*) AS n, count(DISTINCT record_id) AS records FROM guanxi.audit_log
            WHERE change_set_id = $1 AND object_id <> 7""",
            planned["change_set_id"],
        )
        assert dict(history[0]) == {"n": self.ROWS, "records": self.ROWS}
        found = (await company.admin.get(company.url)).json()
        assert (found["total"], found["status"]) == (0, "deactivated")

        undo = (await company.admin.post(f"/change-sets/{planned['change_set_id']}/undo")).json()
        assert (await company.ended(undo["job_id"]))["result"]["reverted"] == self.ROWS + 1
        found = (await company.admin.get(company.url)).json()
        assert (found["total"], found["status"]) == (self.ROWS, "active")

    async def test_cancelled_half_way_and_taken_back(self, company, many, start_worker):
        planned = await company.hand_over(to=company.heir_id, deactivate=True)
        start_worker()
        await self.progressed(company, planned["job_id"], 0)

        await company.admin.post(f"/jobs/{planned['job_id']}/cancellation")
        job = await company.ended(planned["job_id"])

        assert job["state"] == "cancelled"
        half = (await company.admin.get(company.url)).json()
        assert 0 < half["total"] < self.ROWS and half["status"] == "active"
        undone = (await company.admin.post(f"/change-sets/{planned['change_set_id']}/undo")).json()
        if "job_id" in undone:
            await company.ended(undone["job_id"])
        assert (await company.admin.get(company.url)).json()["total"] == self.ROWS
