"""The public data set "CRM Sales Opportunities" (Maven Analytics), imported as a newcomer would, gives its known figures."""

from decimal import Decimal
from pathlib import Path

import pytest

from guanxi import demo

from .conftest import records, send_with, settled

DATA = Path(demo.__file__).parent / "crm_sales"


@pytest.fixture(scope="module")
async def imported(client_of, worker):
    """The four files in the order in which they refer to each other, each started with its upload."""
    client = await client_of("maven")
    states = {}
    for object_name, file in (
        ("product", "products"),
        ("account", "accounts"),
        ("user", "sales_teams"),
        ("deal", "sales_pipeline"),
    ):
        sent = await send_with(
            client,
            (DATA / f"{file}.csv").read_bytes(),
            object_name,
            name=f"{file}.csv",
            start=True,
            accept_score=0.9,
        )
        states[object_name] = await settled(client, sent["id"])
    return client, states


async def test_every_row_becomes_a_record(imported):
    _, states = imported

    assert {name: state["state"] for name, state in states.items()} == dict.fromkeys(states, "done")
    assert {name: tuple(state["result"].values()) for name, state in states.items()} == {
        "product": (7, 0, 0, 0),
        "account": (85, 0, 0, 0),
        "user": (35, 0, 0, 0),
        "deal": (8800, 0, 0, 0),
    }


async def test_accounts_know_their_parents_whatever_the_order_of_rows(imported):
    client, _ = imported
    accounts = await records(client, "account")

    parents = {a["name"]: a["parent"]["name"] for a in accounts if a["parent"]}
    assert len(accounts) == 85 and len(parents) == 15
    assert parents["Cheers"] == "Massive Dynamic" and parents["Bluth Company"] == "Acme Corporation"
    assert {a["industry"] for a in accounts} >= {"technology", "medical"} and all(
        a["industry"] for a in accounts
    )


async def test_managers_who_appear_only_as_a_value_become_users(imported):
    client, _ = imported
    users = [u for u in await records(client, "user") if u["email"] is None]

    assert len(users) == 41
    assert len([u for u in users if u["manager"]]) == 35
    assert {u["office"] for u in users if u["manager"]} == {"Central", "East", "West"}


async def test_misspelt_names_were_taken_and_are_shown(imported):
    _, states = imported

    assert states["deal"]["options"]["value_map"]["product"]["GTXPro"]["label"] == "GTX Pro"
    assert states["deal"]["options"]["value_map"]["product"]["GTXPro"]["assumed"] is True
    assert states["account"]["options"]["value_map"]["industry"]["technolgy"]["value"] == "technology"


async def test_the_totals(imported):
    client, _ = imported
    answer = await client.post(
        "/objects/deal/aggregate",
        json={
            "group_by": ["status"],
            "metrics": [
                {"fn": "count"},
                {"fn": "sum", "field": "amount"},
                {"fn": "avg", "field": "cycle_days"},
            ],
        },
    )
    found = {row["status"]: row for row in answer.json()["data"]}

    assert {status: row["count"] for status, row in found.items()} == {
        "won": 4238,
        "lost": 2473,
        "open": 2089,
    }
    assert Decimal(found["won"]["sum_amount"]) == 10_005_534


async def test_the_sales_overview(imported):
    client, _ = imported
    report = (await client.get("/reports/sales-overview")).json()

    assert report["kpis"]["won_count"] == 4238 and Decimal(report["kpis"]["won_amount"]) == 10_005_534
    assert {row["region"]: Decimal(row["amount"]) for row in report["won_by_region"]} == {
        "West": 3_568_647, "Central": 3_346_293, "East": 3_090_594,
    }  # fmt: skip
    quarters = {row["period"]: Decimal(row["amount"]) for row in report["won_by_quarter"]}
    assert [quarters[f"2017-{month}-01"] for month in ("01", "04", "07", "10")] == [
        1_134_672,
        3_086_111,
        2_982_255,
        2_802_496,
    ]
    assert round(report["kpis"]["win_rate"], 4) == 0.6315
    assert report["kpis"]["closed_count"] == 6711 and round(report["kpis"]["mean_cycle_days"], 2) == 47.99


async def test_a_second_time_changes_nothing(imported):
    client, _ = imported
    sent = await send_with(
        client,
        (DATA / "accounts.csv").read_bytes(),
        "account",
        name="accounts.csv",
        start=True,
        accept_score=0.9,
    )
    state = await settled(client, sent["id"])

    assert state["result"] == {"created": 0, "updated": 85, "skipped": 0, "refused": 0}
    versions = {a["version"] for a in await records(client, "account")}
    assert versions <= {1, 2}
