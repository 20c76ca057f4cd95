"""GET and POST /views, PATCH and DELETE /views/{id}."""

from __future__ import annotations

import pytest

from guanxi.features.views import service

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has

VIEW = {
    "object": "deal",
    "name": "Large open deals",
    "kind": "board",
    "filter": 'status == "open" && amount > 1000',
    "sort": "-amount",
    "columns": ["name", "amount"],
    "pipeline": "sales",
    "group_by": "stage",
}


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def make_view(acme):
    async def make_view(**changed):
        answer = await acme.post("/views", json=VIEW | changed)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make_view


async def ids_seen_by(client, query: str = "") -> list[str]:
    return [view["id"] for view in (await client.get(f"/views{query}")).json()["data"]]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("POST", ""), ("PATCH", f"/{NOBODY}"), ("DELETE", f"/{NOBODY}")]
)
async def test_anonymous(client_of, method, path):
    answer = await (await client_of(None)).request(method, f"/views{path}", json=VIEW)

    assert answer.status_code == 401


class TestCreate:
    async def test_valid(self, acme, make_view):
        made = await make_view()

        assert made | VIEW == made
        assert made["mine"] is True
        assert made["owner"]["name"] == "Admin of acme"
        assert made in (await acme.get("/views?object=deal")).json()["data"]
        assert made["id"] not in await ids_seen_by(acme, "?object=account")

    @pytest.mark.parametrize(
        ("changed", "status", "code"),
        [
            ({"object": "nothing"}, 404, "object_not_found"),
            ({"name": " "}, 422, "blank"),
            ({"kind": "pie"}, 400, "invalid_request"),
            ({"object": "Deal; DROP"}, 400, "invalid_request"),
            ({"filter": "x" * 5000}, 400, "invalid_request"),
        ],
    )
    async def test_unusable(self, acme, changed, status, code):
        answer = await acme.post("/views", json=VIEW | changed)

        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_limit(self, acme, make_view, monkeypatch):
        monkeypatch.setattr(service.views, "MOST_VIEWS", 0)

        assert (await acme.post("/views", json=VIEW)).json()["code"] == "view_limit"


class TestOthers:
    async def test_other_company_sees_and_changes_nothing(self, acme, make_view, client_of):
        made, globex = await make_view(shared=True), await client_of("globex")

        assert made["id"] not in await ids_seen_by(globex)
        assert (await globex.patch(f"/views/{made['id']}", json={"name": "x"})).status_code == 404
        assert (await globex.delete(f"/views/{made['id']}")).status_code == 404
        assert made in (await acme.get("/views")).json()["data"]

    async def test_colleague_sees_shared_ones_only_and_changes_none(self, acme, make_view, client_of):
        mine, shared = await make_view(), await make_view(shared=True)
        member = await client_of("acme", role="member")

        seen = await ids_seen_by(member)
        assert shared["id"] in seen and mine["id"] not in seen
        assert (await member.patch(f"/views/{mine['id']}", json={"name": "x"})).status_code == 404
        answer = await member.patch(f"/views/{shared['id']}", json={"name": "x"})
        assert (answer.status_code, answer.json()["code"]) == (403, "view_not_yours")
        assert (await member.delete(f"/views/{shared['id']}")).status_code == 403
        assert shared in (await acme.get("/views")).json()["data"]

    async def test_administrator_keeps_order_among_shared_ones(self, acme, client_of):
        member = await client_of("acme", role="member")
        made = (await member.post("/views", json=VIEW | {"shared": True})).json()

        assert (await acme.delete(f"/views/{made['id']}")).status_code == 204


class TestUpdate:
    async def test_valid(self, make_view, acme):
        made = await make_view()

        answer = await acme.patch(
            f"/views/{made['id']}", json={"name": "Renamed", "filter": None, "shared": True}
        )

        changed = answer.json()
        assert answer.status_code == 200
        assert (changed["name"], changed["filter"], changed["shared"]) == ("Renamed", None, True)
        assert changed["columns"] == made["columns"]

    async def test_unknown(self, acme):
        assert (await acme.patch(f"/views/{NOBODY}", json={"name": "x"})).json()["code"] == "view_unknown"


async def test_delete(acme, make_view):
    made = await make_view()

    assert (await acme.delete(f"/views/{made['id']}")).status_code == 204

    assert made["id"] not in await ids_seen_by(acme)
    assert (await acme.delete(f"/views/{made['id']}")).status_code == 404
