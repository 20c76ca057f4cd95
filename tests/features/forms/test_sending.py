"""What strangers see and send, and what becomes of it."""

from __future__ import annotations

import asyncio

from guanxi.edge.rate_limits import RateLimit
from guanxi.features.forms.routes import visiting

from .conftest import ADA


class TestShowing:
    async def test_a_page_in_the_language_of_the_visitor(self, design, stranger):
        key = await design(title={"en": "Ask us", "zh-CN": "联系我们"})

        page = await stranger.get(f"/f/{key}", headers={"Accept-Language": "zh-CN"})

        assert page.status_code == 200
        assert '<html lang="zh-CN">' in page.text and "联系我们" in page.text and "您的姓名" in page.text
        english = await stranger.get(f"/f/{key}?language=en", headers={"Accept-Language": "zh-CN"})
        assert "Ask us" in english.text and "Your name" in english.text

    async def test_nothing_of_the_company_is_told(self, design, stranger, company_name, company):
        owner = (await company.get("/session")).json()["user"]
        key = await design(
            fixed=[{"field": "source", "value": "website"}], owner={"kind": "user", "name": owner["email"]}
        )

        page = (await stranger.get(f"/f/{key}")).text
        described = (await stranger.get(f"/api/v1/public-forms/{key}")).text

        for text in (page, described):
            for secret in (company_name, owner["email"], owner["id"], "source", "inquiry", "lead"):
                assert secret not in text

    async def test_only_named_pages_may_frame_it(self, design, stranger):
        key = await design(allowed_origins=["https://www.example.com", "https://*.example.org"])
        alone = await design("alone")

        framed = (await stranger.get(f"/f/{key}")).headers
        closed = (await stranger.get(f"/f/{alone}")).headers

        policy = framed["content-security-policy"]
        assert "frame-ancestors https://www.example.com https://*.example.org" in policy
        assert "x-frame-options" not in framed
        assert "frame-ancestors 'none'" in closed["content-security-policy"]
        assert closed["x-frame-options"] == "DENY"

    async def test_what_an_administrator_writes_stays_text(self, design, stranger):
        evil = "</script><script>alert(1)</script>\"'<img onerror=x>"
        key = await design(
            title={"en": evil},
            description={"en": evil},
            fields=[{"field": "name", "label": {"en": evil}, "help": {"en": evil}, "default": evil[:60]}],
            consent={"text": {"en": evil}},
        )

        page = (await stranger.get(f"/f/{key}")).text

        assert "<script>alert" not in page and "<img" not in page

    async def test_a_key_that_leads_nowhere(self, design, stranger, company):
        key = await design()
        wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
        for each in (wrong, "A" * 22, "x" * 60, key + "=", "%00" * 5):
            assert (await stranger.get(f"/f/{each}")).status_code in (400, 404), each
        renewed = (await company.post("/forms/inquiry/link")).json()["url"].rpartition("/")[2]
        assert (await stranger.get(f"/f/{key}")).status_code == 404
        assert (await stranger.get(f"/f/{renewed}")).status_code == 200

    async def test_files_of_the_page(self, stranger):
        for name in ("form.js", "form.css", "embed.js"):
            assert (await stranger.get(f"/f/{name}")).status_code == 200
        assert (await stranger.get("/f/embed.js")).headers["cross-origin-resource-policy"] == "cross-origin"


