"""POST /imports, GET /imports and GET /imports/{id}: who may send what, and what is found out about it."""

import io
import json

import openpyxl
import pytest

from tests.fixtures.clients import PASSWORD, browser_of

from .conftest import missing_handlers, post_file, send_with, settled

PRODUCTS = "product,sales_price\nGTX Pro,4821\nMG Special,55\n"


class TestWhoMaySend:
    async def test_anonymous(self, client_of):
        answer = await post_file(await client_of(None), PRODUCTS, "product")

        assert answer.status_code == 401

    async def test_viewer(self, client_of):
        answer = await post_file(await client_of("acme", role="viewer"), PRODUCTS, "product")

        assert answer.status_code == 403
        assert answer.json()["code"] == "forbidden"

    async def test_member_may_not_import_users(self, client_of):
        member = await client_of("acme", role="member")

        assert (await post_file(member, "name\nAnn\n", "user")).status_code == 403
        assert (await post_file(member, PRODUCTS, "product")).status_code == 202

    async def test_unknown_object(self, client_of):
        answer = await post_file(await client_of("acme"), PRODUCTS, "spaceship")

        assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")


class TestWhoSees:
    @pytest.fixture
    async def sent(self, client_of):
        return await send_with(await client_of("acme"), PRODUCTS, "product")

    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", ""), ("PATCH", ""), ("GET", "/preview"), ("POST", "/check"), ("POST", "/start"), ("POST", "/cancellation"), ("GET", "/refused")],
    )  # fmt: skip
    async def test_other_company_and_colleague_see_nothing(self, client_of, sent, method, path):
        for stranger in (await client_of("globex"), await client_of("acme", role="member")):
            answer = await stranger.request(
                method, f"/imports/{sent['id']}{path}", json={} if method == "PATCH" else None
            )

            assert (answer.status_code, answer.json()["code"]) == (404, "import_not_found")

    async def test_anonymous(self, client_of, sent):
        assert (await (await client_of(None)).get(f"/imports/{sent['id']}")).status_code == 401

    async def test_lists(self, client_of, sent):
        mine = (await (await client_of("acme")).get("/imports")).json()["data"]
        theirs = (await (await client_of("globex")).get("/imports")).json()["data"]

        assert sent["id"] in [state["id"] for state in mine]
        assert theirs == []

    async def test_an_administrator_sees_his_members_imports(self, client_of):
        sent = await send_with(await client_of("acme", role="member"), PRODUCTS, "product")

        assert (await (await client_of("acme")).get(f"/imports/{sent['id']}")).status_code == 200


async def test_what_is_found_out(send):
    state = await send(
        "opportunity_id;amount;close_date;note\nA1;1.234,50;3/25/2017;x\nA2;99,00;3/1/2017;\n",
        "deal",
        name="deals.csv",
    )

    assert state["state"] == "mapping"
    assert state["file"] == {
        "name": "deals.csv", "size": 81, "kind": "csv", "encoding": "utf-8", "delimiter": ";", "sheet": None, "sheets": [], "rows": 2,
    }  # fmt: skip
    assert [(c["name"], c["type"], c["samples"]) for c in state["columns"]] == [
        ("opportunity_id", "text", ["A1", "A2"]),
        ("amount", "number", ["1.234,50", "99,00"]),
        ("close_date", "date", ["3/25/2017", "3/1/2017"]),
        ("note", "text", ["x", ""]),
    ]
    assert [m["field"] for m in state["mapping"]] == ["external_id", "amount", "close_date", "description"]
    assert all(m["confidence"] > 0.8 for m in state["mapping"])
    assert state["options"]["compose"] == {"name": "{opportunity_id}"}
    assert state["options"]["on_match"] == "update" and state["options"]["match_by"] == ["external_id"]
    assert state["unresolved"] == [] and state["check"] is None and state["result"] is None


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("utf-8", "utf-8-sig"), ("gb18030", "gb18030"), ("big5", "big5"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16-be"), ("utf-16-le", "utf-16-le")],
)  # fmt: skip
async def test_encodings(send, encoding, codec):
    names = (
        "名稱,金額\n台灣電子公司,5\n香港貿易公司,7\n"
        if codec == "big5"
        else "产品名称,价格\n智能设备,5\n电子元件,7\n"
    )

    state = await send(names.encode(codec), "product")

    assert state["file"]["encoding"] == encoding
    assert state["columns"][0]["name"] in ("名稱", "产品名称")


