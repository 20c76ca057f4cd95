"""A hidden field cannot be reached: not by name, not by what it holds, on no way that leads to records.

The secrets are the amount and the lost reason of a deal and the annual revenue of its account. What is refused is
refused with the words that a field which never existed gets.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest

from tests.factories.permissions import ALL_VERBS, Holder

AMOUNT, REVENUE, REASON = "987654.32", "123456789.87", "zanzibar"
SECRETS = (AMOUNT, REVENUE, REASON, "987654", "98765432", "123456789", "12345678987")
HIDDEN = {
    "objects": {"*": ALL_VERBS, "user": ["read", "export"]},
    "fields": {
        "deal": {"amount": "hidden", "lost_reason": "hidden", "description": "hidden"},
        "account": {"annual_revenue": "hidden"},
        "lead": {"email": "hidden"},
        "contact": {"email": "hidden"},
    },
}
NO_DEALS = {"objects": {"*": ALL_VERBS, "deal": []}}
DEALS, DEAL = "/objects/deal/records", "/objects/deal/records/{deal}"


@dataclass
class Ground:
    holder: Holder
    ids: dict[str, str] = field(default_factory=dict)

    async def ask(self, way: Way, **names: str) -> Any:
        """The way with ids filled in, and with other names for the fields if given."""
        url, body, data = way.url, json.dumps(way.body), dict(way.form)
        for name, other in names.items():
            url, body = url.replace(name, other), body.replace(name, other)
            data = {key: value.replace(name, other) for key, value in data.items()}
        for key, value in self.ids.items():
            url, body = url.replace("{" + key + "}", value), body.replace("{" + key + "}", value)
        files = {"file": ("deals.csv", way.file.encode())} if way.file else None
        sent = {"data": data, "files": files} if files else {"json": json.loads(body)}
        return await self.holder.client.request(
            way.method, url, **({} if way.body is None and not files else sent)
        )


@dataclass(frozen=True)
class Way:
    method: str
    url: str
    body: Any = None
    form: dict[str, str] = field(default_factory=dict)
    file: str = ""


@pytest.fixture
async def ground(client_of, make_holder, acme_data):
    """A person from whom the fields are hidden, and the records that hold secrets in them."""
    return Ground(await make_holder(HIDDEN), acme_data)


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def acme_data(acme):
    admin = (await acme.get("/session")).json()["user"]["id"]
    account = await made(acme, "account", name="Cancity", annual_revenue=REVENUE)
    deal = await made(
        acme, "deal", name="Cancity GTX", account=account, amount=AMOUNT, stage="lost",
        lost_reason=REASON, description=REASON, close_date="2026-11-01", owner=admin,
    )  # fmt: skip
    other = await made(acme, "deal", name="Other", account=account, amount="1.00")
    activity = await made(acme, "activity", name="Call", deal=deal, account=account)
    # The history, too, holds what is hidden.
    await acme.patch(f"/objects/deal/records/{deal}", json={"amount": "5.00"})
    await acme.patch(f"/objects/deal/records/{deal}", json={"amount": AMOUNT})
    return {"deal": deal, "account": account, "other": other, "activity": activity, "admin": admin}


async def made(client, object_name, **values):
    answer = await client.post(f"/objects/{object_name}/records", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


def by_filter(condition: str) -> Way:
    return Way("GET", f"{DEALS}?filter={quote(condition)}")


def aggregated(**given: Any) -> Way:
    return Way("POST", "/objects/deal/aggregate", given)


NAMED = {
    "selection": Way("GET", f"{DEALS}?fields=name,amount"),
    "selection of one": Way("GET", f"{DEAL}?fields=amount"),
    "selection by lookup": Way("GET", f"{DEALS}?fields=account.annual_revenue"),
    "selection of related": Way("GET", "/objects/account/records/{account}/related/deals?fields=amount"),
    "selection across": Way("GET", "/objects/activity/records?fields=deal.amount"),
    "filter": by_filter("amount > 900000.0"),
    "filter for presence": by_filter("amount != null"),
    "filter by a text": by_filter('lost_reason.startsWith("z")'),
    "filter in a set": by_filter(f'lost_reason in ["{REASON}"]'),
    "filter hidden in a condition": by_filter('name == "Cancity GTX" && (false || amount > 5.0)'),
    "filter by lookup": by_filter("account.annual_revenue > 1.0"),
    "filter across": Way("GET", f"/objects/activity/records?filter={quote('deal.amount > 1.0')}"),
    "filter of related": Way(
        "GET", f"/objects/account/records/{{account}}/related/deals?filter={quote('amount > 1.0')}"
    ),
    "filter with a count": Way("GET", f"{DEALS}?count=exact&limit=1&filter={quote('amount > 1.0')}"),
    "sort": Way("GET", f"{DEALS}?sort=-amount"),
    "sort second": Way("GET", f"{DEALS}?sort=name,amount"),
    "sort by lookup": Way("GET", f"{DEALS}?sort=account.annual_revenue"),
    "board by": Way("GET", "/objects/deal/board?group_by=lost_reason"),
    "board total": Way("GET", "/objects/deal/board?total=amount"),
    "board filter": Way("GET", f"/objects/deal/board?filter={quote('amount > 1.0')}"),
    "board sort": Way("GET", "/objects/deal/board?sort=amount"),
    "board cards": Way("GET", "/objects/deal/board?fields=amount"),
    "group": aggregated(group_by=["lost_reason"]),
    "group by lookup": aggregated(group_by=["account.annual_revenue"]),
    "sum": aggregated(metrics=[{"fn": "sum", "field": "amount"}]),
    "average": aggregated(metrics=[{"fn": "avg", "field": "amount"}]),
    "maximum": aggregated(metrics=[{"fn": "max", "field": "amount"}]),
    "least": aggregated(metrics=[{"fn": "min", "field": "account.annual_revenue"}]),
    "count of values": aggregated(metrics=[{"fn": "count", "field": "amount"}]),
    "metric with a filter": aggregated(metrics=[{"fn": "count", "filter": "amount > 1.0"}]),
    "aggregate filter": aggregated(filter="amount > 1.0"),
    "export": Way("GET", "/objects/deal/export?fields=name,amount"),
    "export by lookup": Way("GET", "/objects/deal/export?fields=account.annual_revenue"),
    "export filter": Way("GET", f"/objects/deal/export?filter={quote('amount > 1.0')}"),
    "export sort": Way("GET", "/objects/deal/export?sort=amount"),
    "export of chosen": Way("POST", "/objects/deal/export", {"ids": ["{deal}"], "fields": ["amount"]}),
    "mass update filter": Way(
        "POST", "/objects/deal/mass-updates", {"filter": "amount > 1.0", "values": {"name": "X"}}
    ),
    "mass update filter, previewed": Way(
        "POST", "/objects/deal/mass-updates",
        {"filter": "amount > 1.0", "values": {"name": "X"}, "preview": True},
    ),
    "mass delete filter": Way("POST", "/objects/deal/mass-updates", {"filter": "amount > 1.0", "delete": True}),
    "report filter": Way("GET", f"/reports/sales-overview?filter={quote('lost_reason == null')}"),
    "template": Way("POST", f"{DEAL}/render", {"template": "{{amount}}"}),
    "template by lookup": Way("POST", f"{DEAL}/render", {"template": "{{account.annual_revenue | money}}"}),
    "create": Way("POST", DEALS, {"name": "New", "amount": "3.00"}),
    "write": Way("PATCH", DEAL, {"amount": "3.00"}),
    "write blank": Way("PATCH", DEAL, {"lost_reason": None}),
    "write what it holds": Way("PATCH", DEAL, {"amount": AMOUNT}),
    "import mapping": Way(
        "POST", "/imports", {}, {"object": "deal", "mapping": '{"Deal": "name", "Sum": "amount"}', "start": "true"},
        "Deal,Sum\nNew deal,3.00\n",
    ),
    "import match": Way(
        "POST", "/imports", {},
        {"object": "deal", "mapping": '{"Deal": "name", "Sum": "lost_reason"}',
         "options": '{"match_by": ["lost_reason"], "on_match": "update"}', "start": "true"},
        "Deal,Sum\nNew deal,something\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
async def test_by_name(ground, acme, name):
    """As a field that does not exist: the same status, code and sentence, and nothing is written."""
    before = await state_of(acme, ground)

    answer = await ground.ask(NAMED[name])
    absent = await ground.ask(
        NAMED[name], amount="amounq", lost_reason="lost_reasoq", annual_revenue="annual_revenuq"
    )

    assert says_nothing(answer)
    assert answer.status_code == absent.status_code
    if answer.status_code >= 400:
        assert code_of(answer) == code_of(absent)
        assert code_of(answer) in (
            "field_unknown",
            "expression_field_unknown",
            "invalid_record",
            "expression_unknown_field",
            "template_field_unknown",
        ), code_of(answer)
    else:
        assert name.startswith("import")
        assert shape_of_import(answer) == shape_of_import(absent)
    assert await state_of(acme, ground) == before


UNNAMED = {
    "list": Way("GET", f"{DEALS}?count=exact"),
    "bin": Way("GET", f"{DEALS}?deleted=true"),
    "record": Way("GET", DEAL),
    "record of the lookup": Way("GET", "/objects/account/records/{account}"),
    "related": Way("GET", "/objects/account/records/{account}/related/deals"),
    "related activities": Way("GET", "/objects/deal/records/{deal}/related/activities"),
    "timeline": Way("GET", "/objects/deal/records/{deal}/timeline"),
    "timeline of the account": Way("GET", "/objects/account/records/{account}/timeline"),
    "board": Way("GET", "/objects/deal/board"),
    "aggregate": aggregated(group_by=["stage"], metrics=[{"fn": "count"}]),
    "export": Way("GET", "/objects/deal/export"),
    "export of accounts": Way("GET", "/objects/account/export"),
    "export of chosen": Way("POST", "/objects/deal/export", {"ids": ["{deal}"]}),
    "my day": Way("GET", "/my-day"),
    "write of another field": Way("PATCH", DEAL, {"next_step": "Call"}),
    "mass update, previewed": Way(
        "POST", "/objects/deal/mass-updates", {"ids": ["{deal}"], "values": {"next_step": "X"}, "preview": True}
    ),
    "changes": Way("GET", "/change-sets"),
    "views": Way("GET", "/views"),
    "objects": Way("GET", "/objects"),
    "search by title": Way("GET", "/search?q=Cancity"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNNAMED)
async def test_without_its_name(ground, name):
    answer = await ground.ask(UNNAMED[name])

    assert answer.status_code == 200, answer.text
    assert says_nothing(answer)
    assert not any(label in answer.text for label in ('"amount"', "Amount", '"lost_reason"', "Lost because"))


ROWS_OF_REPORTS = ("pipeline_by_stage", "won_by_quarter", "won_by_region", "won_by_agent")


@pytest.mark.parametrize("name", ["report", "sales overview of a period"])
async def test_reports(ground, name):
    period = "?from=2026-01-01&to=2026-12-31" if "period" in name else ""

    answer = await ground.ask(Way("GET", f"/reports/sales-overview{period}"))

    report = answer.json()
    assert answer.status_code == 200, answer.text
    assert says_nothing(answer)
    assert report["omitted"] == ["amounts", "weighted"]
    assert report["kpis"]["won_amount"] is report["kpis"]["weighted_amount"] is None
    assert report["kpis"]["lost_count"] >= 1
    assert all(row["amount"] is None for part in ROWS_OF_REPORTS for row in report[part])


async def test_a_workbook(ground):
    answer = await ground.ask(Way("GET", "/objects/deal/export?format=xlsx"))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert "Cancity GTX" in cells
    assert not any(secret in cell for cell in cells for secret in (*SECRETS, "Amount"))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/search?q={word}", lambda answer: len(answer["data"])),
        ("/search?q={word}&objects=lead", lambda answer: len(answer["data"])),
        ("/objects/lead/records?q={word}", lambda answer: len(answer["data"])),
        ("/objects/lead/records?q={word}&count=exact", lambda answer: answer["count"]["value"]),
        (
            "/objects/lead/board?q={word}&group_by=status",
            lambda answer: sum(c["count"]["value"] for c in answer["columns"]),
        ),
    ],
)
async def test_search(ground, acme, url, found):
    """Words of a hidden field find nothing; those of the title do."""
    await made(acme, "lead", name="Marmalade Bear", email="quixotic@paddington.example")

    by_word = await ground.ask(Way("GET", url.replace("{word}", "quixotic")))
    by_title = await ground.ask(Way("GET", url.replace("{word}", "Marmalade")))
    seen = await acme.get(url.replace("{word}", "quixotic"))

    assert found(seen.json()) >= 1
    assert found(by_word.json()) == 0
    assert found(by_title.json()) >= 1


@pytest.mark.parametrize(
    ("fields", "omitted"),
    [
        ({"deal": {"probability": "hidden"}}, ["weighted"]),
        ({"deal": {"cycle_days": "hidden", "stage": "hidden"}}, ["cycle", "stages"]),
        ({"deal": {"close_date": "hidden"}}, ["quarters"]),
        ({"deal": {"owner": "hidden"}}, ["regions", "agents"]),
        ({"user": {"office": "hidden"}}, ["regions"]),
        (
            {"deal": {"status": "hidden"}},
            ["counts", "closed", "amounts", "weighted", "cycle", "stages", "quarters", "regions", "agents"],
        ),
    ],
)
async def test_reports_leave_out_what_is_hidden(make_holder, acme_data, fields, omitted):
    holder = await make_holder({**HIDDEN, "fields": fields})

    answer = await holder.client.get("/reports/sales-overview")

    assert answer.status_code == 200, answer.text
    assert answer.json()["omitted"] == omitted
    lists = {"stages": "pipeline_by_stage", "quarters": "won_by_quarter", "agents": "won_by_agent"}
    assert all(answer.json()[rows] == [] for part, rows in lists.items() if part in omitted)


class TestViews:
    async def test_a_shared_view_that_filters_by_it(self, ground, acme):
        view = await acme.post(
            "/views", json={"object": "deal", "name": "Large", "filter": "amount > 1.0", "shared": True}
        )

        answer = await ground.ask(Way("GET", f"{DEALS}?view={view.json()['id']}"))
        seen = await view_of(ground, view)

        assert (answer.status_code, answer.json()["code"]) == (422, "view_not_available")
        assert says_nothing(answer)
        assert (seen["filter"], seen["unavailable"]) == (None, ["filter"])

    async def test_a_shared_view_that_shows_and_sorts_by_it(self, ground, acme):
        given = {
            "object": "deal",
            "name": "By size",
            "sort": "-amount",
            "columns": ["name", "amount"],
            "shared": True,
        }
        view = await acme.post("/views", json=given)

        answer = await ground.ask(Way("GET", f"{DEALS}?view={view.json()['id']}"))

        seen = await view_of(ground, view)

        assert answer.status_code == 200
        assert says_nothing(answer)
        assert (seen["sort"], seen["columns"], seen["unavailable"]) == (None, ["name"], ["sort", "columns"])

    async def test_a_shared_board_that_has_its_columns_by_it(self, ground, acme):
        given = {"object": "deal", "name": "Boards", "kind": "board", "group_by": "amount", "shared": True}
        view = await acme.post("/views", json=given)

        seen = await view_of(ground, view)

        assert (seen["group_by"], seen["unavailable"]) == (None, ["group_by"])

    async def test_those_who_see_the_fields_have_all_of_it(self, acme):
        given = {
            "object": "deal",
            "name": "All",
            "filter": "amount > 1.0",
            "sort": "-amount",
            "columns": ["amount"],
        }

        view = await acme.post("/views", json={**given, "shared": True})

        assert view.json()["unavailable"] == []
        assert {name: view.json()[name] for name in given} == given

    async def test_of_an_object_that_cannot_be_read_are_none(self, acme, make_holder):
        holder = await make_holder(NO_DEALS)
        view = await acme.post("/views", json={"object": "deal", "name": "Secret plan", "shared": True})

        views = await holder.client.get("/views")
        own = await holder.client.post("/views", json={"object": "deal", "name": "Mine"})

        assert view.json()["id"] not in views.text
        assert own.status_code == 403


async def view_of(ground, view):
    views = (await ground.holder.client.get("/views", params={"object": "deal"})).json()["data"]
    return next(each for each in views if each["id"] == view.json()["id"])


class TestImport:
    @pytest.fixture
    async def imported(self, ground):
        async def imported(mapping, **options):
            form = {"object": "contact", "mapping": json.dumps(mapping), "options": json.dumps(options)}
            file = "Person,Mail\nMrs Bird,secret@bird.example\n"
            answer = await ground.ask(Way("POST", "/imports", {}, form, file))
            return answer

        return imported

    async def test_proposes_no_hidden_field(self, ground):
        file = "Name,Email,Phone\nMrs Bird,secret@bird.example,+44 1\n"

        answer = await ground.ask(Way("POST", "/imports", {}, {"object": "contact"}, file))

        mapped = {each["field"] for each in answer.json()["mapping"]}
        assert "email" not in mapped
        assert {"name", "phone"} <= mapped

    async def test_matches_by_no_hidden_field(self, ground, acme, imported):
        """Whether a row would update something would say who has that address."""
        await made(acme, "contact", name="Henry Brown", email="secret@bird.example")

        answer = await imported({"Person": "name", "Mail": "email"})
        refused = await ground.ask(Way("PATCH", f"/imports/{answer.json()['id']}", {"match_by": ["email"]}))
        rows = await ground.ask(Way("GET", f"/imports/{answer.json()['id']}/preview"))

        assert refused.status_code == 422
        assert refused.json()["code"] == "import_field_unknown"
        assert answer.json()["options"]["match_by"] in ([], ["name"])
        assert "Henry" not in rows.text
        assert rows.json()["rows"][0]["outcome"] != "update"

    async def test_finds_people_by_no_hidden_address(self, ground, acme):
        """A lookup is named by an e-mail address too, for those who see it."""
        await made(acme, "contact", name="Mr Gruber", email="gruber@antiques.example")
        file = "Deal,Contact\nTeapot,gruber@antiques.example\n"
        form = {"object": "deal", "mapping": '{"Deal": "name", "Contact": "contact"}'}

        answer = await ground.ask(Way("POST", "/imports", {}, form, file))
        rows = await ground.ask(Way("GET", f"/imports/{answer.json()['id']}/preview"))

        assert "Gruber" not in answer.text
        assert "Gruber" not in rows.text
        assert rows.json()["rows"][0]["errors"]


class TestUndo:
    async def test_puts_nothing_back_that_is_hidden_now(self, ground, acme, make_holder, make_set):
        holder = await make_holder({"objects": {"*": ALL_VERBS}})
        url = f"/objects/deal/records/{ground.ids['other']}"
        changed = await holder.client.patch(url, json={"amount": "2.00", "next_step": "Wait"})
        await acme.patch(f"/permission-sets/{holder.set_id}", json={"definition": HIDDEN})

        answer = await holder.client.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

        deal = (await acme.get(url)).json()
        assert (deal["amount"], deal["next_step"]) == ("2.00", None)
        assert "amount" not in answer.text

    async def test_of_a_conflict_names_no_hidden_field(self, ground, acme):
        record = (await ground.ask(Way("GET", DEAL))).json()
        await acme.patch(f"/objects/deal/records/{ground.ids['deal']}", json={"amount": "7.00"})

        answer = await ground.holder.client.patch(
            f"/objects/deal/records/{ground.ids['deal']}", json={"next_step": "Call"},
            headers={"If-Match": f'"{record["version"]}"'},
        )  # fmt: skip

        assert answer.status_code == 409
        assert "amount" not in answer.text


class TestReadOnly:
    """A field that may be read, not changed."""

    @pytest.fixture
    async def reader(self, make_holder):
        return await make_holder(
            {"objects": {"*": ALL_VERBS}, "fields": {"deal": {"amount": "read"}}}, role="viewer"
        )

    @pytest.mark.parametrize(
        "way",
        [
            Way("POST", DEALS, {"name": "New", "amount": "3.00"}),
            Way("PATCH", DEAL, {"amount": "3.00"}),
        ],
    )
    async def test_is_not_written(self, reader, acme, acme_data, way):
        ground = Ground(reader, acme_data)

        answer = await ground.ask(way)

        assert answer.json()["errors"][0]["code"] == "field_not_editable"
        assert (await acme.get(DEAL.format(**acme_data))).json()["amount"] == AMOUNT

    async def test_is_not_written_by_many(self, reader, acme, acme_data):
        body = {"ids": [acme_data["deal"]], "values": {"amount": "3.00"}}

        await reader.client.post("/objects/deal/mass-updates", json=body)

        assert (await acme.get(DEAL.format(**acme_data))).json()["amount"] == AMOUNT

    async def test_is_read_sorted_and_summed(self, reader, acme_data):
        ground = Ground(reader, acme_data)

        answers = [await ground.ask(NAMED[name]) for name in ("selection", "filter", "sort", "sum", "export")]

        assert [each.status_code for each in answers] == [200] * 5
        assert AMOUNT in answers[0].text

    async def test_is_marked(self, reader):
        fields = {each["name"]: each for each in (await reader.client.get("/objects/deal")).json()["fields"]}

        assert fields["amount"]["read_only"]
        assert not fields["name"]["read_only"]


class TestHiddenObject:
    """Without the right to read an object, it is not there either."""

    @pytest.mark.parametrize(
        "way",
        [
            Way("GET", DEALS), Way("GET", DEAL), Way("GET", "/objects/deal"), Way("GET", "/objects/deal/board"),
            Way("GET", "/objects/deal/records/{deal}/timeline"), Way("GET", "/objects/deal/export"),
            Way("GET", "/objects/account/records/{account}/related/deals"), aggregated(),
            Way("POST", DEALS, {"name": "X"}), Way("PATCH", DEAL, {"name": "X"}), Way("DELETE", DEAL),
            Way("POST", "/objects/deal/mass-updates", {"ids": ["{deal}"], "delete": True}),
            Way("GET", "/reports/sales-overview"), Way("GET", "/objects/activity/records?fields=deal.name"),
        ],
    )  # fmt: skip
    async def test_is_refused(self, make_holder, acme_data, way):
        ground = Ground(await make_holder(NO_DEALS), acme_data)

        answer = await ground.ask(way)

        assert answer.status_code in (403, 404, 422)
        assert "Cancity GTX" not in answer.text

    async def test_its_records_have_no_names(self, make_holder, acme_data):
        ground = Ground(await make_holder(NO_DEALS), acme_data)

        for way in (
            Way("GET", "/objects/activity/records"), Way("GET", "/objects/activity/records/{activity}"),
            Way("GET", "/search?q=Cancity"), Way("GET", "/objects/account/records/{account}/timeline"),
            Way("GET", "/objects/activity/records/{activity}/timeline"), Way("GET", "/objects/activity/export"),
        ):  # fmt: skip
            answer = await ground.ask(way)
            assert answer.status_code == 200, answer.text
            assert "Cancity GTX" not in answer.text, way

    async def test_its_names_are_not_offered_by_an_import(self, make_holder, acme_data):
        ground = Ground(await make_holder(NO_DEALS), acme_data)
        form = {"object": "activity", "mapping": '{"What": "name", "Deal": "deal"}'}

        answer = await ground.ask(Way("POST", "/imports", {}, form, "What,Deal\nCall,Cancity GT\n"))

        assert answer.status_code == 202, answer.text
        assert "Cancity GTX" not in answer.text


@pytest.fixture(autouse=True)
async def _viewers_read_nothing(acme):
    """The role of the holders gives them no sight of its own, so that the set alone decides."""
    answer = await acme.patch("/permission-sets/viewer", json={"definition": {}})
    assert answer.status_code == 200, answer.text
    yield
    await acme.delete("/permission-sets/viewer")


def says_nothing(answer) -> bool:
    return not any(secret in answer.text for secret in SECRETS)


def code_of(answer) -> str:
    return answer.json()["code"]


def shape_of_import(answer) -> tuple:
    found = answer.json()
    return found["state"], found["error_code"], [each["field"] for each in found["mapping"]].count("name")


async def state_of(acme, ground) -> list:
    deals = [(await acme.get(DEAL.format(deal=ground.ids[each]))).json() for each in ("deal", "other")]
    count = (await acme.get(f"{DEALS}?count=exact&limit=1")).json()["count"]["value"]
    return [*deals, count]


async def test_my_day_leaves_out_what_goes_by_it(make_holder):
    """The rest of the page stays."""
    hidden = {"objects": {"*": ALL_VERBS}, "fields": {"deal": {"close_date": "hidden"}}}
    holder = await make_holder(hidden)
    me = holder.user_id
    await made(holder.client, "deal", name="Soon", owner=me)
    await made(holder.client, "activity", name="Late", due_at="2020-01-01T00:00:00Z", owner=me)

    found = await holder.client.get("/my-day")

    assert found.status_code == 200, found.text
    assert found.json()["closing_deals"] == []
    assert [each["name"] for each in found.json()["overdue"]] == ["Late"]


async def test_a_lead_is_converted_without_it(acme, make_holder):
    """What would go along by itself into a hidden field stays behind."""
    hidden = {
        "objects": {"*": ALL_VERBS},
        "fields": {"contact": {"email": "hidden"}, "lead": {"phone": "hidden"}},
    }
    holder = await make_holder(hidden)
    lead = await made(acme, "lead", name="Ada", company="Engines", email="a@e.example", phone="+44 20 1")

    answer = await holder.client.post(f"/leads/{lead}/conversion", json={"account": {}, "contact": {}})

    assert answer.status_code in (200, 201), answer.text
    contact = (await acme.get(f"/objects/contact/records/{answer.json()['contact']}")).json()
    assert (contact["name"], contact["email"], contact["phone"]) == ("Ada", None, None)


class TestHiddenLookup:
    """With a lookup, that records are related is hidden too."""

    HIDDEN = {"objects": {"*": ALL_VERBS}, "fields": {"activity": {"account": "hidden"}}}

    async def test_related_list_does_not_exist(self, acme, make_holder):
        holder = await make_holder(self.HIDDEN)
        account = await made(acme, "account", name="Engines")
        path = f"/objects/account/records/{account}/related"

        answer = await holder.client.get(f"{path}/activities")

        absent = await holder.client.get(f"{path}/nothings")
        assert (answer.status_code, answer.json()["code"]) == (404, "relation_unknown")
        assert answer.json()["code"] == absent.json()["code"]

    async def test_timeline_tells_the_rest(self, acme, make_holder):
        holder = await make_holder(self.HIDDEN)
        account = await made(acme, "account", name="Engines")
        await made(acme, "activity", name="Call", account=account)

        answer = await holder.client.get(f"/objects/account/records/{account}/timeline")

        assert answer.status_code == 200, answer.text
        assert [entry["kind"] for entry in answer.json()["data"]] == ["change"]
