"""The page sends itself where its script does not run."""

from __future__ import annotations

import re

import pytest

from .conftest import ADA
from .test_uploads import PDF

OFTEN = [
    {"field": "name"},
    {"field": "source"},
    {"field": "company", "when": "source == 'referral'"},
    {"field": "email", "when": "company == 'Acme'"},
]


@pytest.fixture
def post(stranger, ticket):
    async def post(key, values=None, *, status=200, given=None, files=None, language="en", **parts):
        data = {
            "ticket": given or ticket(key),
            "shown": "name email company c_papers",
            **(values or {}),
            **parts,
        }
        # Always of several parts, as browsers send it.
        answer = await stranger.post(
            f"/f/{key}?language={language}", data=data, files=files or {"nothing": ("", b"")}
        )
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"].startswith("text/html")
        return answer.text

    return post


def value_of(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


class TestSending:
    async def test_makes_a_record(self, design, post, records):
        key = await design(thanks={"en": "Many <b>thanks</b>"})
        page = await post(key, ADA)
        assert "Many &lt;b&gt;thanks" in page
        (made,) = await records(fields="email")
        assert made["email"] == ADA["email"]

    async def test_the_page_says_where_it_goes(self, design, stranger):
        key = await design()
        answer = await stranger.get(f"/f/{key}")
        assert f'method="post" enctype="multipart/form-data" action="/f/{key}?language=en"' in answer.text
        assert "form-action 'self'" in answer.headers["content-security-policy"]

    async def test_loading_it_anew_sends_nothing_twice(self, design, post, ticket, records):
        key = await design()
        given = ticket(key)
        first, second = await post(key, ADA, given=given), await post(key, ADA, given=given)
        assert first == second and len(await records()) == 1

    async def test_leads_on(self, design, post):
        key = await design(redirect_url="https://www.example.com/?a=1&b=2")
        page = await post(key, ADA)
        assert 'http-equiv="refresh" content="1;url=https://www.example.com/?a=1&amp;b=2"' in page

    async def test_closed(self, design, post, records):
        key = await design(active=False)
        assert "closed" in await post(key, ADA, status=409)
        assert await records() == []

    async def test_a_key_that_leads_nowhere(self, design, stranger):
        key = await design()
        wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
        answer = await stranger.post(f"/f/{wrong}", data={"ticket": "x"}, files={"nothing": ("", b"")})
        assert answer.status_code == 404

    async def test_other_sites_may_not_send_it(self, design, stranger, records):
        key = await design()
        answer = await stranger.post(
            f"/f/{key}", data=ADA, files={"n": ("", b"")}, headers={"Origin": "https://evil.example"}
        )
        assert answer.status_code == 403 and await records() == []

    async def test_only_forms_of_several_parts(self, design, stranger):
        key = await design()
        assert (await stranger.post(f"/f/{key}", data=ADA)).status_code == 415
        assert (await stranger.post(f"/f/{key}", json=ADA)).status_code == 415


class TestMending:
    async def test_errors_stand_beside_their_fields_and_values_stay(self, design, post, records):
        key = await design(consent={"text": {"en": "Yes", "zh-CN": "同意"}})
        page = await post(
            key, {"name": 'A "quoted" <name>', "email": "nobody"}, status=422, consent="1", language="zh-CN"
        )
        assert (
            value_of(page, "name") == "A &quot;quoted&quot; &lt;name&gt;"
            and value_of(page, "email") == "nobody"
        )
        assert '<html lang="zh-CN">' in page and "请检查标出的内容。" in page
        assert 'name="consent" value="1" aria-required="true" checked' in page
        wrong = re.search(r'id="error-email">([^<]+)<', page)
        assert wrong and "nobody" in wrong[1]
        assert await records() == []

    async def test_the_consent(self, design, post):
        key = await design(consent={"text": {"en": "Yes"}})
        page = await post(key, ADA, status=422)
        assert 'id="error-consent">Please agree' in page

    async def test_the_page_that_comes_back_can_be_sent(self, design, post, ticket, records):
        key = await design()
        page = await post(key, {**ADA, "email": "nobody"}, status=422, given=(given := ticket(key)))
        assert value_of(page, "ticket") == given
        await post(key, ADA, given=value_of(page, "ticket"))
        assert len(await records()) == 1

    async def test_a_page_that_is_too_old_gets_a_new_ticket(self, design, post, ticket):
        key = await design()
        page = await post(key, ADA, given=(old := ticket(key, 90_000)), status=422)
        assert value_of(page, "ticket") != old and value_of(page, "name") == ADA["name"]

    async def test_questions_that_follow_are_asked(self, design, post, records):
        key = await design(fields=OFTEN)
        given = {"name": "Ada", "source": "referral"}
        page = await post(key, given, shown="name source")
        assert 'id="of-company">' in page and 'id="of-email" hidden' in page
        assert await records() == []
        page = await post(key, {**given, "company": "Else"}, shown=value_of(page, "shown"))
        assert len(await records(fields="company")) == 1

    async def test_hostile_parts(self, design, stranger, ticket, records):
        key = await design()
        for ticket_given in ("", "é" * 30, "A" * 10_000, "</script>"):
            answer = await stranger.post(
                f"/f/{key}",
                data={**ADA, "shown": "name email company", "ticket": ticket_given, "consent": "9" * 40},
                files={"n": ("", b"")},
            )
            assert answer.status_code == 422 and '</script>"' not in answer.text
        answer = await stranger.post(
            f"/f/{key}",
            content=b"--x\r\nnonsense",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )
        assert answer.status_code == 400
        answer = await stranger.post(
            f"/f/{key}",
            data={"shown": "name email company"},
            files={"email": ("a.txt", b"x"), "ticket": ("b", b"x")},
        )
        assert answer.status_code == 422
        assert await records() == []

    async def test_a_challenge_says_that_it_needs_the_script(self, design, stranger, post):
        key = await design(challenge=True)
        assert "<noscript>" in (await stranger.get(f"/f/{key}")).text
        assert "<noscript>" not in (await stranger.get(f"/f/{await design('plain')}")).text
        await post(key, ADA, status=422)


class TestFiles:
    FIELDS = [{"field": "name"}, {"field": "email", "required": True}, {"field": "c_papers"}]

    @pytest.fixture(autouse=True)
    async def field(self, company):
        body = {"name": "c_papers", "type": "file", "label": "Papers", "files": {"most": 2, "kinds": ["pdf"]}}
        assert (await company.post("/objects/lead/fields", json=body)).status_code == 201

    async def test_along_with_the_rest(self, design, post, records):
        key = await design(fields=self.FIELDS)
        await post(
            key,
            ADA,
            files=[("c_papers", (f"{n}.pdf", PDF)) for n in "ab"],
        )
        (made,) = await records(fields="c_papers")
        assert [each["name"] for each in made["c_papers"]] == ["a.pdf", "b.pdf"]

    async def test_stay_while_the_rest_is_mended(self, design, post, ticket, records):
        key = await design(fields=self.FIELDS)
        given = ticket(key)
        page = await post(key, {"name": "Ada"}, given=given, files={"c_papers": ("cv.pdf", PDF)}, status=422)
        kept = re.search(r'name="kept c_papers" value="([^"]+)" data-name="cv.pdf"', page)[1]
        await post(key, ADA | {"kept c_papers": kept}, given=given)
        (made,) = await records(fields="c_papers")
        assert made["c_papers"][0]["id"] == kept

    async def test_one_that_is_refused_is_told_beside_its_field(self, design, post, records):
        key = await design(fields=self.FIELDS)
        page = await post(
            key,
            ADA,
            files={"c_papers": ("cv.pdf", b"MZ" + b"\0" * 90)},
            status=422,
        )
        assert re.search(r'id="error-c_papers">[^<]+<', page) and value_of(page, "email") == ADA["email"]
        assert await records() == []
