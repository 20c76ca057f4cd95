"""GET /reports/sales-overview on the public sales data set, whose totals are known."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from guanxi.features.reports.schemas import OverviewRequest
from guanxi.features.reports.service import get_sales_overview
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.tenancy.rights import NOTHING
from tests.factories.sales_data import SalesData, load_sales_data
from tests.fixtures.clients import ClientOf
from tests.fixtures.people import Person

PATH = "/reports/sales-overview"
REGIONS = {"West": 3_568_647, "Central": 3_346_293, "East": 3_090_594}
QUARTERS_2017 = {
    "2017-01-01": 1_134_672, "2017-04-01": 3_086_111, "2017-07-01": 2_982_255, "2017-10-01": 2_802_496,
}  # fmt: skip


@pytest.fixture(scope="module")
async def sales(client_of: ClientOf, owner_url: str) -> SalesData:
    await client_of("acme")
    return load_sales_data(owner_url, "acme")


async def overview(client: httpx.AsyncClient, **params: str) -> dict[str, Any]:
    answer = await client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def count_of(client: httpx.AsyncClient, condition: str) -> int:
    """The number of deals in the list behind a figure."""
    answer = await client.post(
        "/objects/deal/aggregate", json={"filter": condition, "metrics": [{"fn": "count"}]}
    )
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["data"][0]["count"]


class TestSalesOverview:
    async def test_anonymous(self, client_of: ClientOf) -> None:
        answer = await (await client_of(None)).get(PATH)

        assert answer.status_code == 401
        assert answer.json()["code"] == "not_signed_in"

    async def test_without_permission(self, database: Database, admin: Person) -> None:
        seed = await admin.seed(database)
        stranger = dataclasses.replace(seed, actor=dataclasses.replace(seed.actor, rights=NOTHING))

        async with database.transaction(stranger, source="test") as scope:
            with pytest.raises(Forbidden):
                await get_sales_overview(scope, OverviewRequest())

    async def test_other_tenant_sees_nothing(self, client_of: ClientOf, sales: SalesData) -> None:
        found = await overview(await client_of("globex"), owner=str(sales.users["Darcel Schlecht"]))

        assert found["kpis"]["won_count"] == found["kpis"]["closed_count"] == found["kpis"]["open_count"] == 0
        assert found["kpis"]["won_amount"] == found["kpis"]["weighted_amount"] == "0.00"
        assert found["kpis"]["win_rate"] is found["kpis"]["mean_cycle_days"] is None
        assert found["won_by_quarter"] == found["won_by_region"] == found["won_by_agent"] == []
        assert [row["count"] for row in found["pipeline_by_stage"]] == [0, 0, 0, 0]

    async def test_valid(self, client_of: ClientOf, sales: SalesData) -> None:
        found = await overview(await client_of("acme"))
        kpis = found["kpis"]

        assert (kpis["won_count"], kpis["won_amount"]) == (4238, "10005534.00")
        assert (kpis["lost_count"], kpis["closed_count"], kpis["open_count"]) == (2473, 6711, 2089)
        assert kpis["win_rate"] == pytest.approx(0.6315, abs=5e-5)
        assert kpis["mean_cycle_days"] == pytest.approx(47.99, abs=5e-3)
        assert found["currency"] == "USD"
        assert {row["region"]: float(row["amount"]) for row in found["won_by_region"]} == REGIONS
        assert {row["period"]: float(row["amount"]) for row in found["won_by_quarter"]} == QUARTERS_2017
        assert [row["label"] for row in found["won_by_quarter"]] == [
            "2017 Q1",
            "2017 Q2",
            "2017 Q3",
            "2017 Q4",
        ]
        assert {row["stage"]: row["count"] for row in found["pipeline_by_stage"]} == {
            "prospecting": 500, "engaging": 1589, "proposal": 0, "negotiation": 0,
        }  # fmt: skip

    async def test_agents_are_ranked(self, client_of: ClientOf, sales: SalesData) -> None:
        agents = (await overview(await client_of("acme")))["won_by_agent"]

        assert agents[0]["owner"]["name"] == "Darcel Schlecht"
        amounts = [float(row["amount"]) for row in agents]
        assert amounts == sorted(amounts, reverse=True)
        assert (len(agents), sum(row["count"] for row in agents), sum(amounts)) == (30, 4238, 10_005_534)
        assert all(
            row["win_rate"] == pytest.approx(row["count"] / row["closed_count"], abs=1e-6) for row in agents
        )

    async def test_each_row_counts_its_list(self, client_of: ClientOf, sales: SalesData) -> None:
        client = await client_of("acme")
        narrowed = {"from": "2017-05-15", "to": "2017-11-30", "filter": 'amount > 1000 || status == "open"'}

        found = await overview(client, **narrowed, office="West")

        for part in ("pipeline_by_stage", "won_by_quarter", "won_by_region", "won_by_agent"):
            assert found[part]
            for row in found[part]:
                assert await count_of(client, row["filter"]) == row["count"], row["filter"]
        for name, condition in found["lists"].items():
            assert await count_of(client, condition) == found["kpis"][f"{name}_count"], condition

    async def test_member_sees_the_same(self, client_of: ClientOf, sales: SalesData) -> None:
        assert (await overview(await client_of("acme", role="viewer")))["kpis"]["won_count"] == 4238


class TestHiddenCloseDate:
    @pytest.fixture
    async def viewer(self, client_of: ClientOf, sales: SalesData) -> AsyncIterator[httpx.AsyncClient]:
        admin = await client_of("acme")
        definition = {"objects": {"*": ["read"]}, "fields": {"deal": {"close_date": "hidden"}}}
        answer = await admin.patch("/permission-sets/viewer", json={"definition": definition})
        assert answer.status_code == 200, answer.text
        yield await client_of("acme", role="viewer")
        await admin.delete("/permission-sets/viewer")

    @pytest.mark.parametrize("period", [{"from": "2017-04-01"}, {"to": "2017-06-30"}])
    async def test_nothing_is_told_of_a_period(
        self, viewer: httpx.AsyncClient, period: dict[str, str]
    ) -> None:
        found = await overview(viewer, **period)
        kpis = found["kpis"]

        assert found["omitted"] == ["closed", "cycle", "quarters", "regions", "agents"]
        assert (kpis["won_count"], kpis["won_amount"], kpis["win_rate"], kpis["closed_count"]) == (None,) * 4
        assert found["won_by_region"] == found["won_by_agent"] == found["won_by_quarter"] == []
        assert kpis["open_count"] == 2089
        assert sum(row["count"] for row in found["pipeline_by_stage"]) == 2089

    async def test_of_all_time_only_the_quarters_are_left_out(self, viewer: httpx.AsyncClient) -> None:
        found = await overview(viewer)

        assert found["omitted"] == ["quarters"]
        assert found["kpis"]["won_count"] == 4238


class TestHiddenOwner:
    @pytest.mark.parametrize(
        ("hidden", "narrowed", "said"),
        [
            ({"deal": {"owner": "hidden"}}, {"owner": "me", "office": "East"}, ["owner", "office"]),
            ({"user": {"office": "hidden"}}, {"office": "East"}, ["office"]),
        ],
    )
    async def test_all_is_left_out_and_said(
        self,
        client_of: ClientOf,
        sales: SalesData,
        hidden: dict[str, Any],
        narrowed: dict[str, str],
        said: list[str],
    ) -> None:
        """Rather than refused, or told of everybody's deals."""
        admin = await client_of("acme")
        definition = {"objects": {"*": ["read"]}, "fields": hidden}
        await admin.patch("/permission-sets/viewer", json={"definition": definition})
        viewer = await client_of("acme", role="viewer")
        if "owner" in narrowed:
            narrowed = {**narrowed, "owner": str(sales.users["Darcel Schlecht"])}

        found, whole = await overview(viewer, **narrowed), await overview(viewer)
        await admin.delete("/permission-sets/viewer")

        assert found["narrowed_by_hidden"] == said
        assert "counts" in found["omitted"]
        assert set(found["kpis"].values()) == {None}
        assert found["pipeline_by_stage"] == found["won_by_agent"] == []
        assert whole["narrowed_by_hidden"] == []
        assert whole["kpis"]["won_count"] == 4238


