"""What stages ask of records, and pipelines on objects that had none."""

from __future__ import annotations

from copy import deepcopy
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.worker import WorkerThread

DEALS = "/objects/deal/records"
ACCOUNTS = "/objects/account/records"


@pytest.fixture
def company_name(request):
    return f"s{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
def ask(company):
    """Sets what a stage of the sales pipeline asks."""

    async def ask(key, **asked):
        pipelines = (await company.get("/objects/deal")).json()["pipelines"]
        plain = deepcopy(pipelines)
        for pipeline in plain:
            pipeline.pop("labels", None)
            pipeline["stages"] = [
                {name: stage[name] for name in ("key", "label", "kind")}
                | (asked if stage["key"] == key else {})
                for stage in pipeline["stages"]
            ]
        return await company.put("/objects/deal/pipelines", json={"pipelines": plain})

    return ask


@pytest.fixture
def make(company):
    async def make(**values):
        answer = await company.post(DEALS, json={"name": "Licences", **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


@pytest.fixture
def move(company):
    async def move(deal, stage, **values):
        return await company.patch(f"{DEALS}/{deal}", json={"stage": stage, **values})

    return move


def told(answer):
    return [(each["field"], each["code"], each["detail"]) for each in answer.json().get("errors", [])]


class TestGates:
    async def test_all_reasons_at_once(self, ask, make, move):
        deal = await make()
        await ask("prospecting", exit=[{"condition": "contact != null", "reason": "Name a contact."}])
        asked = await ask(
            "proposal",
            entry=[{"condition": "amount > 1000", "reason": {"en": "Give an amount above 1,000.", "zh-CN": "金额须超过1000。"}}],
            required=["close_date"],
        )  # fmt: skip
        assert asked.status_code == 200, asked.text

        answer = await move(deal, "proposal")

        assert answer.status_code == 422
        assert told(answer) == [
            ("close_date", "stage_field_needed", "“Proposal” needs a value here."),
            ("stage", "stage_exit_refused", "“Prospecting” is not finished: Name a contact."),
            ("stage", "stage_entry_refused", "Not yet “Proposal”: Give an amount above 1,000."),
        ]

    async def test_what_is_given_with_the_move_counts(self, ask, make, move):
        deal = await make()
        await ask("proposal", entry=[{"condition": "amount > 1000", "reason": "x"}], required=["close_date"])
        assert (await move(deal, "proposal", amount="2000", close_date="2027-01-01")).status_code == 200

    async def test_new_records_begin_where_they_may(self, ask, company):
        await ask("proposal", required=["amount"])
        answer = await company.post(DEALS, json={"name": "x", "stage": "proposal"})
        assert [each[:2] for each in told(answer)] == [("amount", "stage_field_needed")]

    async def test_what_the_stage_needs_stays(self, ask, make, company):
        deal = await make(stage="proposal", amount="5")
        older = await make(stage="proposal")
        await ask("proposal", required=["amount"])
        assert told(await company.patch(f"{DEALS}/{deal}", json={"amount": None}))[0][0] == "amount"
        # Who was there before the stage asked is not held up over other things.
        assert (await company.patch(f"{DEALS}/{older}", json={"next_step": "Call"})).status_code == 200

    async def test_given_up_from_anywhere(self, ask, make, move):
        deal = await make()
        await ask("prospecting", exit=[{"condition": "contact != null", "reason": "x"}])
        assert (await move(deal, "lost")).status_code == 200

    async def test_only_to_the_stages_that_follow(self, ask, make, move):
        deal = await make()
        await ask("prospecting", next=["engaging", "lost"])
        answer = await move(deal, "won")
        assert told(answer) == [
            ("stage", "stage_move_not_allowed", "From “Prospecting” it does not go to “Won”, but to: Engaging, Lost.")
        ]  # fmt: skip
        await ask("lost", next=[])
        assert (await move(deal, "lost")).status_code == 200
        assert told(await move(deal, "won"))[0][1] == "stage_final"

    async def test_undoing_asks_nothing(self, ask, make, move, company):
        deal = await make()
        moved = await move(deal, "engaging")
        await ask("engaging", next=["proposal"])
        undone = await company.post(f"/change-sets/{moved.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1

    async def test_an_unseen_field_is_not_named(self, ask, make, company, client_of, company_name):
        await ask("proposal", required=["next_step"])
        sets = {"objects": {"*": ["create", "read", "update"]}, "fields": {"deal": {"next_step": "hidden"}}}
        less = await company.patch("/permission-sets/member", json={"definition": sets})
        assert less.status_code == 200, less.text
        member = await client_of(company_name, role="member")

        answer = await member.post(DEALS, json={"name": "x", "stage": "proposal"})
        assert [each[:2] for each in told(answer)] == [("stage", "stage_hidden_field_needed")]


class TestDeclaring:
    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"entry": [{"condition": "amont > 1", "reason": "x"}]}, "expression_unknown_field"),
            ({"exit": [{"condition": "true", "reason": " "}]}, "stage_condition_empty"),
            ({"required": ["no_such"]}, "stage_field_unusable"),
            ({"required": ["status"]}, "stage_field_unusable"),
            ({"next": ["renewal_won"]}, "stage_next_unknown"),
        ],
    )
    async def test_unusable(self, ask, asked, code):
        answer = await ask("engaging", **asked)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text

    async def test_everybody_is_told_what_is_asked_and_administrators_how(
        self, ask, company, client_of, company_name
    ):
        await ask(
            "engaging", entry=[{"condition": "amount > 1", "reason": "Give an amount."}], limit_days=14,
            guidance={"en": "Ask who decides.", "zh-CN": "问清谁决策。"},
        )  # fmt: skip

        async def stage(client, language="en"):
            answer = await client.get("/objects/deal", headers={"Accept-Language": language})
            return answer.json()["pipelines"][0]["stages"][1]

        told_to_all = await stage(await client_of(company_name, role="member"), "zh-CN")
        assert (told_to_all["guidance"], told_to_all["limit_days"]) == ("问清谁决策。", 14)
        assert told_to_all["entry"] == [{"reason": "Give an amount."}]
        told_to_admin = await stage(company)
        assert told_to_admin["entry"][0]["condition"] == "amount > 1"
        assert told_to_admin["guidances"]["zh-CN"] == "问清谁决策。"
        # What a later change leaves out stays.
        await ask("proposal", limit_days=3)
        assert (await stage(company))["limit_days"] == 14

    async def test_fields_that_a_stage_asks_for_stay(self, ask, company):
        name = (
            await company.post("/objects/deal/fields", json={"type": "number", "label": "Margin"})
        ).json()["name"]
        await ask("engaging", required=[name])
        answer = await company.delete(f"/objects/deal/fields/{name}")
        assert (answer.status_code, answer.json()["code"]) == (409, "field_in_definitions")
        uses = (await company.get(f"/objects/deal/fields/{name}/uses")).json()["definitions"]
        assert [(each["kind"], each["name"]) for each in uses] == [("pipeline", "sales")]