class TestSending:
    async def test_makes_a_record_and_is_kept(self, design, send, records, submissions):
        key = await design(
            fixed=[{"field": "source", "value": "website"}], thanks={"en": "Many thanks", "zh-CN": "多谢"}
        )

        answer = await send(key, ADA)

        assert answer == {"thanks": "Many thanks", "redirect_url": None}
        (made,) = await records(fields="name,email,company,source")
        assert made["name"] == "Ada Lovelace" and made["source"] == "website"
        (kept,) = await submissions()
        assert kept["record_id"] == made["id"] and kept["state"] == "accepted" and kept["sent"] == ADA
        assert kept["outcome"] == "created"

    async def test_the_history_names_the_form(self, design, send, records, company):
        key = await design()
        await send(key, ADA)
        (made,) = await records()
        (kept,) = (await company.get("/form-submissions")).json()["data"]

        change = (await company.get(f"/change-sets/{kept['change_set_id']}")).json()

        assert change["source"] == "form" and change["reason"] == "Inquiry"
        assert made["id"] == kept["record_id"]

    async def test_twice_with_one_ticket_is_once(self, design, stranger, ticket, records):
        key = await design()
        content = {"ticket": ticket(key), "values": ADA}
        path = f"/api/v1/public-forms/{key}/submissions"

        answers = await asyncio.gather(*(stranger.post(path, json=content) for _ in range(4)))

        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.text for answer in answers}) == 1
        assert len(await records()) == 1
        other = await stranger.post(path, json={**content, "values": {**ADA, "name": "Bob"}})
        assert other.status_code == 409 and other.json()["code"] == "form_already_sent"

    async def test_what_the_visitor_can_mend_is_told_in_his_language(
        self, design, send, records, submissions
    ):
        key = await design()

        answer = await send(
            key, {"name": "x" * 300, "email": "nobody"}, status=422, headers={"Accept-Language": "zh-CN"}
        )

        assert answer["code"] == "form_values_wrong" and answer["detail"] == "请检查标出的内容。"
        assert {each["field"] for each in answer["errors"]} == {"name", "email"}
        missing = await send(key, {"name": "Ada"}, status=422)
        assert missing["errors"][0]["code"] == "required"
        assert await records() == [] and await submissions() == []

    async def test_what_the_form_does_not_ask_is_refused(self, design, send, records):
        key = await design()
        for name in ("source", "owner", "acl", "id", "tenant_id", "__proto__", "converted_at"):
            answer = await send(key, {**ADA, name: "x"}, status=422)
            assert answer["errors"][0]["code"] == "form_not_asked"
        assert await records() == []

    async def test_hostile_bodies(self, design, stranger, ticket):
        key = await design()
        path = f"/api/v1/public-forms/{key}/submissions"
        good = {"ticket": ticket(key), "values": ADA}
        for wrong in (
            {**good, "ticket": "A" * 70},
            {**good, "ticket": "é" * 20},
            {**good, "values": {**ADA, "name": {"a": [1] * 50}}},
            {**good, "values": {**ADA, "name": "a\u0000b"}},
            {**good, "values": {f"f{number}": 1 for number in range(61)}},
            {**good, "values": [1]},
            {**good, "more": 1},
            {},
        ):
            answer = await stranger.post(path, json=wrong)
            assert 400 <= answer.status_code < 500, answer.text
        large = await stranger.post(path, json={**good, "values": {**ADA, "company": "x" * 200_000}})
        assert large.status_code == 413
        surrogate = b'{"ticket": "%s", "values": {"name": "\\ud800", "email": "a@b.example"}}'
        answer = await stranger.post(
            path, content=surrogate % ticket(key).encode(), headers={"Content-Type": "application/json"}
        )
        assert 400 <= answer.status_code < 500

    async def test_a_ticket_is_of_one_form_and_one_day(self, design, send, ticket, stranger):
        key, other = await design(), await design("other")
        assert (await send(key, ADA, age=0, status=422))["code"] == "form_too_soon"
        assert (await send(key, ADA, age=90_000, status=422))["code"] == "form_ticket_expired"
        answer = await stranger.post(
            f"/api/v1/public-forms/{key}/submissions", json={"ticket": ticket(other), "values": ADA}
        )
        assert answer.json()["code"] == "form_ticket_invalid"

    async def test_pages_of_other_sites_cannot_send(self, design, send):
        key = await design(allowed_origins=["https://www.example.com"])
        await send(key, ADA, headers={"Origin": "https://www.example.com"}, status=403)

    async def test_who_fills_in_what_nobody_sees_is_held(self, design, send, records, submissions, company):
        key = await design()

        assert (await send(key, ADA, website="http://spam.example"))["redirect_url"] is None

        assert await records() == []
        (held,) = await submissions(state="spam")
        answer = await company.post(f"/form-submissions/{held['id']}/retry", json={})
        assert answer.json()["state"] == "accepted"
        assert len(await records()) == 1

    async def test_a_challenge_must_be_met(self, design, stranger, ticket, records):
        from hashlib import sha256

        key = await design(challenge=True)
        described = (await stranger.get(f"/api/v1/public-forms/{key}")).json()
        path, given = f"/api/v1/public-forms/{key}/submissions", ticket(key)
        number = 0
        while int.from_bytes(sha256(f"{given}:{number}".encode()).digest()[:8], "big") >> (
            64 - described["challenge"]
        ):
            number += 1

        for proof in (None, 0 if number else 1):
            answer = await stranger.post(path, json={"ticket": given, "values": ADA, "proof": proof})
            assert answer.json()["code"] == "form_challenge_unmet"
        answer = await stranger.post(path, json={"ticket": given, "values": ADA, "proof": number})
        assert answer.status_code == 201 and len(await records()) == 1

    async def test_too_many_from_one_address(self, design, send, monkeypatch):
        monkeypatch.setitem(visiting.PER_ADDRESS, "sending", RateLimit("2/minute"))
        key = await design()
        for _ in range(2):
            await send(key, ADA)
        assert (await send(key, ADA, status=429))["code"] == "too_many_requests"