class TestFilters:
    async def test_period_bounds_closed_deals_only(self, client_of: ClientOf, sales: SalesData) -> None:
        found = await overview(await client_of("acme"), **{"from": "2017-04-01", "to": "2017-06-30"})

        assert float(found["kpis"]["won_amount"]) == QUARTERS_2017["2017-04-01"]
        assert [row["period"] for row in found["won_by_quarter"]] == ["2017-04-01"]
        assert found["kpis"]["open_count"] == 2089

    async def test_owner(self, client_of: ClientOf, sales: SalesData) -> None:
        found = await overview(await client_of("acme"), owner=str(sales.users["Darcel Schlecht"]))

        assert [row["owner"]["name"] for row in found["won_by_agent"]] == ["Darcel Schlecht"]
        assert [row["region"] for row in found["won_by_region"]] == ["Central"]

    async def test_office_and_pipeline(self, client_of: ClientOf, sales: SalesData) -> None:
        client = await client_of("acme")

        assert float((await overview(client, office="East"))["kpis"]["won_amount"]) == REGIONS["East"]
        renewals = await overview(client, pipeline="renewal")
        assert renewals["kpis"]["won_count"] == 0
        assert [row["pipeline"] for row in renewals["pipeline_by_stage"]] == ["renewal"] * 3

    async def test_labels_follow_the_language(self, client_of: ClientOf, sales: SalesData) -> None:
        client = await client_of("acme")

        answer = await client.get(PATH, headers={"Accept-Language": "zh-CN"})

        assert answer.json()["won_by_quarter"][0]["label"] == "2017年第1季度"
        assert answer.json()["pipeline_by_stage"][0]["label"] == "初步接洽"

    @pytest.mark.parametrize(
        ("params", "code"),
        [
            ({"from": "2017-02-01", "to": "2017-01-01"}, "report_period_reversed"),
            ({"pipeline": "nonsense"}, "pipeline_unknown"),
            ({"filter": 'status == "won") || (status == "lost"'}, "expression_"),
            ({"filter": "secret == 1"}, "expression_"),
            ({"from": "yesterday"}, ""),
            ({"owner": "me"}, ""),
        ],
    )
    async def test_bad_input(self, client_of: ClientOf, params: dict[str, str], code: str) -> None:
        answer = await (await client_of("acme")).get(PATH, params=params)

        assert answer.status_code in (400, 422), answer.text
        assert answer.json()["code"].startswith(code)
        assert answer.json()["detail"]