class TestTime:
    @pytest.fixture
    def worker(self, app, database_url, monkeypatch):
        monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
        thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
        thread.start()
        yield thread
        thread.stop()

    async def test_in_the_stage_since_and_stale_from(self, ask, make, move, company):
        await ask("engaging", limit_days=10)
        deal = await make()
        first = (await company.get(f"{DEALS}/{deal}")).json()
        assert first["stage_entered_at"] == first["created_at"]
        assert first["stage_due_at"] is None
        await move(deal, "engaging")
        second = (await company.get(f"{DEALS}/{deal}")).json()
        assert second["stage_entered_at"] == second["updated_at"]
        assert second["stage_due_at"] > second["stage_entered_at"]
        await company.patch(f"{DEALS}/{deal}", json={"next_step": "Call"})
        assert (await company.get(f"{DEALS}/{deal}")).json()["stage_due_at"] == second["stage_due_at"]
        found = await company.get(DEALS, params={"filter": "stage_due_at < now() + days(11)"})
        assert [each["id"] for each in found.json()["data"]] == [deal]

    async def test_a_new_limit_reaches_those_that_stand_there(self, ask, make, company, worker, eventually):
        deal, other = await make(stage="engaging"), await make(stage="proposal")
        before = (await company.get(f"{DEALS}/{deal}")).json()
        await ask("engaging", limit_days=10)

        async def is_due():
            return (await company.get(f"{DEALS}/{deal}")).json()["stage_due_at"] is not None

        await eventually(is_due)
        after = (await company.get(f"{DEALS}/{deal}")).json()
        assert after["version"] == before["version"]
        assert (await company.get(f"{DEALS}/{other}")).json()["stage_due_at"] is None


STAGES = [
    {"key": "new", "label": {"en": "New", "zh-CN": "新客户"}, "limit_days": 7},
    {"key": "nurtured", "label": "Nurtured", "guidance": "Call once a month."},
    {"key": "partner", "label": "Partner", "kind": "won", "entry": [{"condition": "phone != null", "reason": "Phone?"}]},
    {"key": "gone", "label": "Gone", "kind": "lost"},
]  # fmt: skip


