"""POST and GET /files, GET /files/{id}/content, DELETE /files/{id}."""

from __future__ import annotations

import pytest

from guanxi.kernel.files import file_store
from guanxi.kernel.files.content_types import content_type_of
from tests.fixtures.clients import browser_of

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def record_id(acme):
    answer = await acme.post("/objects/account/records", json={"name": "Customer"})
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


@pytest.fixture
def upload(acme, record_id):
    async def upload(name="plan.txt", content=b"hello", client=acme, **changed):
        data = {"object": "account", "record_id": record_id} | changed
        return await client.post("/files", data=data, files={"file": (name, content, "application/x-evil")})

    return upload


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", ""),
        ("GET", "?object=account&record_id=" + NOBODY),
        ("GET", f"/{NOBODY}/content"),
        ("DELETE", f"/{NOBODY}"),
    ],
)
async def test_anonymous(client_of, method, path):
    assert (await (await client_of(None)).request(method, f"/files{path}")).status_code == 401


class TestUpload:
    async def test_valid(self, acme, upload, record_id):
        answer = await upload("报价 plan.png", PNG)

        assert answer.status_code == 201, answer.text
        file = answer.json()
        assert (file["name"], file["size"], file["content_type"]) == ("报价 plan.png", len(PNG), "image/png")
        assert file["created_by"]["name"] == "Admin of acme"
        listed = await acme.get(f"/files?object=account&record_id={record_id}")
        assert listed.json()["data"] == [file]

    @pytest.mark.parametrize("sent", ["../../etc/passwd", "C:\\Users\\x\\passwd", "/etc/passwd"])
    async def test_name_is_only_a_name(self, upload, sent):
        assert (await upload(sent)).json()["name"].lstrip(".") == "passwd"

    async def test_large_file_comes_back_whole(self, acme, upload):
        content = bytes(range(256)) * 12_000
        file = (await upload("large.bin", content)).json()

        answer = await acme.get(f"/files/{file['id']}/content")

        assert answer.content == content

    @pytest.mark.parametrize(
        ("changed", "status", "code"),
        [
            ({"object": "nothing"}, 404, "object_not_found"),
            ({"record_id": NOBODY}, 404, "not_found"),
            ({"record_id": "x"}, 400, "invalid_request"),
            ({"name": "..."}, 422, "file_name_invalid"),
            ({"content": b""}, 422, "file_empty"),
        ],
    )
    async def test_unusable(self, upload, changed, status, code):
        answer = await upload(**changed)

        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_what_it_is_not(self, acme, upload, record_id, settings):
        """Nothing is left of it, neither a row nor a file."""
        before = sorted(settings.files_dir.rglob("*"))

        answer = await upload("photo.png", b"<svg onload='alert(1)'>")

        assert (answer.status_code, answer.json()["code"]) == (422, "file_type_mismatch")
        assert (await acme.get(f"/files?object=account&record_id={record_id}")).json()["data"] == []
        assert [each for each in settings.files_dir.rglob("*") if each.is_file() and each not in before] == []

    async def test_without_a_file(self, acme, record_id):
        form = {"object": (None, "account"), "record_id": (None, record_id)}

        answer = await acme.post("/files", files=form)

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "file"

    async def test_too_large(self, make_app, acme, record_id):
        async with browser_of(await make_app(upload_limit=1000, body_limit=100)) as client:
            client.headers["Authorization"] = acme.headers["Authorization"]
            form = {"object": "account", "record_id": record_id}
            fits = await client.post("/files", data=form, files={"file": ("a", b"x" * 900)})
            over = await client.post("/files", data=form, files={"file": ("a", b"x" * 1100)})
            far_over = await client.post("/files", data=form, files={"file": ("a", b"x" * 200_000)})

        assert fits.status_code == 201
        assert (over.status_code, over.json()["code"]) == (413, "file_too_large")
        assert (far_over.status_code, far_over.json()["code"]) == (413, "body_too_large")

    async def test_twice_with_one_key(self, acme, record_id):
        form = {"object": "account", "record_id": record_id}
        headers = {"Idempotency-Key": f"upload-{record_id}"}
        answers = [
            await acme.post("/files", data=form, files={"file": ("a", content)}, headers=headers)
            for content in (b"same", b"same", b"diff")
        ]

        assert [answer.status_code for answer in answers] == [201, 201, 422]
        assert answers[0].json() == answers[1].json()

    async def test_viewer_may_not(self, upload, client_of):
        answer = await upload(client=await client_of("acme", role="viewer"))

        assert answer.status_code == 403


