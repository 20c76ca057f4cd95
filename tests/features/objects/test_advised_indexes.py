"""A refused list of a large object names the custom fields that an index would help with, and how to get one."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.kernel.query import Governor, set_governor

LARGE = 10
DEALS = "/objects/deal/records"
FIELDS = "/objects/deal/fields"
INDEX = {"method": "PATCH", "path": "/objects/deal/fields/c_area", "body": {"indexed": True}}


@pytest.fixture
def name_of_company(request):
    return f"x{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company, owner):
    """Which has more deals, by its counters, than a large object begins with."""
    company = await client_of(name_of_company)
    for made in (
        {"name": "c_area", "type": "number", "label": {"en": "Floor area", "zh-CN": "面积"}},
        {"name": "c_site", "type": "url", "label": {"en": "Site", "zh-CN": "网站"}},
    ):
        answer = await company.post(FIELDS, json=made)
        assert answer.status_code == 201, answer.text
    tenant = (await company.get("/session")).json()["tenant"]["id"]
    await owner.execute("INSERT INTO guanxi.object_count VALUES ($1, 4, 0, $2)", tenant, LARGE + 1)
    set_governor(Governor(large=LARGE))
    yield company
    set_governor(Governor())


async def refusal(client, locale="en", **params):
    answer = await client.get(DEALS, params=params, headers={"Accept-Language": locale})
    assert answer.status_code == 422, answer.text
    return answer.json()


class TestAdvice:
    async def test_sorted_by_a_field_of_the_company(self, company):
        problem = await refusal(company, sort="-c_area")
        assert problem["advice"]["index"] == [
            {"field": "c_area", "label": "Floor area", "state": "none", "request": INDEX}
        ]
        assert problem["detail"].endswith("Or have Floor area indexed: then it is quick.")

    async def test_in_chinese(self, company):
        problem = await refusal(company, "zh-CN", sort="c_area")
        assert problem["detail"].endswith("也可为面积建立索引，之后即可快速完成。")

    async def test_filtered_and_counted(self, company):
        problem = await refusal(company, filter="c_area > 100.0", count="exact")
        assert [each["field"] for each in problem["advice"]["index"]] == ["c_area"]

    async def test_a_report(self, company):
        answer = await company.post(
            "/objects/deal/aggregate", json={"group_by": ["stage"], "filter": "c_area in [1.0, 2.0]"}
        )
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "report_too_large")
        assert [each["field"] for each in problem["advice"]["index"]] == ["c_area"]

    async def test_what_no_index_helps_with(self, company):
        assert (await refusal(company, sort="probability"))["advice"]["index"] == []
        problem = await refusal(company, filter="c_area != 1.0", count="exact")
        assert problem["advice"]["index"] == []

    async def test_what_cannot_be_indexed(self, company):
        described = (await company.get("/objects/deal")).json()["fields"]
        site = next(each for each in described if each["name"] == "c_site")
        problem = await refusal(company, filter='c_site == "a"', count="exact")
        expected = ["c_site"] if site["custom"]["indexable"] else []
        assert [each["field"] for each in problem["advice"]["index"]] == expected

    async def test_once_asked_for(self, company):
        assert (await company.patch(INDEX["path"], json=INDEX["body"])).status_code == 200
        problem = await refusal(company, sort="c_area")
        assert problem["advice"]["index"] == [{"field": "c_area", "label": "Floor area", "state": "filling"}]
        assert "is being made" in problem["detail"]

    async def test_then_it_is_answered(self, company, run_jobs):
        await company.patch(INDEX["path"], json=INDEX["body"])
        await run_jobs()
        assert (await company.get(DEALS, params={"sort": "c_area"})).status_code == 200

    async def test_no_room(self, company):
        for number in range(4):
            made = {
                "name": f"c_other_{number}",
                "type": "number",
                "label": f"Other {number}",
                "indexed": True,
            }
            assert (await company.post(FIELDS, json=made)).status_code == 201
        assert (await refusal(company, sort="c_area"))["advice"]["index"] == []


class TestOthers:
    async def test_whoever_may_not_is_told_whom_to_ask(self, company, client_of, name_of_company, owner):
        """Who sees a part is refused once it took too long, as with a table that nobody gets at."""
        viewer = await client_of(name_of_company, role="viewer")
        set_governor(Governor(large=LARGE, seconds=0.05, seconds_free=0.01))
        assert (await viewer.get(DEALS)).status_code == 200  # How much he sees is known by now.
        async with owner.transaction():
            await owner.execute("LOCK TABLE guanxi.deal IN ACCESS EXCLUSIVE MODE")
            problem = await refusal(viewer, sort="c_area")
        assert problem["advice"]["index"] == [{"field": "c_area", "label": "Floor area", "state": "none"}]
        assert problem["detail"].endswith("Or ask an administrator to have Floor area indexed.")

    async def test_hidden_fields_stay_hidden(self, company, client_of, name_of_company):
        definition = {"objects": {"*": ["read"]}, "fields": {"deal": {"c_area": "hidden"}}}
        await company.patch("/permission-sets/viewer", json={"definition": definition})
        viewer = await client_of(name_of_company, role="viewer")
        answer = await viewer.get(DEALS, params={"sort": "c_area"})
        assert (answer.status_code, answer.json()["code"]) == (422, "field_unknown")
