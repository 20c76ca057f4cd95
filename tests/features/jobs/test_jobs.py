"""GET /jobs, GET /jobs/{id} and POST /jobs/{id}/cancellation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guanxi.kernel.ids import new_id

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def make_job(acme, execute_as_owner):
    """A job of the administrator of acme, in any state."""

    async def make_job(
        state: str = "queued", error: str = "null", done: int = 0, kind: str = "imports.run", args: Any = None
    ) -> str:
        session = (await acme.get("/session")).json()
        job_id = str(new_id())
        await execute_as_owner(
            "INSERT INTO guanxi.job (tenant_id, id, kind, state, done, total, error, created_by, created_at, args) VALUES "
            f"({session['tenant']['id']}, '{job_id}', '{kind}', '{state}', {done}, 10, {error}, "
            f"'{session['user']['id']}', now(), '{json.dumps(args or {})}')"
        )
        return job_id

    return make_job


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/cancellation")])
class TestWhoMay:
    async def test_anonymous(self, client_of, method, path):
        assert (await (await client_of(None)).request(method, f"/jobs/{NOBODY}{path}")).status_code == 401

    async def test_other_company(self, acme, client_of, make_job, method, path):
        job_id = await make_job()

        answer = await (await client_of("globex")).request(method, f"/jobs/{job_id}{path}")

        assert answer.status_code == 404
        assert (await acme.get(f"/jobs/{job_id}")).json()["state"] == "queued"

    async def test_colleague(self, acme, client_of, make_job, method, path):
        job_id = await make_job()

        answer = await (await client_of("acme", role="member")).request(method, f"/jobs/{job_id}{path}")

        assert answer.status_code == 404
        assert (await acme.get(f"/jobs/{job_id}")).json()["state"] == "queued"

    async def test_unknown(self, acme, method, path):
        assert (await acme.request(method, f"/jobs/{NOBODY}{path}")).status_code == 404


async def test_progress(acme, make_job):
    job_id = await make_job("running", done=4)

    job = (await acme.get(f"/jobs/{job_id}")).json()

    assert (job["id"], job["kind"], job["state"], job["done"], job["total"]) == (
        job_id,
        "imports.run",
        "running",
        4,
        10,
    )
    assert job["error"] is None


async def test_failure_is_told_in_the_language_of_the_reader(acme, make_job):
    job_id = await make_job("failed", error="""'{"code": "file_missing", "status": 404, "params": {}}'""")

    english = (await acme.get(f"/jobs/{job_id}")).json()
    chinese = (await acme.get(f"/jobs/{job_id}", headers={"Accept-Language": "zh-CN"})).json()

    assert english["error_code"] == chinese["error_code"] == "file_missing"
    assert english["error"] == "The file is no longer here."
    assert chinese["error"] != english["error"]


async def test_cancel_waiting_job(acme, make_job):
    job_id = await make_job()

    answer = await acme.post(f"/jobs/{job_id}/cancellation")

    assert answer.status_code == 200
    assert answer.json()["state"] == "cancelled"


async def test_cancel_running_job(acme, make_job):
    job_id = await make_job("running")

    assert (await acme.post(f"/jobs/{job_id}/cancellation")).json()["state"] == "running"


async def test_cancel_finished_job(acme, make_job):
    job_id = await make_job("succeeded")

    assert (await acme.post(f"/jobs/{job_id}/cancellation")).json()["state"] == "succeeded"


class TestList:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/jobs")).status_code == 401

    async def test_holds_what_the_caller_started(self, acme, client_of, make_job):
        others = [await client_of("acme", role="member"), await client_of("globex")]
        job_id = await make_job(kind="tests.own")

        mine = (await acme.get("/jobs", params={"kind": "tests.own"})).json()

        assert [job["id"] for job in mine["data"]] == [job_id]
        for other in others:
            assert (await other.get("/jobs")).json() == {"data": [], "next_cursor": None}

    async def test_pages_are_the_latest_first(self, acme, make_job):
        made = [await make_job(kind="tests.paged") for _ in range(3)]
        asked = {"kind": "tests.paged", "limit": 2}

        first = (await acme.get("/jobs", params=asked)).json()
        second = (await acme.get("/jobs", params={**asked, "cursor": first["next_cursor"]})).json()

        assert [job["id"] for job in first["data"] + second["data"]] == made[::-1]
        assert second["next_cursor"] is None

    async def test_some_kinds(self, acme, make_job):
        made = [await make_job(kind=kind) for kind in ("tests.a", "tests.b", "tests.c")]

        some = (await acme.get("/jobs", params={"kind": ["tests.a", "tests.c"]})).json()
        all_ = (await acme.get("/jobs")).json()

        assert [job["id"] for job in some["data"]] == [made[2], made[0]]
        assert [job["id"] for job in all_["data"]][:3] == made[::-1]

    async def test_says_what_it_is_about(self, acme, make_job):
        about = {"object": "deal", "delete": True, "change_set_id": NOBODY}
        await make_job(kind="tests.about", args={**about, "ids": [NOBODY], "values": None})

        (job,) = (await acme.get("/jobs", params={"kind": "tests.about"})).json()["data"]

        assert job["about"] == about
