"""GET /objects/{object}/export: whole lists as files that a spreadsheet opens safely."""

import csv
import io

import openpyxl
import pytest


@pytest.fixture
async def products(client):
    made = [
        {"name": "=cmd|' /C calc'!A0", "unit_price": "1054.50", "series": "GTX"},
        {"name": "智能终端", "unit_price": "7", "series": "@SUM(A1)", "active": False},
        {"name": "Plain, with comma", "series": "+1"},
    ]
    answer = await client.post("/objects/product/records", json=made)
    assert answer.status_code == 201, answer.text


async def export(client, object_name="product", headers=None, **query):
    answer = await client.get(f"/objects/{object_name}/export", params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


def lines(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_csv(client, products):
    answer = await export(client, fields="name,series,unit_price,active,owner.name", sort="name")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Products")
    assert lines(answer)[0] == ["Name", "Series", "List price", "Active", "Owner: Name"]
    assert {tuple(line[:4]) for line in lines(answer)[1:]} == {
        ("'=cmd|' /C calc'!A0", "GTX", "1054.50", "true"), ("Plain, with comma", "'+1", "", "true"), ("智能终端", "'@SUM(A1)", "7.00", "false"),
    }  # fmt: skip


async def test_everything_in_the_callers_language(client, products):
    header = lines(await export(client, headers={"Accept-Language": "zh-CN"}))[0]

    assert header[:4] == ["产品名称", "产品编码", "系列", "标准价格"]


async def test_filters_and_search(client, products):
    assert [line[0] for line in lines(await export(client, fields="name", filter='series == "GTX"'))[1:]] == [
        "'=cmd|' /C calc'!A0"
    ]
    assert [line[0] for line in lines(await export(client, fields="name", q="终端"))[1:]] == ["智能终端"]


async def test_xlsx(client, products):
    answer = await export(client, format="xlsx", fields="name,unit_price,created_at", sort="-unit_price")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Name", "List price", "Created"]
    assert rows[1][:2] == ["'=cmd|' /C calc'!A0", 1054.5] and rows[1][2].year >= 2025
    assert sheet["A2"].data_type == "s" and sheet["B2"].data_type == "n"


async def test_more_than_a_page(client):
    for start in range(0, 900, 100):
        answer = await client.post(
            "/objects/account/records", json=[{"name": f"Company {n:04}"} for n in range(start, start + 100)]
        )
        assert answer.status_code == 201, answer.text

    names = [line[0] for line in lines(await export(client, "account", fields="name"))[1:]]

    assert sorted(names) == [f"Company {n:04}" for n in range(900)]


async def test_labels_of_options_and_names_of_lookups(client):
    account = (
        await client.post("/objects/account/records", json={"name": "Acme", "industry": "retail"})
    ).json()["ids"][0]
    await client.post(
        "/objects/deal/records",
        json={"name": "Big", "account": account, "stage": "won", "close_date": "2017-03-01"},
    )

    assert lines(await export(client, "deal", fields="name,account,stage,close_date,account.industry")) == [
        ["Name", "Account", "Stage", "Close date", "Account: Industry"],
        ["Big", "Acme", "Won", "2017-03-01", "Retail"],
    ]


async def test_an_empty_list_is_a_header(client):
    assert lines(await export(client, "lead", fields="name")) == [["Name"]]


async def test_what_leaves_comes_home(client, products):
    """An export is recognised by an import, formulas and all."""
    content = (await export(client, headers={"Accept-Language": "zh-CN"})).content

    sent = (
        await client.post("/imports", data={"object": "product"}, files={"file": ("产品.csv", content)})
    ).json()

    mapped = {m["field"] for m in sent["mapping"]}
    assert mapped >= {"name", "series", "unit_price", "active", "owner"}
    rows = (await client.get(f"/imports/{sent['id']}/preview")).json()["rows"]
    assert {row["name"] for row in rows} == {"=cmd|' /C calc'!A0", "智能终端", "Plain, with comma"}
    assert {row["outcome"] for row in rows} == {"update"}


class TestChosenRecords:
    """POST /objects/{object}/export."""

    async def test_any_number_in_the_order_given(self, client):
        made = []
        for start in range(0, 300, 100):
            rows = [{"name": f"Company {n:04}"} for n in range(start, start + 100)]
            made += (await client.post("/objects/account/records", json=rows)).json()["ids"]
        chosen = made[250:40:-1]

        answer = await client.post("/objects/account/export", json={"ids": chosen, "fields": ["name"]})

        assert answer.status_code == 200, answer.text
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Accounts")
        assert [line[0] for line in lines(answer)[1:]] == [f"Company {n:04}" for n in range(250, 40, -1)]

    async def test_by_condition(self, client, products):
        body = {"filter": 'series == "GTX"', "q": "cmd", "fields": ["series"], "format": "xlsx"}

        answer = await client.post("/objects/product/export", json=body)

        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Series"], ["GTX"]]

    async def test_anonymous(self, client_of):
        answer = await (await client_of(None)).post("/objects/product/export", json={})

        assert answer.status_code == 401

    async def test_records_of_another_company_are_left_out(self, client, client_of):
        globex = await client_of("globex")
        theirs = (await globex.post("/objects/account/records", json={"name": "Theirs"})).json()["ids"]
        ours = (await client.post("/objects/account/records", json={"name": "Ours"})).json()["ids"]

        answer = await client.post("/objects/account/export", json={"ids": theirs + ours, "fields": ["name"]})

        assert lines(answer) == [["Name"], ["Ours"]]

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"ids": ["01900000-0000-7000-8000-000000000000"], "filter": "true"}, "export_target"),
            ({"ids": []}, "invalid_request"), ({"ids": ["x"]}, "invalid_request"),
            ({"filter": "nope == 1"}, None), ({"fields": ["nope"]}, "field_unknown"),
        ],
    )  # fmt: skip
    async def test_unusable(self, client, body, code):
        answer = await client.post("/objects/account/export", json=body)

        assert answer.status_code in (400, 422)
        assert code is None or answer.json()["code"] == code


class TestRefusals:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/objects/product/export")).status_code == 401

    async def test_viewer_may_export_what_he_may_read(self, client_of):
        assert (
            await (await client_of("acme", role="viewer")).get("/objects/product/export")
        ).status_code == 200

    async def test_other_company_sees_nothing(self, client_of, client, products):
        assert len(lines(await export(await client_of("globex"), fields="name"))) == 1

    @pytest.mark.parametrize(
        ("object_name", "query", "status", "code"),
        [
            ("spaceship", {}, 404, "object_not_found"), ("product", {"fields": "nope"}, 422, "field_unknown"),
            ("product", {"filter": "nope == 1"}, 422, None), ("product", {"filter": "name =="}, 422, None),
            ("product", {"sort": "nope"}, 422, "field_unknown"), ("product", {"format": "pdf"}, None, None),
        ],
    )  # fmt: skip
    async def test_what_cannot_be_exported(self, client, object_name, query, status, code):
        answer = await client.get(f"/objects/{object_name}/export", params=query)

        assert answer.status_code == status if status else answer.status_code in (400, 422)
        assert code is None or answer.json()["code"] == code
