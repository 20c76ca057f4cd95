"""Files become records: created, updated, skipped or refused, in one change-set."""

import csv
import io

import openpyxl
import pytest

from .conftest import company_of, records, send_with, settled


async def test_small_file(run, client):
    state = await run("product,sales_price,series\nGTX Pro,4821,GTX\nMG Special,55,MG\n", "product")

    assert state["state"] == "done", state
    assert state["result"] == {"created": 2, "updated": 0, "skipped": 0, "refused": 0}
    assert state["progress"] == {"done": 2, "total": 2} and state["change_set_id"] and state["finished_at"]
    assert [(r["name"], r["unit_price"], r["series"]) for r in await records(client, "product")] == [
        ("GTX Pro", "4821.00", "GTX"),
        ("MG Special", "55.00", "MG"),
    ]


async def test_workbook(run, client):
    workbook = openpyxl.Workbook()
    for row in (["产品名称", "标准价格", "启用"], ["智能终端", 1999.5, True], ["网关", 300, False]):
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)

    state = await run(buffer.getvalue(), "product", name="产品.xlsx")

    assert state["result"]["created"] == 2
    assert [(r["name"], r["unit_price"], r["active"]) for r in await records(client, "product")] == [("智能终端", "1999.50", True), ("网关", "300.00", False)]  # fmt: skip


async def test_a_header_alone_is_an_import_of_nothing(run):
    state = await run("product,sales_price\n", "product")

    assert state["state"] == "done" and state["result"] == {
        "created": 0,
        "updated": 0,
        "skipped": 0,
        "refused": 0,
    }
    assert state["change_set_id"]


async def test_the_list_says_which_were_undone(run, client):
    undone = await run("product\nGTX\n", "product")
    await run("product\nMG\n", "product")

    await client.post(f"/change-sets/{undone['change_set_id']}/undo")

    listed = (await client.get("/imports")).json()["data"]
    assert [(each["id"] == undone["id"], each["undone_at"] is None) for each in listed] == [
        (False, True),
        (True, False),
    ]


async def test_more_rows_than_a_chunk(run, client):
    state = await run("product\n" + "".join(f"Product {n:04}\n" for n in range(2_345)), "product")

    assert state["result"]["created"] == 2_345
    assert len(await records(client, "product")) == 2_345