class TestShownFields:
    FIELDS = [
        {"field": "name"},
        {"field": "source"},
        {"field": "company", "when": 'source == "event" || source in ["partner"]', "required": True},
        {"field": "title", "when": "company != null"},
    ]

    async def test_what_is_not_shown_is_not_kept(self, design, send, records):
        key = await design(fields=self.FIELDS)

        await send(key, {"name": "Ada", "source": "website", "company": "Hidden", "title": "Hidden"})
        await send(key, {"name": "Bob", "source": "partner", "company": "Seen", "title": "Chief"})

        first, second = await records(fields="name,company,title")
        assert (first["company"], first["title"]) == (None, None)
        assert (second["company"], second["title"]) == ("Seen", "Chief")
        answer = await send(key, {"name": "Cy", "source": "event"}, status=422)
        assert answer["errors"][0]["field"] == "company"

    async def test_conditions_that_a_page_cannot_weigh(self, design):
        for when, code in (
            ("size(name) > 3", "form_condition_too_rich"),
            ("today() == null", None),
            ("title == null", "expression_unknown_field"),
            ("industry == null", "expression_unknown_field"),
            ('source == "nonsense"', None),
        ):
            fields = [
                {"field": "name"},
                {"field": "source"},
                {"field": "company", "when": when},
                {"field": "title"},
            ]
            refused = await design(fields=fields, status=422)
            assert refused["field"] == "body.fields[2].when"
            assert code is None or refused["code"] == code, refused


class TestConsent:
    CONSENT = {"text": {"en": "You may write to me.", "zh-CN": "同意与我联系。"}}

    async def test_what_was_agreed_to_and_when_is_kept(self, design, send, submissions, company):
        key = await design(consent=self.CONSENT)
        assert (await send(key, ADA, status=422))["code"] == "form_consent_missing"
        await send(key, ADA, consent=1, headers={"Accept-Language": "zh-CN"})

        await design(consent={"text": {"en": "You may call me.", "zh-CN": "同意致电。"}})
        assert (await send(key, ADA, consent=1, status=409))["code"] == "form_changed"
        await send(key, {**ADA, "name": "Bob"}, consent=2)

        second, first = [each["consent"] for each in await submissions()]
        assert (first["version"], first["agreed"], first["text"]) == (1, True, "同意与我联系。")
        assert (second["version"], second["text"]) == (2, "You may call me.")
        versions = (await company.get("/forms/inquiry/consents")).json()["data"]
        assert [each["version"] for each in versions] == [2, 1]

    async def test_one_that_need_not_be_given(self, design, send, submissions):
        key = await design(consent={**self.CONSENT, "required": False})
        await send(key, ADA)
        (kept,) = await submissions()
        assert kept["consent"]["agreed"] is False and kept["consent"]["version"] == 1


class TestOpenAndClosed:
    async def test_closed_in_each_way(self, design, send, stranger):
        closed = {
            "off": {"active": False},
            "early": {"opens_at": "2099-01-01T00:00:00Z"},
            "late": {"closes_at": "2020-01-01T00:00:00Z"},
        }
        for name, how in closed.items():
            key = await design(name, closed={"en": "Come back later"}, **how)
            page = await stranger.get(f"/f/{key}")
            assert "Come back later" in page.text and "<form" not in page.text
            assert (await send(key, ADA, status=409))["code"] == "form_closed"

    async def test_limits_hold_for_all_at_once(self, design, stranger, ticket, records):
        key = await design(most_in_total=2)
        path = f"/api/v1/public-forms/{key}/submissions"

        answers = await asyncio.gather(
            *(stranger.post(path, json={"ticket": ticket(key), "values": ADA}) for _ in range(5))
        )

        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409]
        assert len(await records()) == 2