async def test_workbook_with_several_sheets(send):
    workbook = openpyxl.Workbook()
    workbook.active.title = "说明"
    sheet = workbook.create_sheet("产品")
    for row in (["产品名称", "价格"], ["GTX", 5], ["MG", 7.5]):
        sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)

    state = await send(buffer.getvalue(), "product", name="whatever.csv")

    assert state["file"]["kind"] == "xlsx"
    assert (state["file"]["sheet"], state["file"]["sheets"], state["file"]["rows"]) == (
        "产品",
        ["说明", "产品"],
        2,
    )
    assert [m["field"] for m in state["mapping"]] == ["name", "unit_price"]


async def test_a_large_file_is_read_by_a_job(send, client, worker):
    sent = await send("name\n" + "".join(f"Product number {n}\n" for n in range(80_000)), "product")
    assert sent["state"] == "analysing" and sent["job_id"]

    state = await settled(client, sent["id"])

    assert state["state"] == "mapping" and state["file"]["rows"] == 80_000


async def test_a_large_file_that_is_no_table_fails_with_a_reason(send, client, worker):
    sent = await send(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * (2 << 20), "product")

    state = await settled(client, sent["id"])

    assert (state["state"], state["error_code"]) == ("failed", "file_is_old_excel")
    assert state["error"].startswith("This is an old Excel workbook")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"), (b"\n\n", "table_empty"), (b"%PDF-1.7 hello", "file_not_a_table"), (b"PK\x03\x04 broken", "workbook_broken"),
        (b"<html><table></table></html>", "file_is_web_page"), ((",".join(f"c{n}" for n in range(600)) + "\n").encode(), "too_many_columns"),
    ],
)  # fmt: skip
async def test_files_that_are_no_tables(client, content, code):
    answer = await post_file(client, content, "product", name="table.xlsx")

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await client.get("/imports")).json()["data"] == []


async def test_the_reason_comes_in_the_callers_language(client):
    data, files = {"object": "product"}, {"file": ("x.csv", b"")}
    answer = await client.post("/imports", data=data, files=files, headers={"Accept-Language": "zh-CN"})

    assert answer.json()["detail"].startswith("文件中没有数据")


async def test_too_large_a_file(make_app, client_of, worker):
    app = await make_app(handlers=missing_handlers(), upload_limit=1000)
    async with browser_of(app) as browser:
        signed = await browser.post(
            "/signup",
            json={
                "company": "Tiny",
                "name": "T",
                "email": "t@tiny.example",
                "password": PASSWORD,
                "locale": "en",
            },
        )
        headers = {"Authorization": f"Bearer {signed.json()['token']}"}
        browser.cookies.clear()
        answer = await browser.post(
            "/imports", data={"object": "product"}, files={"file": ("x.csv", b"x" * 200_000)}, headers=headers
        )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "options", ['{"mapping": 5}', "nonsense", '{"colour": "red"}', '{"on_match": "destroy"}']
)
async def test_options_that_cannot_be_used(client, options):
    answer = await client.post(
        "/imports",
        data={"object": "product", "options": options},
        files={"file": ("x.csv", PRODUCTS.encode())},
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "import_options_invalid")


async def test_a_form_without_file_or_object(client):
    assert (
        await client.post("/imports", data={"object": "product"}, files={"other": ("x", b"x")})
    ).status_code in (400, 422)
    assert (await client.post("/imports", files={"file": ("x.csv", PRODUCTS.encode())})).status_code in (
        400,
        422,
    )


async def test_a_name_with_a_path_is_only_a_name(send):
    state = await send(PRODUCTS, "product", name="../../etc/pass\x01wd.csv")

    assert "/" not in state["file"]["name"] and state["file"]["name"].endswith("wd.csv")


async def test_mapping_by_name_comes_with_the_upload(client):
    answer = await client.post(
        "/imports",
        data={"object": "product", "mapping": json.dumps({"product": "code", "sales_price": None})},
        files={"file": ("x.csv", PRODUCTS.encode())},
    )

    assert [(m["field"], m["confidence"]) for m in answer.json()["mapping"]] == [("code", None), (None, None)]


async def test_duplicate_and_blank_headers_are_told(send):
    state = await send("name,Name,,price\nGTX,x,y,5\n", "product")

    assert [c["name"] for c in state["columns"]] == ["name", "Name (2)", "[C]", "price"]
    assert [w["code"] for w in state["warnings"]] == ["header_duplicate", "header_empty"]


async def test_the_same_columns_again_take_over_what_was_decided(run, send):
    content = "thing,cost\nGTX,5\n"
    first = await send(content, "product")
    assert first["mapping"][0]["field"] is None or first["mapping"][0]["confidence"] < 1
    await run(content, "product", mapping={"thing": "name", "cost": "unit_price"})

    again = await send("thing,cost\nMG,7\n", "product")

    assert [m["field"] for m in again["mapping"]] == ["name", "unit_price"]
