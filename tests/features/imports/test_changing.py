"""PATCH /imports/{id}: reading, mapping and decisions can be changed until the start."""

import io

import openpyxl
import pytest

from .conftest import settled


async def patch(client, state, **changes):
    return await client.patch(f"/imports/{state['id']}", json=changes)


async def patched(client, state, **changes):
    answer = await patch(client, state, **changes)
    assert answer.status_code == 200, answer.text
    return answer.json()


PRODUCTS = "product,sales_price,series\nGTX Pro,4821,GTX\n"


class TestReading:
    async def test_encoding(self, send, client):
        sent = await send("名稱,金額\n電腦,5\n".encode("big5"), "product", encoding="gb18030")
        assert sent["columns"][0]["name"] != "名稱"

        state = await patched(client, sent, encoding="big5")

        assert state["file"]["encoding"] == "big5" and state["columns"][0]["name"] == "名稱"
        assert state["mapping"][0]["field"] == "name"

    async def test_delimiter(self, send, client):
        state = await patched(
            client, await send("name;price\nGTX;5\n", "product", delimiter=","), delimiter=";"
        )

        assert [c["name"] for c in state["columns"]] == ["name", "price"]

    async def test_sheet(self, send, client):
        workbook = openpyxl.Workbook()
        workbook.active.append(["name"])
        workbook.active.append(["GTX"])
        second = workbook.create_sheet("Second")
        second.append(["code", "name"])
        second.append(["X1", "MG"])
        buffer = io.BytesIO()
        workbook.save(buffer)

        state = await patched(client, await send(buffer.getvalue(), "product"), sheet="Second")

        assert state["file"]["sheet"] == "Second" and [c["name"] for c in state["columns"]] == [
            "code",
            "name",
        ]

    async def test_header_row(self, send, client):
        state = await patched(client, await send("a,b\nname,price\nGTX,5\n", "product"), header_row=2)

        assert [c["name"] for c in state["columns"]] == ["name", "price"] and state["file"]["rows"] == 1

    async def test_a_large_file_is_read_again_by_a_job(self, send, client, worker):
        sent = await settled(client, (await send("name;code\n" + "GTX;5\n" * 200_000, "product"))["id"])

        state = await patched(client, sent, delimiter=",")
        state = await settled(client, state["id"])

        assert [c["name"] for c in state["columns"]] == ["name;code"]

    @pytest.mark.parametrize(
        ("change", "code"),
        [({"encoding": "klingon"}, "encoding_unknown"), ({"delimiter": "ab"}, "delimiter_invalid"), ({"header_row": 99}, "header_row_unknown")],
    )  # fmt: skip
    async def test_impossible_readings_change_nothing(self, send, client, change, code):
        sent = await send(PRODUCTS, "product")

        answer = await patch(client, sent, **change)

        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await client.get(f"/imports/{sent['id']}")).json() == sent


class TestMapping:
    async def test_a_list_changes_what_it_names(self, send, client):
        state = await patched(client, await send(PRODUCTS, "product"), mapping=[{"column": 2, "field": None}])

        assert [(m["field"], m["confidence"] is None) for m in state["mapping"]] == [
            ("name", False),
            ("unit_price", False),
            (None, True),
        ]

    async def test_a_choice_takes_the_field_from_a_proposal(self, send, client):
        state = await patched(client, await send(PRODUCTS, "product"), mapping={"series": "name"})

        assert [m["field"] for m in state["mapping"]] == [None, "unit_price", "name"]

    async def test_two_choices_for_one_field(self, send, client):
        answer = await patch(
            client, await send(PRODUCTS, "product"), mapping={"series": "code", "product": "code"}
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "import_field_twice")

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"mapping": {"nope": "name"}}, "import_column_unknown"), ({"mapping": [{"column": 9, "field": "name"}]}, "import_column_unknown"),
            ({"mapping": {"product": "nope"}}, "import_field_unknown"), ({"mapping": {"product": "created_by"}}, "import_field_unknown"),
            ({"compose": {"name": "{nope}"}}, "import_column_unknown"), ({"missing": {"nope": "blank"}}, "import_field_unknown"),
            ({"value_map": {"nope": {"a": "b"}}}, "import_field_unknown"), ({"match_by": ["nope"]}, "import_field_unknown"),
        ],
    )  # fmt: skip
    async def test_what_does_not_exist(self, send, client, change, code):
        answer = await patch(client, await send(PRODUCTS, "product"), **change)

        assert (answer.status_code, answer.json()["code"]) == (422, code)

    async def test_unknown_keys_are_refused(self, send, client):
        assert (await patch(client, await send(PRODUCTS, "product"), colour="red")).status_code in (400, 422)

    async def test_another_object_begins_anew(self, send, client):
        state = await patched(client, await send("name,industry\nAcme,retail\n", "product"), object="account")

        assert state["object"] == "account" and [m["field"] for m in state["mapping"]] == ["name", "industry"]

    async def test_a_name_is_proposed_when_its_column_is_let_go(self, send, client):
        sent = await send("name,account,product\nx,Acme,GTX\n", "deal")
        assert sent["options"]["compose"] == {}

        state = await patched(client, sent, mapping={"name": None})

        assert state["options"]["compose"] == {"name": "{account} – {product}"}


