"""GET /jobs/{id} and POST /jobs/{id}/cancellation."""

from __future__ import annotations

from uuid import uuid4

import pytest

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def make_job(acme, execute_as_owner):
    """A job of the administrator of acme, in any state."""

    async def make_job(state: str = "queued", error: str = "null", done: int = 0) -> str:
        session = (await acme.get("/session")).json()
        job_id = str(uuid4())
        await execute_as_owner(
            "INSERT INTO guanxi.job (tenant_id, id, kind, state, done, total, error, created_by, created_at) VALUES "
            f"({session['tenant']['id']}, '{job_id}', 'imports.run', '{state}', {done}, 10, {error}, "
            f"'{session['user']['id']}', now())"
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