class TestOnAnyObject:
    @pytest.fixture
    async def pipeline(self, company):
        body = {"pipelines": [{"key": "care", "label": "Care", "stages": STAGES}]}
        answer = await company.put("/objects/account/pipelines", json=body)
        assert answer.status_code == 200, answer.text
        return answer

    async def test_records_go_through_it(self, company, pipeline):
        account = (await company.get("/objects/account")).json()
        assert account["pipeline_fields"]["stage"] == "c_stage"
        assert account["layouts"]["board"]["group_by"] == "c_stage"
        made = (await company.post(ACCOUNTS, json={"name": "Acme"})).json()["ids"][0]
        read = (await company.get(f"{ACCOUNTS}/{made}")).json()
        assert (read["c_pipeline"], read["c_stage"], read["c_stage_status"]) == ("care", "new", "open")
        assert read["c_stage_due_at"] > read["c_stage_entered_at"]

        refused = await company.patch(f"{ACCOUNTS}/{made}", json={"c_stage": "partner"})
        assert told(refused) == [("c_stage", "stage_entry_refused", "Not yet “Partner”: Phone?")]
        moved = await company.patch(f"{ACCOUNTS}/{made}", json={"c_stage": "partner", "phone": "+1 555 0100"})
        assert moved.status_code == 200, moved.text
        assert (await company.get(f"{ACCOUNTS}/{made}")).json()["c_stage_status"] == "won"
        board = (await company.get("/objects/account/board")).json()["columns"]
        assert [(each["value"], each["count"]["value"]) for each in board] == [
            ("new", 0), ("nurtured", 0), ("partner", 1), ("gone", 0),
        ]  # fmt: skip

    async def test_older_records_stay_without_a_stage(self, company):
        made = (await company.post(ACCOUNTS, json={"name": "Acme"})).json()["ids"][0]
        await company.put(
            "/objects/account/pipelines",
            json={"pipelines": [{"key": "care", "label": "Care", "stages": STAGES}]},
        )
        assert (await company.patch(f"{ACCOUNTS}/{made}", json={"phone": "+1 555 0100"})).status_code == 200
        assert (await company.get(f"{ACCOUNTS}/{made}")).json()["c_stage"] is None

    async def test_taken_away_and_brought_back(self, company, pipeline):
        made = (await company.post(ACCOUNTS, json={"name": "Acme"})).json()["ids"][0]
        gone = await company.put("/objects/account/pipelines", json={"pipelines": []})
        assert gone.status_code == 200, gone.text
        account = (await company.get("/objects/account")).json()
        assert (account["pipelines"], account["pipeline_fields"]) == ([], None)
        assert "c_stage" not in (await company.get(f"{ACCOUNTS}/{made}")).json()
        undone = await company.post(f"/change-sets/{gone.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        assert (await company.get(f"{ACCOUNTS}/{made}")).json()["c_stage"] == "new"

    async def test_giving_one_is_undone_while_nobody_uses_it(self, company, pipeline):
        undone = await company.post(f"/change-sets/{pipeline.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        account = (await company.get("/objects/account")).json()
        assert account["pipelines"] == []
        assert "c_stage" not in [each["name"] for each in account["fields"]]

    async def test_its_fields_go_with_it_alone(self, company, pipeline):
        answer = await company.delete("/objects/account/fields/c_stage")
        assert (answer.status_code, answer.json()["code"]) == (422, "pipeline_fields")
        deals = await company.put("/objects/deal/pipelines", json={"pipelines": []})
        assert (deals.status_code, deals.json()["code"]) == (422, "pipelines_needed")


async def test_a_stage_may_ask_for_what_a_formula_gives(client_of):
    company = await client_of("stagewithformula")
    made = await company.post(
        "/objects/deal/fields",
        json={"name": "c_share", "type": "formula", "label": "Share", "formula": "amount / 2"},
    )
    assert made.status_code == 201, made.text
    pipelines = (await company.get("/objects/deal")).json()["pipelines"]
    stage = pipelines[0]["stages"][1]
    stage["entry"] = [{"condition": "c_share >= 20", "reason": "More of it."}]
    saved = await company.put("/objects/deal/pipelines", json={"pipelines": pipelines})
    assert saved.status_code == 200, saved.text

    deal = (await company.post("/objects/deal/records", json={"name": "A", "amount": "30"})).json()["ids"][0]
    refused = await company.patch(f"/objects/deal/records/{deal}", json={"stage": stage["key"]})
    assert [each["code"] for each in refused.json()["errors"]] == ["stage_entry_refused"]
    change = {"stage": stage["key"], "amount": "40"}
    moved = await company.patch(f"/objects/deal/records/{deal}", json=change)
    assert moved.status_code == 200, moved.text