class TestMatching:
    FIRST = "product,code,sales_price\nGTX,P1,5\nMG,P2,7\n"
    SECOND = "product,code,sales_price\nGTX renamed,P1,\nNew,P3,9\n"

    async def test_update_leaves_blank_cells_alone(self, run, client):
        await run(self.FIRST, "product")
        state = await run(self.SECOND, "product")

        assert state["options"]["match_by"] == ["code", "name"]
        assert state["result"] == {"created": 1, "updated": 1, "skipped": 0, "refused": 0}
        assert [(r["code"], r["name"], r["unit_price"]) for r in await records(client, "product", sort="code")] == [
            ("P1", "GTX renamed", "5.00"), ("P2", "MG", "7.00"), ("P3", "New", "9.00"),
        ]  # fmt: skip

    async def test_skip(self, run, client):
        await run(self.FIRST, "product")
        state = await run(self.SECOND, "product", on_match="skip")

        assert state["result"] == {"created": 1, "updated": 0, "skipped": 1, "refused": 0}
        assert {r["name"] for r in await records(client, "product")} == {"GTX", "MG", "New"}

    async def test_create_meets_the_uniqueness_of_the_code(self, run, client):
        await run(self.FIRST, "product")
        state = await run(self.SECOND, "product", on_match="create")

        assert state["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 1}

    async def test_names_match_whatever_their_case_and_width(self, run, client):
        await run("account,employees\nAcme Corp,5\n", "account")
        state = await run("account,employees\n ＡＣＭＥ  corp,7\n", "account", match_by=["name"])

        assert state["result"]["updated"] == 1
        assert [r["employees"] for r in await records(client, "account")] == [7]

    async def test_rows_of_one_file_that_are_one_record(self, run, client):
        state = await run("account,employees,city\nAcme,5,\nacme,7,Berlin\nGlobex,1,\n", "account")

        assert state["result"] == {"created": 2, "updated": 1, "skipped": 0, "refused": 0}
        found = await records(client, "account", sort="-employees")
        assert [(r["employees"], r["city"]) for r in found] == [(7, "Berlin"), (1, None)]

    async def test_two_existing_records_of_one_name_are_not_guessed_at(self, run, client):
        await run("account\nAcme\nAcme\n", "account", on_match="create")
        state = await run("account,employees\nAcme,7\n", "account")

        assert state["result"]["refused"] == 1


class TestReferences:
    async def test_by_name_and_by_address(self, run, client):
        await run("name,email\nAnn Lee,ann@acme.example\n", "user")
        await run("account,owner\nAcme,ANN LEE\nGlobex,ann@acme.example\n", "account")

        assert [r["owner"]["name"] for r in await records(client, "account")] == ["Ann Lee", "Ann Lee"]

    async def test_missing_ones_are_refused_left_blank_or_created(self, run, client):
        content = "opportunity_id,account\nA1,Nowhere Ltd\n"

        refused = await run(content, "deal", compose={"name": "{opportunity_id}"})
        blank = await run(content, "deal", missing={"account": "blank"})
        created = await run(content.replace("A1", "A2"), "deal", missing={"account": "create"})

        assert (
            refused["result"]["refused"] == 1
            and blank["result"]["created"] == 1
            and created["result"]["created"] == 1
        )
        deals = await records(client, "deal", sort="external_id")
        assert [d["account"] and d["account"]["name"] for d in deals] == [None, "Nowhere Ltd"]
        assert [a["name"] for a in await records(client, "account")] == ["Nowhere Ltd"]

    async def test_what_was_decided_about_a_value(self, run, client):
        await run("product\nGTX Pro\n", "product")
        state = await run(
            "opportunity_id,product\nA1,Gee Tee Ex\nA2,Other\nA3,Odd\n",
            "deal",
            compose={"name": "{opportunity_id}"},
            value_map={
                "product": {
                    "Gee Tee Ex": "GTX Pro",
                    "other": {"action": "blank"},
                    "Odd": {"action": "create"},
                }
            },
        )

        assert state["result"]["created"] == 3
        assert [d["product"] and d["product"]["name"] for d in await records(client, "deal", sort="external_id")] == ["GTX Pro", None, "Odd"]  # fmt: skip

    async def test_within_one_file_whatever_the_order(self, run, client):
        rows = [f"Company {n:04},Company {(n * 7 + 1) % 1500:04}" for n in range(1_500)]

        state = await run("account,parent\n" + "\n".join(rows) + "\n", "account")

        assert state["result"]["created"] == 1_500
        parents = {a["name"]: a["parent"]["name"] for a in await records(client, "account")}
        assert parents == dict(row.split(",") for row in rows)

    async def test_a_reference_to_a_refused_row_stays_blank(self, run, client):
        state = await run("account,parent,employees\nAcme,Broken,5\nBroken,,lots\n", "account")

        assert state["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 1}
        assert [(a["name"], a["parent"]) for a in await records(client, "account")] == [("Acme", None)]


class TestOptions:
    CONTENT = "account,sector\nA,新能源\nB,Retail\nC,新能源\nD,Space\n"

    async def test_unknown_ones_are_refused(self, run):
        assert (await run(self.CONTENT, "account"))["result"] == {
            "created": 1,
            "updated": 0,
            "skipped": 0,
            "refused": 3,
        }

    async def test_they_can_be_added(self, run, client):
        state = await run(
            self.CONTENT,
            "account",
            missing={"industry": "create"},
            value_map={"industry": {"Space": {"action": "blank"}}},
        )

        assert state["result"]["created"] == 4, state
        field = next(
            f for f in (await client.get("/objects/account")).json()["fields"] if f["name"] == "industry"
        )
        added = [option for option in field["options"] if option["label"] == "新能源"]
        assert len(added) == 1 and "Space" not in [option["label"] for option in field["options"]]
        assert [a["industry"] for a in await records(client, "account")] == [
            added[0]["value"],
            "retail",
            added[0]["value"],
            None,
        ]
        again = await run("account,sector\nE,新能源\n", "account")
        assert again["result"]["created"] == 1

    async def test_retired_ones_are_no_matches_and_can_be_offered_again(self, run, send, client, eventually):
        async def retail():
            field = next(
                f for f in (await client.get("/objects/account")).json()["fields"] if f["name"] == "industry"
            )
            return next(option for option in field["options"] if option["value"] == "retail"), field[
                "options"
            ]

        async def is_retired():
            return (await retail())[0].get("retired") is True

        options = [{**option, "retired": option["value"] == "retail"} for option in (await retail())[1]]
        await client.patch("/objects/account/fields/industry", json={"options": options})
        await eventually(is_retired)

        state = await send("account,sector\nA,Retail\nB,Softwar\n", "account")
        refused = await run("account,sector\nA,Retail\n", "account")
        created = await run("account,sector\nA,Retail\n", "account", missing={"industry": "create"})

        suggested = {item["value"]: [s["value"] for s in item["suggestions"]] for item in state["unresolved"]}
        assert "retail" not in suggested["Retail"] and suggested["Softwar"][0] == "software"
        assert (refused["result"]["refused"], created["result"]["created"]) == (1, 1), created
        assert [a["industry"] for a in await records(client, "account")] == ["retail"]


class TestTakenBack:
    @pytest.fixture
    def industries(self, client):
        """{label: is retired}"""

        async def industries():
            fields = (await client.get("/objects/account")).json()["fields"]
            options = next(field for field in fields if field["name"] == "industry")["options"]
            return {option["label"]: option.get("retired", False) for option in options}

        return industries

    @pytest.fixture
    def take_back(self, client):
        async def take_back(state):
            answer = await client.post(f"/change-sets/{state['change_set_id']}/undo")
            assert answer.status_code == 200, answer.text
            return answer.json()

        return take_back

    async def test_unused_ones_go(self, run, client, industries, take_back, eventually):
        await run("account,sector\nA,Retail\n", "account")
        state = await run("account,sector\nA,Space\n", "account", missing={"industry": "create"})
        assert (state["result"]["updated"], (await industries())["Space"]) == (1, False)

        undone = await take_back(state)

        async def is_gone():
            return "Space" not in await industries()

        await eventually(is_gone)
        assert (undone["reverted"], undone["kept"]) == (1, [])
        assert [each["industry"] for each in await records(client, "account")] == ["retail"]

    async def test_those_of_records_in_the_bin_are_no_longer_offered(
        self, run, industries, take_back, eventually
    ):
        state = await run("account,sector\nA,Space\n", "account", missing={"industry": "create"})

        await take_back(state)

        async def is_retired():
            return (await industries())["Space"]

        await eventually(is_retired)

    async def test_in_the_last_moment_of_the_job(self, run, take_back, execute_as_owner):
        """The import says that it is done before its job has ended."""
        state = await run("account,sector\nA,Retail\n", "account")
        await execute_as_owner("UPDATE guanxi.job SET state = 'running' WHERE id = $1", state["job_id"])

        assert (await take_back(state))["reverted"] == 1

    async def test_those_that_others_use_stay(self, run, client, industries, take_back):
        content = "account,sector\nA,Space\nB,Sea\n"
        state = await run(content, "account", missing={"industry": "create"})
        await client.post("/objects/account/records", json={"name": "C", "industry": "sea"})

        await take_back(state)

        assert (await industries())["Sea"] is False


async def test_history_is_brought_along(run, client):
    await run("account,created date\nAcme,2015-06-01 08:30\n", "account")

    assert (await records(client, "account"))[0]["created_at"].startswith("2015-06-01T08:30")


async def test_formulas_are_only_text(run, client):
    await run('account,description\n"=1+1","=cmd|\' /C calc\'!A0"\n', "account")

    found = (await records(client, "account"))[0]
    assert (found["name"], found["description"]) == ("=1+1", "=cmd|' /C calc'!A0")


class TestRefusedRows:
    CONTENT = "account,employees,parent\nAcme,5,\nBad,lots,\nWide,1,,extra\n=Formula,many,\n"

    async def test_as_a_file_to_mend_and_send_again(self, run, client):
        state = await run(self.CONTENT, "account")
        assert state["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 3}

        answer = await client.get(f"/imports/{state['id']}/refused")

        assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
        assert lines == [
            ["account", "employees", "parent", "Row", "Reasons"],
            ["Bad", "lots", "", "3", "“lots” is not a number."],
            ["Wide", "1", "", "4", "The row has 4 cells where the header has 3."],
            ["'=Formula", "many", "", "5", "“many” is not a number."],
        ]
        mended = answer.content.replace(b"lots", b"7").replace(b"many", b"8")
        again = await run(mended, "account", name="refused.csv")
        assert again["result"]["created"] == 3
        assert {a["name"] for a in await records(client, "account")} == {"Acme", "Bad", "Wide", "=Formula"}

    async def test_in_chinese(self, run, client):
        state = await run(self.CONTENT, "account")

        text = (
            await client.get(f"/imports/{state['id']}/refused", headers={"Accept-Language": "zh-CN"})
        ).content.decode("utf-8-sig")

        assert text.splitlines()[0].endswith("行号,原因") and "“lots”不是数字。" in text

    async def test_many(self, run, client):
        state = await run("account,employees\n" + "A,x\n" * 2_500, "account")

        assert (await client.get(f"/imports/{state['id']}/refused")).text.count("is not a number") == 2_500


class TestBadCells:
    async def test_bytes_that_cannot_be_read_refuse_their_row_only_where_they_are_used(self, run, client):
        content = (
            "名称,城市,备忘\n华为,深圳,a\n".encode()
            + b"Broken \xff,Paris,b\n"
            + b"Fine,Rome,\xff\n"
            + "联想,北京,c\n".encode() * 3
        )
        content += "中兴,深圳,好的好的好的好的好的好的好的好的好的好的好的好的好的好的好的\n".encode()

        state = await run(content, "account", mapping={"名称": "name", "城市": "city", "备忘": None})

        assert state["result"]["refused"] == 1
        assert {a["name"] for a in await records(client, "account")} == {"华为", "Fine", "联想", "中兴"}

    async def test_a_cell_beyond_the_limit(self, run, client):
        state = await run("account,description\nAcme," + "x" * 500_000 + "\nGlobex,fine\n", "account")

        assert state["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 1}

    async def test_text_beyond_its_field(self, run, client):
        state = await run(f"account\n{'x' * 400}\nAcme\n", "account")

        assert state["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 1}


class TestStopping:
    async def test_a_running_import_stops_between_chunks(self, send, client, worker):
        sent = await send(
            "account\n" + "".join(f"Company {n}\n" for n in range(40_000)), "account", start=True
        )
        while (state := (await client.get(f"/imports/{sent['id']}")).json())[
            "state"
        ] != "running" or not state["progress"]["done"]:
            assert state["state"] != "done"

        answer = await client.post(f"/imports/{sent['id']}/cancellation")
        state = await settled(client, sent["id"])

        assert answer.status_code == 202 and state["state"] == "cancelled"
        assert 0 < state["result"]["created"] < 40_000 and state["result"]["created"] % 1_000 == 0

    async def test_one_that_has_not_begun_is_put_away(self, send, client):
        sent = await send("account\nAcme\n", "account")

        assert (await client.post(f"/imports/{sent['id']}/cancellation")).json()["state"] == "cancelled"
        assert (await client.post(f"/imports/{sent['id']}/start")).status_code == 409

    async def test_one_that_is_done_cannot_be_stopped(self, run, client):
        state = await run("account\nAcme\n", "account")

        assert (await client.post(f"/imports/{state['id']}/cancellation")).status_code == 409
        assert (await client.post(f"/imports/{state['id']}/start")).status_code == 409


@pytest.mark.parametrize("object_name", ["contact", "lead", "activity"])
async def test_every_object_can_be_imported(run, client, object_name):
    state = await run(
        "name,description\nOne,x\nTwo,y\n", object_name, mapping={"name": "name", "description": None}
    )

    assert state["result"]["created"] == 2, state


async def test_people_by_halves_of_their_names(run, client):
    await run("First Name,Last Name,Email\nAnn,Lee,ann@x.cn\n", "contact")
    await run("姓,名,邮箱\n张,三,zhang@x.cn\n", "contact")

    assert {c["name"] for c in await records(client, "contact")} == {"Ann Lee", "张三"}


async def test_the_working_copy_of_a_file_goes_when_its_import_is_done(run, client, settings, eventually):
    me = (await client.get("/session")).json()["tenant"]["id"]
    await run("account\nAcme\n", "account")

    async def only_the_original_is_left() -> bool:
        left = [path for path in (settings.files_dir / str(me)).rglob("*") if path.is_file()]
        return [path.read_bytes() for path in left] == [b"account\nAcme\n"]

    await eventually(only_the_original_is_left)  # it goes after the commit that shows the end


async def test_a_job_that_breaks_down_shows_in_the_import(send, client, worker, settings):
    sent = await send("account\nAcme\n", "account")
    for path in (settings.files_dir / str((await client.get("/session")).json()["tenant"]["id"])).rglob("*"):
        if path.is_file():
            path.unlink()

    await client.post(f"/imports/{sent['id']}/start")
    state = await settled(client, sent["id"])

    assert state["state"] == "failed" and state["result"]["created"] == 0
    assert state["error"] and str(settings.files_dir) not in state["error"]


class TestDuplicates:
    """By rules of the company: of some a row is warned, by others refused."""

    FILE = "product,series\nGTX Pro,A\nMG Special,B\nNew,C\n"

    @pytest.fixture
    async def ruled(self, client):
        await client.post("/objects/product/records", json=[{"name": "gtx pro"}, {"name": "mg special"}])
        for name, action, field in (("warned", "warn", "name"), ("refused", "refuse", "series")):
            body = {"any_of": [{"fields": [{"field": field, "by": "text"}]}], "action": action}
            answer = await client.put(
                f"/definitions/duplicate_rule/{name}", json={"object": "product", "label": name, "body": body}
            )
            assert answer.status_code == 200, answer.text
        await client.post("/objects/product/records", json={"name": "Other", "series": "B"})

    async def test_refused_unless_asked_for(self, run, ruled):
        state = await run(self.FILE, "product", match_by=[])
        assert (state["result"]["created"], state["result"]["refused"]) == (1, 2)

    async def test_created_anyway_also_where_a_rule_refuses_by_who_makes_the_rules(self, run, ruled):
        state = await run(self.FILE, "product", match_by=[], allow_duplicates=True)
        assert (state["result"]["created"], state["result"]["refused"]) == (3, 0)

    async def test_nobody_else_passes_a_rule_that_refuses(self, ruled, client_of, request, worker):
        member = await client_of(company_of(request), role="member")
        sent = await send_with(member, self.FILE, "product", start=True, match_by=[], allow_duplicates=True)
        state = await settled(member, sent["id"])
        assert (state["result"]["created"], state["result"]["refused"]) == (2, 1)

    async def test_decided_after_the_check(self, send, client, ruled, worker):
        state = await settled(client, (await send(self.FILE, "product", match_by=[]))["id"])
        await client.post(f"/imports/{state['id']}/check")
        checked = await settled(client, state["id"])
        assert {each["code"] for each in checked["check"]["problems"]} == {
            "duplicate_found",
            "duplicate_refused",
        }
        await client.patch(f"/imports/{state['id']}", json={"allow_duplicates": True})
        await client.post(f"/imports/{state['id']}/check")
        checked = await settled(client, state["id"])
        assert (checked["options"]["allow_duplicates"], checked["check"]["refuse"]) == (True, 0)
