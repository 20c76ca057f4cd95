"""Records that a form offers: those of its author's condition, by words that mean nothing elsewhere."""

from __future__ import annotations

import pytest

FIELDS = [{"field": "name"}, {"field": "account", "choices": "name.startsWith('Public')"}]


@pytest.fixture
async def accounts(company):
    made = {}
    for name in ("Public B", "Public A", "Secret"):
        answer = await company.post("/objects/account/records", json={"name": name})
        assert answer.status_code == 201, answer.text
        made[name] = answer.json()["ids"][0]
    return made


@pytest.fixture
def described(stranger):
    async def described(key, name="account"):
        answer = (await stranger.get(f"/api/v1/public-forms/{key}")).json()
        return next(each for each in answer["fields"] if each["name"] == name)

    return described


class TestOffering:
    async def test_names_in_their_order_and_no_ids(self, design, accounts, described, stranger):
        key = await design(object="contact", fields=FIELDS)
        field = await described(key)
        assert field["kind"] == "choice"
        assert [each["label"] for each in field["options"]] == ["Public A", "Public B"]
        page = (await stranger.get(f"/f/{key}")).text
        assert "Secret" not in page and "Public A" in page
        assert not any(each in page for each in accounts.values())

    async def test_the_words_are_the_forms_own(self, design, accounts, described):
        first = await described(await design(object="contact", fields=FIELDS))
        second = await described(await design("other", object="contact", fields=FIELDS))
        assert {each["value"] for each in first["options"]}.isdisjoint(
            each["value"] for each in second["options"]
        )

    async def test_names_are_text(self, design, company, described, stranger, accounts):
        await company.post(
            "/objects/account/records", json={"name": "Public </option><script>alert(1)</script>"}
        )
        page = (await stranger.get(f"/f/{await design(object='contact', fields=FIELDS)}")).text
        assert "<script>alert" not in page

    async def test_of_others_nothing(self, design, accounts, described, client_of, company_name):
        foreign = await client_of(f"{company_name}x")
        await foreign.post("/objects/account/records", json={"name": "Public Foreign"})
        field = await described(await design(object="contact", fields=FIELDS))
        assert "Public Foreign" not in str(field)


class TestChoosing:
    async def test_the_record_is_looked_up(self, design, accounts, described, send, records):
        key = await design(object="contact", fields=FIELDS)
        word = (await described(key))["options"][0]["value"]
        await send(key, {"name": "Ada", "account": word})
        (made,) = await records("contact", fields="account")
        assert made["account"]["id"] == accounts["Public A"]

    async def test_nothing_else_can_be_chosen(self, design, accounts, described, send, records):
        key = await design(object="contact", fields=FIELDS)
        for wrong in (accounts["Public A"], accounts["Secret"], "x", {"id": accounts["Secret"]}, [1]):
            answer = await send(key, {"name": "Ada", "account": wrong}, status=422)
            assert answer["errors"][0]["code"] == "form_choice_gone"
        assert await records("contact") == []

    async def test_what_is_no_longer_offered(self, design, accounts, described, send, company):
        key = await design(object="contact", fields=FIELDS)
        word = (await described(key))["options"][0]["value"]
        await company.patch(f"/objects/account/records/{accounts['Public A']}", json={"name": "Gone private"})
        answer = await send(key, {"name": "Ada", "account": word}, status=422)
        assert answer["errors"][0]["code"] == "form_choice_gone"


class TestDesigning:
    @pytest.mark.parametrize(
        ("field", "place", "code"),
        [
            ({"field": "account"}, "choices", "form_choices_missing"),
            ({"field": "account", "choices": "nonsense == 1"}, "choices", "expression_unknown_field"),
            ({"field": "title", "choices": "name == 'x'"}, "choices", "form_choices_needless"),
            ({"field": "owner", "choices": "name != ''"}, "field", "form_field_unfit"),
        ],
    )
    async def test_what_cannot_work_is_refused(self, design, field, place, code):
        answer = await design(object="contact", fields=[{"field": "name"}, field], status=422)
        assert answer["field"] == f"body.fields[1].{place}"
        assert answer["code"] == code

    async def test_too_many_to_choose_from(self, design, company):
        for part in range(2):
            rows = [
                {"op": "create", "object": "account", "values": {"name": f"Public {part} {n}"}}
                for n in range(51)
            ]
            for row in rows:
                await company.post("/objects/account/records", json=row["values"])
        answer = await design(object="contact", fields=FIELDS, status=422)
        assert answer["code"] == "form_choices_too_many"

    async def test_the_field_of_a_condition_is_held(self, design, accounts, company):
        await company.post(
            "/objects/account/fields", json={"name": "c_open", "type": "boolean", "label": "Open"}
        )
        await design(
            object="contact", fields=[{"field": "name"}, {"field": "account", "choices": "c_open == true"}]
        )
        answer = await company.delete("/objects/account/fields/c_open")
        assert answer.status_code == 409 and "form" in answer.text.lower()


class TestReading:
    async def test_administrators_read_the_name(self, design, accounts, described, send, submissions):
        key = await design(object="contact", fields=FIELDS)
        word = (await described(key))["options"][0]["value"]
        await send(key, {"name": "Ada", "account": word})
        (kept,) = await submissions()
        assert kept["sent"]["account"] == {"id": accounts["Public A"], "name": "Public A"}


class TestConditions:
    """What was chosen is known by what it is called."""

    @pytest.fixture
    async def asked(self, design, accounts):
        fields = [
            *FIELDS,
            {"field": "title", "when": 'account in ["Public A", "Other"]', "required": True},
            {"field": "phone", "when": "account != null"},
        ]
        return await design(object="contact", fields=fields)

    async def test_of_records(self, asked, described, send, records, stranger):
        words = {each["label"]: each["value"] for each in (await described(asked))["options"]}
        title = await described(asked, "title")
        assert title["when"] == {
            "is": "in", "left": {"field": "account"}, "right": {"list": [{"value": "Public A"}, {"value": "Other"}]},
        }  # fmt: skip
        assert (await described(asked))["is_record"]

        refused = await send(asked, {"name": "Ada", "account": words["Public A"]}, status=422)

        assert [(each["field"], each["code"]) for each in refused["errors"]] == [("title", "required")]
        await send(asked, {"name": "Ada", "account": words["Public A"], "title": "Head"})
        await send(
            asked, {"name": "Bob", "account": words["Public B"], "title": "x", "phone": "+49301234567"}
        )
        await send(asked, {"name": "Cy", "phone": "+49301234567"})
        made = await records("contact", fields="name,title,phone", sort="name")
        assert [(each["title"], bool(each["phone"])) for each in made] == [
            ("Head", False),
            (None, True),
            (None, False),
        ]

    async def test_without_the_script_the_page_asks_for_what_follows(self, asked, described, stranger):
        word = (await described(asked))["options"][0]["value"]
        page = (await stranger.get(f"/f/{asked}")).text
        assert '<div class="field" id="of-title" hidden>' in page
        ticket = page.split('name="ticket" value="')[1].split('"')[0]
        sent = {"name": "Ada", "account": word, "ticket": ticket, "shown": "name account"}
        again = await stranger.post(f"/f/{asked}", data=sent, files={"n": ("", b"")})
        assert '<div class="field" id="of-title">' in again.text
