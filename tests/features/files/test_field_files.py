"""Fields of files and images: what is taken, who may read it, what is kept, and what becomes of it."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest
from PIL import Image

from guanxi.features.files.service import expiring
from guanxi.kernel.files import file_store
from guanxi.kernel.files.thumbnails import PictureRefused, make_thumbnail
from guanxi.kernel.tenancy import automation_seed

DEALS = "/objects/deal/records"
PDF = ("offer.pdf", b"%PDF-1.7 an offer", "application/pdf")


@pytest.fixture
def name_of_company(request):
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


@pytest.fixture
def add(company):
    async def add(type="file", label="Contract", **rest):
        answer = await company.post("/objects/deal/fields", json={"type": type, "label": label, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


@pytest.fixture
def upload(company):
    async def upload(field, file=PDF, by=None):
        data = {"object": "deal", "field": field}
        return await (by or company).post("/field-files", data=data, files={"file": file})

    return upload


def photo(size=(600, 400), format="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format, **options)
    return (f"photo.{format.lower()}", out.getvalue(), f"image/{format.lower()}")


async def make(company, **values):
    answer = await company.post(DEALS, json={"name": "Big", **values})
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


def content(file_id):
    return f"/field-files/{file_id}/content"


class TestHolding:
    async def test_an_upload_becomes_a_value_and_is_downloaded(self, company, add, upload):
        field = await add()
        uploaded = await upload(field)
        assert uploaded.status_code == 201, uploaded.text
        file_id = uploaded.json()["id"]
        deal = await make(company, **{field: file_id})

        shown = (await company.get(f"{DEALS}/{deal}")).json()[field]
        answer = await company.get(content(file_id))

        assert shown == [{"id": file_id, "name": "offer.pdf", "size": 17, "type": "application/pdf"}]
        assert answer.content == PDF[1]
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert "sandbox" in answer.headers["content-security-policy"]

    async def test_conditions_see_how_many_there_are(self, company, add, upload):
        field = await add(files={"most": 3})
        ids = [(await upload(field)).json()["id"] for _ in range(2)]
        await make(company, **{field: [{"id": each} for each in ids]})
        await make(company)

        async def count(condition):
            answer = await company.get(DEALS, params={"filter": condition})
            assert answer.status_code == 200, answer.text
            return len(answer.json()["data"])

        assert [await count(each.format(field)) for each in ("{} == 2", "{} == null", "{} > 2")] == [1, 1, 0]

    async def test_rules_count_too(self, company, add, upload):
        field = await add(files={"most": 3})
        rule = {
            "label": "Needs two", "object": "deal",
            "body": {"error_when": f"{field} != null && {field} < 2", "message": {"en": "No", "zh-CN": "不"}},
        }  # fmt: skip
        await company.put("/definitions/validation_rule/needs_two", json=rule)
        ids = [(await upload(field)).json()["id"] for _ in range(2)]

        refused = await company.post(DEALS, json={"name": "One", field: ids[:1]})

        assert refused.status_code == 422
        await make(company, **{field: ids})

    async def test_exports_name_them_and_imports_leave_them(self, company, add, upload):
        field = await add()
        await make(company, **{field: (await upload(field)).json()["id"]})

        answer = await company.get("/objects/deal/export", params={"fields": f"name,{field}"})

        assert answer.content.decode("utf-8-sig").splitlines()[1] == "Big,offer.pdf"


class TestHistory:
    async def test_a_replaced_file_comes_back(self, company, add, upload):
        field = await add()
        first, second = [(await upload(field)).json()["id"] for _ in range(2)]
        deal = await make(company, **{field: first})
        changed = await company.patch(f"{DEALS}/{deal}", json={field: second})
        assert (await company.get(content(first))).status_code == 404

        await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

        assert (await company.get(content(first))).content == PDF[1]
        assert (await company.get(content(second))).status_code == 404
        history = (await company.get(f"{DEALS}/{deal}/timeline")).json()["data"]
        assert history[0]["change"]["fields"][0]["new"][0]["name"] == "offer.pdf"

    async def test_merging_keeps_the_file_of_the_loser(self, company, add, upload):
        field = await add()
        file_id = (await upload(field)).json()["id"]
        loser = await make(company, **{field: file_id})
        winner = await make(company)
        asked = {"winner": winner, "losers": [loser], "take": {}}
        merged = await company.post("/objects/deal/merges", json=asked)
        assert merged.status_code == 200, merged.text

        held = (await company.get(f"{DEALS}/{winner}")).json()[field]
        assert (held[0]["id"], (await company.get(content(file_id))).status_code) == (file_id, 200)
        await company.post(f"/change-sets/{merged.json()['change_set_id']}/undo")

        assert (await company.get(f"{DEALS}/{winner}")).json()[field] is None
        assert (await company.get(f"{DEALS}/{loser}")).json()[field][0]["id"] == file_id
        assert (await company.get(content(file_id))).status_code == 200

    async def test_content_goes_when_nobody_holds_it_for_long(
        self, company, add, upload, execute_as_owner, monkeypatch, database
    ):
        field = await add(type="image")
        first, second, unused = [(await upload(field, photo())).json()["id"] for _ in range(3)]
        deal = await make(company, **{field: first})
        await company.patch(f"{DEALS}/{deal}", json={field: second})
        rows = await execute_as_owner("SELECT id::text, storage_key, tenant_id FROM guanxi.field_file")
        keys = {row["id"]: row["storage_key"] for row in rows}
        tenant = next(row["tenant_id"] for row in rows if row["id"] == first)
        monkeypatch.setattr(expiring, "_KEPT", timedelta(seconds=-60))
        monkeypatch.setattr(expiring, "_UNUSED", timedelta(seconds=-60))

        seed = await automation_seed(database, tenant)
        async with database.transaction(seed, source="automation") as scope:
            await expiring.expire_field_files(scope)

        assert [file_store().path(keys[each]).exists() for each in (first, second, unused)] == [
            False,
            True,
            False,
        ]
        assert (await company.get(content(second))).status_code == 200


class TestRights:
    async def test_what_others_uploaded_cannot_be_taken(
        self, company, client_of, name_of_company, add, upload
    ):
        field = await add()
        member = await client_of(name_of_company, role="member")
        theirs = (await upload(field, by=member)).json()["id"]

        refused = await company.post(DEALS, json={"name": "Big", field: theirs})

        assert refused.json()["errors"][0]["code"] == "field_file_unknown"

    async def test_nor_what_another_record_or_field_holds(self, company, add, upload):
        field, other = await add(), await add(label="Other")
        file_id = (await upload(field)).json()["id"]
        await make(company, **{field: file_id})

        for name in (field, other):
            refused = await company.post(DEALS, json={"name": "Big", name: file_id})
            assert refused.json()["errors"][0]["code"] == "field_file_unknown"
        twice = (await upload(field)).json()["id"]
        both = await company.post(DEALS, json=[{"name": "A", field: twice}, {"name": "B", field: twice}])
        assert both.status_code == 422

    async def test_other_companies_and_strangers_read_nothing(self, company, client_of, add, upload):
        field = await add()
        file_id = (await upload(field)).json()["id"]
        await make(company, **{field: file_id})
        stranger, nobody = await client_of("globex"), await client_of(None)

        assert (await stranger.get(content(file_id))).status_code == 404
        assert (await nobody.get(content(file_id))).status_code == 401
        assert (await upload(field, by=nobody)).status_code == 401
        assert (await upload(field, by=stranger)).status_code == 404

    async def test_an_upload_is_its_uploaders_until_a_record_holds_it(
        self, company, client_of, name_of_company, add, upload
    ):
        field = await add()
        file_id = (await upload(field)).json()["id"]
        member = await client_of(name_of_company, role="member")

        before = [(await each.get(content(file_id))).status_code for each in (company, member)]
        await make(company, **{field: file_id})

        assert before == [200, 404]
        assert (await member.get(content(file_id))).status_code == 200

    async def test_what_lies_in_the_bin_is_not_read(self, company, add, upload):
        field = await add()
        file_id = (await upload(field)).json()["id"]
        deal = await make(company, **{field: file_id})
        deleted = await company.delete(f"{DEALS}/{deal}")
        assert (await company.get(content(file_id))).status_code == 404

        await company.post(f"{DEALS}/{deal}/restoration")

        assert deleted.status_code == 200
        assert (await company.get(content(file_id))).content == PDF[1]

    async def test_who_does_not_see_the_record_reads_nothing(
        self, company, client_of, name_of_company, add, upload
    ):
        field = await add()
        await company.put("/sharing/deal", json={"sharing": "private"})
        file_id = (await upload(field)).json()["id"]
        await make(company, **{field: file_id})
        member = await client_of(name_of_company, role="member")

        assert (await member.get(content(file_id))).status_code == 404


class TestLimits:
    async def test_kinds_sizes_and_numbers(self, company, add, upload):
        field = await add(files={"most": 1, "kinds": ["image"], "largest_mb": 1})

        assert (await upload(field)).json()["code"] == "file_kind_refused"
        large = ("large.png", b"\x89PNG\r\n\x1a\n" + b"0" * (1 << 20), "image/png")
        assert (await upload(field, large)).json()["code"] == "file_too_large"
        ids = [(await upload(field, photo())).json()["id"] for _ in range(2)]
        many = await company.post(DEALS, json={"name": "Big", field: ids})
        assert many.json()["errors"][0]["code"] == "files_too_many"

    async def test_rules_belong_to_fields_of_files(self, company):
        body = {"type": "text", "label": "T", "files": {"most": 2}}
        assert (await company.post("/objects/deal/fields", json=body)).json()["code"] == "field_option_unfit"

    async def test_what_is_no_picture_is_refused(self, upload, add):
        field = await add(type="image")
        broken = ("a.png", b"\x89PNG\r\n\x1a\nnothing", "image/png")
        assert (await upload(field, broken)).json()["code"] == "image_unreadable"


class TestThumbnails:
    async def test_are_small_and_know_nothing_of_the_place(self, company, add, upload):
        exif = Image.Exif()
        exif[0x010E] = "SECRET-PLACE"
        exif.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
        field = await add(type="image")
        uploaded = (await upload(field, photo((1200, 800), exif=exif))).json()
        await make(company, **{field: uploaded["id"]})

        answer = await company.get(f"/field-files/{uploaded['id']}/thumbnail")

        assert (uploaded["width"], uploaded["height"]) == (1200, 800)
        small = Image.open(io.BytesIO(answer.content))
        assert (small.format, max(small.size)) == ("WEBP", 320)
        assert not small.getexif()
        assert b"SECRET-PLACE" not in answer.content

    async def test_bombs_are_refused(self, tmp_path):
        bomb = tmp_path / "bomb.png"
        Image.new("1", (9_000, 9_000)).save(bomb, "PNG")

        with pytest.raises(PictureRefused, match="image_too_many_pixels"):
            make_thumbnail(bomb)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    async def test_of_every_mode(self, tmp_path, mode):
        path = tmp_path / "picture.png"
        Image.new(mode, (40, 20)).save(path, "PNG")

        made = make_thumbnail(path)

        assert (made.width, made.height) == (40, 20)