class TestDecisions:
    async def test_values_that_name_nothing(self, run, send, client):
        await run("product\nGTX Pro\nGTX Plus Pro\nMG Special\n", "product")

        state = await send("opportunity_id,product\n1,GTXPro\n2,GTXPro\n3,MG Special\n4,Unheard\n", "deal")

        assert [
            (u["field"], u["value"], u["count"], [s["label"] for s in u["suggestions"]][:1])
            for u in state["unresolved"]
        ] == [
            ("product", "GTXPro", 2, ["GTX Pro"]),
            ("product", "Unheard", 1, []),
        ]
        best = state["unresolved"][0]["suggestions"][0]
        decided = await patched(
            client,
            state,
            value_map={
                "product": {"GTXPro": {"action": "match", "value": best["value"], "label": "GTX Pro"}}
            },
        )
        assert decided["unresolved"][0]["chosen"] == {
            "action": "match",
            "value": best["value"],
            "label": "GTX Pro",
        }
        taken_back = await patched(client, decided, value_map={"product": {"GTXPro": None}})
        assert taken_back["unresolved"][0]["chosen"] is None

    async def test_options_in_either_language_are_known(self, send):
        state = await send("account,sector\nA,零售\nB,Retail\nC,technolgy\n", "account")

        assert [(u["value"], u["suggestions"][0]["value"]) for u in state["unresolved"]] == [
            ("technolgy", "technology")
        ]

    async def test_numbers_and_dates_that_cannot_be_read_are_listed_too(self, send):
        state = await send(
            "opportunity_id,amount,close_date\n1,5,2017-03-01\n2,n/a,2017-03-02\n" + "3,7,2017-03-03\n" * 20,
            "deal",
        )

        assert [(u["field"], u["value"]) for u in state["unresolved"]] == [("amount", "n/a")]

    async def test_rows_of_the_same_file_are_no_strangers(self, send):
        state = await send("account,subsidiary_of\nA,B\nB,\nC,Zebra\n", "account")

        assert [u["value"] for u in state["unresolved"]] == ["Zebra"]
        assert state["options"]["missing"]["parent"] == "create"


class TestQuestions:
    FILE = "opportunity_id,close_date,amount\n1,3/4/2017,5\n2,5/6/2017,7\n"

    async def test_dates_that_fit_two_orders_are_asked_about(self, send, client):
        sent = await send(self.FILE, "deal")
        assert sent["columns"][1]["questions"] == [{"kind": "date_order", "choices": ["mdy", "dmy"]}]

        refused = await client.post(f"/imports/{sent['id']}/start")

        assert (refused.status_code, refused.json()["code"]) == (422, "import_not_ready")
        assert refused.json()["errors"][0]["field"] == "close_date"
        await patched(client, sent, date_format="dmy")
        rows = (await client.get(f"/imports/{sent['id']}/preview")).json()["rows"]
        assert [row["values"]["close_date"] for row in rows] == ["2017-04-03", "2017-06-05"]

    async def test_a_start_with_the_upload_waits_for_the_answer(self, send, client, worker):
        state = await send(self.FILE, "deal", start=True)

        assert (state["state"], state["error_code"]) == ("mapping", "import_date_order_open")

    async def test_the_answer_may_come_with_the_upload(self, send, client, worker):
        state = await settled(client, (await send(self.FILE, "deal", start=True, date_format="mdy"))["id"])

        assert state["state"] == "done" and state["result"]["created"] == 2

    async def test_a_column_that_proves_itself_is_not_asked_about(self, send):
        state = await send("opportunity_id,close_date\n1,3/4/2017\n2,3/25/2017\n", "deal")

        assert state["columns"][1]["questions"] == []


async def test_nothing_can_be_changed_after_the_start(run, client):
    state = await run(PRODUCTS, "product")

    answer = await patch(client, state, on_match="skip")

    assert (answer.status_code, answer.json()["code"]) == (409, "import_already_started")
