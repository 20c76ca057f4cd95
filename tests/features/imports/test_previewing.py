"""GET …/preview and POST …/check: row by row what would happen, with nothing written."""

from .conftest import records, settled

DEALS = (
    "opportunity_id,account,product,deal_stage,close_date,amount\n"
    'A1,Acme,GTX Pro,Won,3/13/2017,"1,054.00"\n'
    "A2,Acme,Unheard,Won,3/13/2017,5\n"
    "A3,,MG Special,Limbo,soon,lots\n"
    "A4,acme ,,,,\n"
)


async def preview(client, state, **query):
    answer = await client.get(f"/imports/{state['id']}/preview", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def checked(client, state):
    answer = await client.post(f"/imports/{state['id']}/check")
    assert answer.status_code == 202 and answer.json()["job_id"], answer.text
    return await settled(client, state["id"])


async def prepare(run):
    await run("account\nAcme\n", "account")
    await run("product\nGTX Pro\nMG Special\n", "product")


async def test_rows_with_their_outcomes(run, send, client):
    await prepare(run)
    await run("opportunity_id,amount,name\nA4,5,Old\n", "deal")
    state = await send(DEALS, "deal")

    page = await preview(client, state)

    assert page["total"] == 4
    assert [(r["row"], r["outcome"]) for r in page["rows"]] == [
        (2, "create"),
        (3, "refuse"),
        (4, "refuse"),
        (5, "update"),
    ]
    first, second, third, _ = page["rows"]
    assert first["name"] == "Acme – GTX Pro"
    assert first["values"] == {
        "external_id": "A1", "account": "Acme", "product": "GTX Pro", "stage": "Won", "close_date": "2017-03-13", "amount": "1054.00",
    }  # fmt: skip
    assert second["errors"] == [
        {"field": "product", "code": "import_lookup_unknown", "detail": "No product is called “Unheard”."}
    ]
    assert {(e["field"], e["code"]) for e in third["errors"]} == {
        ("stage", "import_option_unknown"), ("close_date", "import_date_unreadable"), ("amount", "import_number_unreadable"),
    }  # fmt: skip
    assert len(await records(client, "deal")) == 1


async def test_reasons_in_chinese(run, send, client):
    state = await send("opportunity_id,product\nA1,Unheard\n", "deal")

    answer = await client.get(f"/imports/{state['id']}/preview", headers={"Accept-Language": "zh-CN"})

    assert answer.json()["rows"][0]["errors"][0]["detail"] == "没有名为“Unheard”的产品。"


async def test_pages(send, client):
    state = await send("product\n" + "".join(f"Product {n}\n" for n in range(2_500)), "product")

    page = await preview(client, state, offset=1_998, limit=3)

    assert [r["name"] for r in page["rows"]] == ["Product 1998", "Product 1999", "Product 2000"] and page[
        "total"
    ] == 2_500
    assert (await client.get(f"/imports/{state['id']}/preview", params={"limit": 500})).status_code in (
        400,
        422,
    )


async def test_a_check_of_the_whole_file(run, send, client):
    await prepare(run)
    state = await checked(client, await send(DEALS, "deal"))

    assert state["state"] == "ready"
    check = state["check"]
    assert {name: check[name] for name in ("create", "update", "skip", "refuse")} == {
        "create": 2,
        "update": 0,
        "skip": 0,
        "refuse": 2,
    }
    assert {(p["field"], p["detail"], p["count"], tuple(p["rows"])) for p in check["problems"]} >= {
        ("product", "No product is called “Unheard”.", 1, (3,)),
        ("close_date", "“soon” is not a date.", 1, (4,)),
    }
    refused = await preview(client, state, outcome="refuse")
    assert [r["row"] for r in refused["rows"]] == [3, 4] and refused["total"] == 2
    assert [r["row"] for r in (await preview(client, state, outcome="create", offset=1))["rows"]] == [5]
    assert await records(client, "deal") == []


async def test_a_change_makes_the_check_void(run, send, client):
    await prepare(run)
    state = await checked(client, await send(DEALS, "deal"))

    state = (await client.patch(f"/imports/{state['id']}", json={"missing": {"product": "blank"}})).json()

    assert state["state"] == "mapping" and state["check"] is None
    assert (await preview(client, state, outcome="refuse"))["total"] == 0
    assert (await checked(client, state))["check"]["refuse"] == 1


async def test_a_check_sees_rows_that_are_one_record(send, client, worker):
    state = await checked(client, await send("opportunity_id,amount\n" + "A1,5\n" * 3 + "A2,5\n", "deal"))

    assert (state["check"]["create"], state["check"]["update"]) == (2, 2)


async def test_what_would_be_created_along_the_way_is_no_problem(send, client, worker):
    state = await send("opportunity_id,product\nA1,Brand new\n", "deal", missing={"product": "create"})

    row = (await preview(client, state))["rows"][0]

    assert (row["outcome"], row["values"]["product"], row["errors"]) == ("create", "Brand new", [])
    assert await records(client, "product") == []


async def test_a_ragged_row_says_so(send, client):
    rows = (await preview(client, await send("product,series\nGTX\nMG,a,b\n", "product")))["rows"]

    assert [r["outcome"] for r in rows] == ["create", "refuse"]
    assert rows[1]["errors"][0]["detail"] == "The row has 3 cells where the header has 2."


async def test_nothing_mapped(send, client):
    state = await send("xyz\n1\n", "product")

    answer = await client.post(f"/imports/{state['id']}/check")

    assert (answer.status_code, answer.json()["code"]) == (422, "import_nothing_mapped")
