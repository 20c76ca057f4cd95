"""Files of strangers: taken in within bounds, read by nobody until a record holds them, forgotten otherwise."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from guanxi.features.forms.service import uploads
from guanxi.features.forms.service.retention import forget_past
from guanxi.kernel.clock import utc_now
from guanxi.kernel.files import file_store

PDF = b"%PDF-1.7\n" + b"x" * 200
FIELDS = [{"field": "name"}, {"field": "c_papers"}, {"field": "c_photo"}]


def picture():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(written, "PNG")
    return written.getvalue()


@pytest.fixture(autouse=True)
async def fields(company):
    for body in (
        {"name": "c_papers", "type": "file", "label": "Papers", "files": {"most": 2, "kinds": ["pdf"]}},
        {"name": "c_photo", "type": "image", "label": "Photo"},
        {"name": "c_any", "type": "file", "label": "Anything"},
    ):
        answer = await company.post("/objects/lead/fields", json=body)
        assert answer.status_code == 201, answer.text


@pytest.fixture
def upload(stranger):
    async def upload(key, given, content=PDF, name="cv.pdf", field="c_papers", status=201):
        answer = await stranger.post(
            f"/api/v1/public-forms/{key}/uploads",
            files={"file": (name, content)},
            data={"field": field, "ticket": given},
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return upload


@pytest.fixture
def kept(execute_as_owner, tenant_id):
    async def kept():
        return await execute_as_owner("SELECT * FROM guanxi.form_upload WHERE tenant_id = $1", tenant_id)

    return kept


async def send_with(stranger, key, given, values, status=201):
    answer = await stranger.post(
        f"/api/v1/public-forms/{key}/submissions", json={"ticket": given, "values": values}
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_conditions_know_how_many_there_are(design, stranger, ticket, upload, records):
    email = {"field": "email", "when": "c_papers != null && c_papers < 2", "required": True}
    key = await design(fields=[{"field": "name"}, {"field": "c_papers"}, email])
    await send_with(stranger, key, ticket(key), {"name": "Ada", "email": "ada@example.com"})
    given = ticket(key)
    papers = [(await upload(key, given))["id"] for _ in range(2)]

    refused = await send_with(stranger, key, given, {"name": "Bob", "c_papers": papers[:1]}, status=422)
    await send_with(stranger, key, given, {"name": "Bob", "c_papers": papers})

    assert [(each["field"], each["code"]) for each in refused["errors"]] == [("email", "required")]
    assert [each["email"] for each in await records(fields="email")] == [None, None]


class TestUploading:
    async def test_becomes_a_file_of_the_record(
        self, design, stranger, ticket, upload, records, company, kept
    ):
        key = await design(fields=FIELDS)
        given = ticket(key)
        paper = await upload(key, given)
        photo = await upload(key, given, picture(), "me.png", "c_photo")

        await send_with(
            stranger, key, given, {"name": "Ada", "c_papers": [paper["id"]], "c_photo": [photo["id"]]}
        )

        (made,) = await records(fields="c_papers,c_photo")
        assert (
            made["c_papers"][0] | {"id": paper["id"], "name": "cv.pdf", "size": len(PDF)}
            == made["c_papers"][0]
        )
        assert made["c_photo"][0]["width"] == 40
        assert (await company.get(f"/field-files/{paper['id']}/content")).content == PDF
        assert (await company.get(f"/field-files/{photo['id']}/thumbnail")).status_code == 200
        assert await kept() == []

    async def test_nobody_reads_it_before(self, design, ticket, upload, company):
        key = await design(fields=FIELDS)
        paper = await upload(key, ticket(key))
        assert (await company.get(f"/field-files/{paper['id']}/content")).status_code == 404
        answer = await company.post("/objects/lead/records", json={"name": "Eve", "c_papers": [paper["id"]]})
        assert answer.json()["errors"][0]["code"] == "field_file_unknown"

    async def test_the_guard(self, design, ticket, upload, kept, monkeypatch):
        key = await design(fields=[*FIELDS, {"field": "c_any"}])
        given = ticket(key)
        program = b"MZ" + b"\0" * 100
        wrong = (
            (program, "cv.pdf", "c_papers", "file_program"),
            (picture(), "cv.pdf", "c_papers", "file_type_mismatch"),
            (picture(), "me.png", "c_papers", "file_kind_refused"),
            (PDF, "me.pdf", "c_photo", "file_kind_refused"),
            (b"<html><script>1</script></html>", "page.html", "c_any", "file_kind_refused"),
            (b"", "cv.pdf", "c_papers", "file_empty"),
            (PDF, "...", "c_papers", "file_name_invalid"),
        )
        for content, name, field, code in wrong:
            assert (await upload(key, given, content, name, field, 422))["code"] == code
        await upload(key, given, field="name", status=404)
        await upload(key, given, field="owner", status=404)
        assert await kept() == []

    async def test_bounds(self, app, design, ticket, upload, monkeypatch):
        key = await design(fields=FIELDS)
        await upload(key, ticket(key), b"%PDF-" + b"x" * (26 << 20), status=413)
        monkeypatch.setattr(uploads, "MOST_FILES", 2)
        await upload(key, ticket(key))
        await upload(key, ticket(key))
        assert (await upload(key, ticket(key), status=429))["code"] == "form_too_many_files"

    async def test_one_page_takes_so_many(self, design, ticket, upload):
        key = await design(fields=[{"field": "name"}, {"field": "c_photo"}])
        given = ticket(key)
        for _ in range(uploads.SPARE):
            await upload(key, given, picture(), "me.png", "c_photo")
        await upload(key, given, picture(), "me.png", "c_photo", 429)

    async def test_needs_a_ticket_of_this_form(self, design, ticket, upload):
        key, other = await design(fields=FIELDS), await design("other", fields=FIELDS)
        assert (await upload(key, ticket(other), status=422))["code"] == "form_ticket_invalid"
        await upload(key, "x" * 60, status=422)

    async def test_a_challenge_comes_before_the_file(self, design, ticket, upload):
        key = await design(fields=FIELDS, challenge=True)
        assert (await upload(key, ticket(key), status=422))["code"] == "form_challenge_unmet"

    async def test_closed_takes_nothing(self, design, ticket, upload):
        key = await design(fields=FIELDS, active=False)
        assert (await upload(key, ticket(key), status=409))["code"] == "form_closed"


class TestNaming:
    async def test_only_uploads_of_the_same_page_and_field(self, design, stranger, ticket, upload, records):
        key = await design(fields=[*FIELDS, {"field": "c_any"}])
        mine, theirs = ticket(key), ticket(key)
        other = (await upload(key, theirs))["id"]
        own = (await upload(key, mine))["id"]
        for field, file_id in (("c_papers", other), ("c_any", own)):
            answer = await send_with(stranger, key, mine, {"name": "Ada", field: [file_id]}, 422)
            assert answer["errors"][0]["code"] == "field_file_unknown"
        await send_with(stranger, key, mine, {"name": "Ada", "c_papers": [own, own, own]}, 422)
        await send_with(stranger, key, mine, {"name": "Ada", "c_papers": {"id": {"id": own}}}, 422)
        assert await records() == []

    async def test_a_required_file(self, design, stranger, ticket, upload):
        key = await design(fields=[{"field": "name"}, {"field": "c_papers", "required": True}])
        given = ticket(key)
        answer = await send_with(stranger, key, given, {"name": "Ada", "c_papers": []}, 422)
        assert answer["errors"][0] == {"field": "c_papers", "code": "required"} | answer["errors"][0]


class TestWaiting:
    @pytest.fixture
    async def refused(self, company, design, stranger, ticket, upload):
        rule = {
            "object": "lead",
            "label": "No",
            "body": {"error_when": "name == 'Ada'", "message": {"en": "Not her", "zh-CN": "不行"}},
        }
        key = await design(fields=FIELDS)
        saved = await company.put("/definitions/validation_rule/no", json=rule)
        assert saved.status_code == 200, saved.text
        given = ticket(key)
        paper = await upload(key, given)
        await send_with(stranger, key, given, {"name": "Ada", "c_papers": [paper["id"]]})
        return paper

    async def test_waits_along_and_goes_with_it(
        self, refused, company, submissions, kept, execute_as_owner, tenant_id, database, settings
    ):
        (waiting,) = await submissions(state="refused")
        assert waiting["sent"]["c_papers"][0]["name"] == "cv.pdf"
        await age(execute_as_owner, tenant_id)
        await forget_past(database, settings, tenant_id)
        (row,) = await kept()
        path = file_store().path(row["storage_key"])
        assert path.exists()

        await company.post(f"/form-submissions/{waiting['id']}/discard")
        await forget_past(database, settings, tenant_id)

        assert await kept() == [] and not path.exists()

    async def test_is_taken_over_when_somebody_accepts_it(self, refused, company, submissions, records, kept):
        (waiting,) = await submissions(state="refused")
        answer = await company.post(
            f"/form-submissions/{waiting['id']}/retry", json={"values": {"name": "Bea"}}
        )
        assert answer.json()["state"] == "accepted", answer.text
        (made,) = await records(fields="c_papers")
        assert made["c_papers"][0]["id"] == refused["id"] and await kept() == []


class TestForgetting:
    async def test_what_no_sending_names_goes_after_a_day(
        self, design, ticket, upload, kept, execute_as_owner, tenant_id, database, settings
    ):
        key = await design(fields=FIELDS)
        await upload(key, ticket(key), picture(), "me.png", "c_photo")
        (row,) = await kept()
        assert 0 < await forget_past(database, settings, tenant_id) <= 24 * 3600
        assert len(await kept()) == 1

        await age(execute_as_owner, tenant_id)
        await forget_past(database, settings, tenant_id)

        assert await kept() == []
        for path in (row["storage_key"], row["thumbnail_key"]):
            assert not file_store().path(path).exists()


async def age(execute_as_owner, tenant_id):
    await execute_as_owner(
        "UPDATE guanxi.form_upload SET created_at = $2 WHERE tenant_id = $1",
        tenant_id,
        utc_now() - timedelta(hours=25),
    )
