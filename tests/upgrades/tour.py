"""A walk through the application: writing of every kind, and every page that reads.

New calls that only read are found by themselves, as long as the names in their address are known here.
"""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from litestar import Litestar

from guanxi.kernel.jobs.runner import JobRunner
from tests.fixtures.clients import PASSWORD, browser_of

QUEUED = """
UPDATE jobs.procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo' AND task_name = 'guanxi.run'
RETURNING args::text
"""
UNENDING = ("/events",)


async def walk(app: Litestar, owner_dsn: str) -> None:
    async with browser_of(app) as client:
        tour = Tour(app, client, owner_dsn)
        await tour.sign_up()
        await tour.write_records()
        await tour.manage()
        await tour.bring_and_take()
        await tour.read_everything()
        await tour.leave()


class Tour:
    def __init__(self, app: Litestar, client: httpx.AsyncClient, owner_dsn: str) -> None:
        self.app = app
        self.client = client
        self.owner_dsn = owner_dsn
        self.known: dict[str, str] = {"field_name": "stage", "relation": "deals"}

    async def call(self, method: str, path: str, *, expected: tuple[int, ...] = (), **content: Any) -> Any:
        answer = await self.client.request(method, path, **content)
        good = answer.status_code in expected if expected else answer.status_code < 400
        assert good, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        await self.work()
        is_json = "json" in answer.headers.get("content-type", "") and answer.content
        return answer.json() if is_json else None

    async def work(self) -> None:
        """Does what was queued, here and now, so that the order of statements is always the same."""
        connection = await asyncpg.connect(self.owner_dsn, server_settings={"search_path": "jobs"})
        try:
            while queued := await connection.fetch(QUEUED):
                for row in queued:
                    args = json.loads(row["args"])
                    await JobRunner(self.app.state.database).run(
                        args["tenant_id"], UUID(args["user_id"]), UUID(args["job_id"])
                    )
                    self.known["job_id"] = args["job_id"]
        finally:
            await connection.close()

    async def sign_up(self) -> None:
        company = {
            "company": "Acme",
            "name": "Ann",
            "email": "ann@acme.example",
            "password": PASSWORD,
            "locale": "en",
        }
        signed_up = await self.call("POST", "/signup", json=company)
        self.client.headers["X-CSRF-Token"] = signed_up["csrf_token"]
        self.known["user_id"] = signed_up["user"]["id"]
        await self.call("PATCH", "/me", json={"theme": "dark", "timezone": "Asia/Shanghai"})
        await self.call("PATCH", "/company", json={"name": "Acme Ltd"})
        key = await self.call("POST", "/api-keys", json={"name": "tour"})
        await self.call("DELETE", f"/api-keys/{key['id']}")
        invited = await self.call(
            "POST", "/invitations", json={"email": "bob@acme.example", "name": "Bob", "role": "member"}
        )
        async with browser_of(self.app) as bob:
            token = invited["url"].rstrip("/").rsplit("/", 1)[-1]
            joined = await bob.post(
                f"/invitations/{token}/acceptance", json={"name": "Bob", "password": PASSWORD}
            )
            assert joined.status_code == 201, joined.text
            self.known["member_id"] = joined.json()["user"]["id"]
            assert (await bob.get("/objects/deal/records")).status_code == 200
            assert (await bob.get("/search", params={"q": "acme"})).status_code == 200

    async def make(self, object_name: str, /, **values: Any) -> str:
        made = await self.call(
            "POST",
            f"/objects/{object_name}/records",
            json=values,
            headers={"Idempotency-Key": f"first-{object_name}"},
        )
        return made["ids"][0]

    async def write_records(self) -> None:
        account = await self.make("account", name="Initech")
        contact = await self.make(
            "contact", name="Peter Gibbons", account=account, email="peter@initech.example"
        )
        product = await self.make("product", name="GTX Pro", unit_price="4821.00")
        deal = await self.make("deal", name="Printers", account=account, contact=contact, amount="1200.00")
        await self.make("activity", name="Call Peter", type="call")
        lead = await self.make(
            "lead", name="Milton Waddams", company="Initrode", email="milton@initrode.example"
        )
        self.known |= {"object_name": "account", "record_id": account, "deal_id": deal, "product_id": product}
        await self.call("PATCH", f"/objects/deal/records/{deal}", json={"amount": "1300.00"})
        await self.call(
            "POST",
            "/objects/deal/mass-updates",
            json={"ids": [deal], "values": {"name": "Laser printers"}},
            expected=(200, 202),
        )
        await self.call(
            "POST",
            f"/leads/{lead}/conversion",
            json={"account": {"name": "Initrode"}, "deal": {"name": "Stapler"}},
        )
        await self.call("DELETE", f"/objects/product/records/{product}")
        await self.call("POST", f"/objects/product/records/{product}/restoration")
        await self.call(
            "POST",
            "/objects/deal/aggregate",
            json={"group_by": ["owner"], "metrics": [{"fn": "sum", "field": "amount"}]},
        )
        self.known["change_set_id"] = (await self.call("GET", "/change-sets"))["data"][0]["id"]
        await self.call("POST", f"/change-sets/{self.known['change_set_id']}/undo")

    async def manage(self) -> None:
        member, record = self.known["member_id"], self.known["record_id"]
        team = await self.call("POST", "/teams", json={"name": "Inbox", "kind": "queue"})
        self.known["team_id"] = team["id"]
        await self.call("POST", f"/teams/{team['id']}/members", json={"add": [member]}, expected=(200, 202))
        role = await self.call("POST", "/org-roles", json={"name": "East"})
        self.known["role_id"] = role["id"]
        await self.call("PUT", f"/users/{member}/org-role", json={"role_id": role["id"]})
        made = await self.call(
            "POST",
            "/permission-sets",
            json={"name": "Careful", "definition": {"objects": {"deal": ["read"]}}},
        )
        self.known["set_id"] = made["id"]
        await self.call("PUT", f"/users/{member}/permission-sets", json={"permission_sets": [made["id"]]})
        await self.call("PUT", "/sharing/account", json={"sharing": "private"}, expected=(200, 202))
        await self.call(
            "PUT",
            f"/objects/account/records/{record}/shares",
            json={"shared_with": {"kind": "user", "id": member}, "level": "read"},
        )
        rule = await self.call(
            "POST",
            "/sharing-rules",
            json={
                "object": "account",
                "name": "All",
                "condition": "name != ''",
                "shared_with": {"kind": "everyone"},
                "level": "read",
            },
            expected=(200, 201, 202),
        )
        self.known["rule_id"] = rule.get("id") or rule["rule"]["id"]
        view = await self.call(
            "POST", "/views", json={"object": "deal", "name": "Mine", "filter": "amount > 100"}
        )
        await self.call("DELETE", f"/views/{view['id']}")

    async def bring_and_take(self) -> None:
        rows = "product,sales_price\nMG Special,55\nGTX Basic,550\n"
        sent = await self.call(
            "POST",
            "/imports",
            data={"object": "product", "start": "true", "options": "{}"},
            files={"file": ("products.csv", rows.encode())},
        )
        self.known["import_id"] = sent["id"]
        await self.call("GET", "/objects/product/export")
        record = {"object": "account", "record_id": self.known["record_id"]}
        kept = await self.call("POST", "/files", data=record, files={"file": ("note.txt", b"Remember.")})
        self.known["file_id"] = kept["id"]

    async def read_everything(self) -> None:
        """Every GET whose address can be put together; a refusal is as good to record as an answer."""
        for path in sorted(
            {route.path_format for route in self.app.routes if "GET" in getattr(route, "methods", ())}
        ):
            name = path.removeprefix("/api/v1")
            if not path.startswith("/api/v1") or name in UNENDING:
                continue
            needed = re.findall(r"{(\w+)}", name)
            if all(each in self.known for each in needed):
                query = {
                    "object": self.known["object_name"],
                    "record_id": self.known["record_id"],
                    "q": "ini",
                }
                params = query if name in ("/files", "/search", "/views") else {}
                await self.call(
                    "GET", name.format(**self.known), params=params, expected=tuple(range(200, 500))
                )
        for kind in ("account", "contact", "lead", "deal", "product", "activity", "user"):
            await self.call(
                "GET", f"/objects/{kind}/records", params={"sort": "-name", "limit": 1, "count": "exact"}
            )
            await self.call("GET", f"/objects/{kind}/records", params={"q": "pri"}, expected=(200, 400, 422))
        await self.call("GET", "/objects/deal/board")
        await self.call(
            "GET",
            "/objects/deal/records",
            params={"filter": "amount > 100 && name.contains('print')"},
            expected=(200, 400, 422),
        )

    async def leave(self) -> None:
        await self.call("DELETE", f"/files/{self.known['file_id']}")
        await self.call("DELETE", "/session")
        await self.call("POST", "/session", json={"email": "ann@acme.example", "password": PASSWORD})