class TestDownload:
    async def test_headers_keep_it_from_running(self, acme, upload):
        file = (await upload("page.html", b"<!doctype html><script>alert(1)</script>")).json()

        answer = await acme.get(f"/files/{file['id']}/content")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''page.html"
        assert answer.headers["content-security-policy"].endswith("sandbox")
        assert answer.headers["x-content-type-options"] == "nosniff"

    async def test_name_cannot_forge_headers(self, acme, upload):
        file = (await upload('a"; filename=b.exe.txt')).json()

        disposition = (await acme.get(f"/files/{file['id']}/content")).headers["content-disposition"]

        assert disposition == "attachment; filename*=UTF-8''a%22%3B%20filename%3Db.exe.txt"

    async def test_other_company(self, upload, client_of, record_id):
        file, globex = (await upload()).json(), await client_of("globex")

        assert (await globex.get(f"/files/{file['id']}/content")).json()["code"] == "file_unknown"
        assert (await globex.get(f"/files?object=account&record_id={record_id}")).status_code == 404
        assert (await upload(client=globex)).status_code == 404

    async def test_file_of_a_deleted_record(self, acme, upload, record_id):
        file = (await upload()).json()
        await acme.delete(f"/objects/account/records/{record_id}")

        assert (await acme.get(f"/files/{file['id']}/content")).status_code == 404

    async def test_content_is_gone(self, acme, upload, execute_as_owner):
        file = (await upload()).json()
        rows = await execute_as_owner(f"SELECT storage_key FROM guanxi.file WHERE id = '{file['id']}'")
        file_store().delete(rows[0]["storage_key"])

        answer = await acme.get(f"/files/{file['id']}/content")

        assert (answer.status_code, answer.json()["code"]) == (404, "file_missing")


class TestDelete:
    async def test_valid(self, acme, upload, execute_as_owner):
        file = (await upload()).json()
        rows = await execute_as_owner(f"SELECT storage_key FROM guanxi.file WHERE id = '{file['id']}'")
        path = file_store().path(rows[0]["storage_key"])
        assert path.exists()

        assert (await acme.delete(f"/files/{file['id']}")).status_code == 204

        assert not path.exists()
        assert (await acme.get(f"/files/{file['id']}/content")).status_code == 404

    async def test_other_company(self, acme, upload, client_of):
        file = (await upload()).json()

        assert (await (await client_of("globex")).delete(f"/files/{file['id']}")).status_code == 404

        assert (await acme.get(f"/files/{file['id']}/content")).status_code == 200

    async def test_viewer_may_not(self, acme, upload, client_of):
        file = (await upload()).json()

        assert (
            await (await client_of("acme", role="viewer")).delete(f"/files/{file['id']}")
        ).status_code == 403

        assert (await acme.get(f"/files/{file['id']}/content")).status_code == 200


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (PNG, "x.txt", "image/png"),
        (b"%PDF-1.7", "x", "application/pdf"),
        (b"PK\x03\x04", "a.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04", "a.png", "application/zip"),
        (b"<html>", "a.png", "text/html"),
        (b"\xef\xbb\xbf <svg onload=x>", "a.png", "text/xml"),
        (b"name,amount\n", "a.exe", "text/plain"),
        ("名称".encode("gb18030"), "a", "text/plain"),
        (b"\x00\x01", "a.txt", "application/octet-stream"),
        (b"", "a", "text/plain"),
    ],
)
def test_content_type(head, name, kind):
    assert content_type_of(head, name) == kind


class TestRecordThatMayOnlyBeRead:
    """Whoever may only read a record takes nothing off it and puts nothing onto it."""

    @pytest.fixture
    async def member(self, client_of, execute_as_owner, record_id):
        await execute_as_owner(
            f"UPDATE guanxi.account SET acl = ARRAY(SELECT -abs(p) FROM unnest(acl) p) WHERE id = '{record_id}'"
        )
        return await client_of("acme", role="member")

    async def test_reading(self, upload, member):
        sent = (await upload()).json()

        answer = await member.get(f"/files/{sent['id']}/content")

        assert (answer.status_code, answer.content) == (200, b"hello")

    async def test_attaching(self, upload, member):
        answer = await upload(client=member)

        assert (answer.status_code, answer.json()["code"]) == (403, "record_not_editable")

    async def test_deleting(self, acme, upload, member):
        sent = (await upload()).json()

        answer = await member.delete(f"/files/{sent['id']}")

        assert (answer.status_code, answer.json()["code"]) == (403, "record_not_editable")
        assert (await acme.get(f"/files/{sent['id']}/content")).status_code == 200


async def test_file_of_an_invisible_record_is_unknown(upload, client_of, execute_as_owner, record_id):
    """Also to whom the right would be missing anyway: 403 would tell that the file exists."""
    sent = (await upload()).json()
    await execute_as_owner(f"UPDATE guanxi.account SET acl = '{{}}' WHERE id = '{record_id}'")
    viewer = await client_of("acme", role="viewer")

    answer = await viewer.delete(f"/files/{sent['id']}")

    assert (answer.status_code, answer.json()["code"]) == (404, "file_unknown")
