"""What waits in a throw-away company: open approvals, a workflow that others start and runs of one that failed, what a
stranger sent with a form, a record in a queue, an operator at the door. Each operation that needs such a thing has one of its own, so that none is
used up by another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from guanxi.attack.companies import DECLARED, Company, OpenRequest
from guanxi.attack.custom_objects import FILES
from guanxi.attack.exchange import Answer, Form, Request
from guanxi.attack.findings import Ledger
from guanxi.attack.ground import Ground
from guanxi.attack.making import Maker
from guanxi.attack.people import Person
from guanxi.attack.recipes import form_page, form_upload
from guanxi.attack.secrets import PRIVATE, SHARED
from guanxi.features.approvals.service.letters import token_of
from guanxi.features.forms.service.tickets import issue
from guanxi.features.support.service import operating
from guanxi.features.support.service.operating import Wish
from guanxi.features.workflows.service.kinds import CHORE as WORKFLOWS
from guanxi.kernel.clock import utc_now

API = "/api/v1"
DEALS = f"{API}/objects/deal"
PROCESS, SETS, ASKS_LIMITED = "waits", "sets", "asks_limited"  # approval processes
HOOKED, FAILING = "hooked", "failing"  # workflows
APPROVAL = "/approvals/{request_id}"
PAGE = "POST /f/{key}"
SENDING = "POST /public-forms/{key}/submissions"
UPLOADING = "POST /public-forms/{key}/uploads"
ENTERING = "POST /support-sessions"
GRANT = "/support-grants/{grant_id}"
EARLIER = timedelta(minutes=1)  # a form that is sent as soon as it is shown was not filled in by a person
OF_RECORD = "/objects/{object_name}/records/{record_id}"

# Operations that need a request which asks the administrator. With a file: those that may name one.
ASKED = ("delegate", "reject", "return", "resubmit", "signers", "urge", "withdraw")
ASKED_WITH_FILE = ("approve", "comments", "files")


@dataclass(frozen=True)
class Making:
    """One of the company's people making something."""

    ground: Ground
    company: Company
    ledger: Ledger
    name: str

    @property
    def person(self) -> Person:
        return self.company.people[self.name]

    @property
    def maker(self) -> Maker:
        group = SHARED if self.name == "admin" else PRIVATE
        return Maker(self.company, self.company.letter + group, self.ground.schemas, self.name)

    @property
    def secret(self) -> bytes:
        return self.ground.settings.secret_key().encode()

    async def send(
        self, method: str, path: str, body: Any = None, form: Form | None = None, **query: str
    ) -> Any:
        """What it answers. Raises where it is refused."""
        request = Request(method, path, query, body, form)
        answer = await self.ground.sender.send(request, self.person.credentials)
        if not answer.accepted:
            raise RuntimeError(f"{method} {path} failed: {answer.status} {answer.text[:300]}")
        return answer.json

    async def deal(self, **values: Any) -> str:
        record = {**self.maker.record(self.company.registry.object("deal")), **values}
        record.pop("c_code", None)
        ids: list[str] = (await self.send("POST", f"{DEALS}/records", record))["ids"]
        return ids[0]

    async def define(self, kind: str, name: str, body: Any) -> None:
        definition = {"object": "deal", "label": self.maker.word(), "body": body}
        await self.send("PUT", f"{API}/definitions/{kind}/{name}", definition)


async def leave_waiting(making: Making) -> None:
    """By the administrator."""
    await _approvals(making)
    await _workflows(making)
    await _submissions(making)
    await _queue(making)
    await _operators(making)


async def leave_of_peer(making: Making) -> None:
    """A request about a record of his own, which colleagues may not know of."""
    await _submit(making, PROCESS)


async def _approvals(making: Making) -> None:
    company = making.company
    await making.define("approval", PROCESS, _process(company.email))
    await _submit(making, PROCESS)  # the first one is what bodies name
    for action in (*ASKED, *ASKED_WITH_FILE):
        request = await _submit(making, PROCESS, with_file=action in ASKED_WITH_FILE)
        company.prepared[f"POST {APPROVAL}/{action}"] = {"request_id": request.id}
        if action == "resubmit":
            said = {"comment": making.maker.word()}
            await making.send("POST", f"{API}/approvals/{request.id}/return", said)
        if action == "comments":
            company.prepared[f"GET {APPROVAL}"] = {"request_id": request.id}
            company.prepared[f"GET {APPROVAL}/files/{{file_id}}/content"] = {
                "request_id": request.id,
                "file_id": request.file or "",
            }
    letter = {"token": await _letter_of(making, await _submit(making, PROCESS))}
    company.prepared["GET /approval-letters/{token}"] = letter
    company.prepared["POST /approval-letters/{token}"] = letter
    for path in (f"{OF_RECORD}/approvals", f"{OF_RECORD}/approvals/preview"):
        company.prepared[f"POST {path}"] = {"object_name": "deal", "record_id": await making.deal()}
    await _leave_unset(making)
    if limited := company.people.get("limited"):
        await making.define("approval", ASKS_LIMITED, _process(await _address(making, limited)))
        record = await making.deal()
        asked = await making.send("POST", f"{DEALS}/records/{record}/approvals", {"process": ASKS_LIMITED})
        company.asks_limited = asked["id"]


async def _leave_unset(making: Making) -> None:
    """A request that was approved, and set what a rule of the company refuses."""
    process = _process(making.company.email)
    process |= {"steps": process["steps"][:1], "on_approved": {"set": {"c_number": "-2000000001"}}}
    await making.define("approval", SETS, process)
    record = await making.deal(account=None)
    request = await making.send("POST", f"{DEALS}/records/{record}/approvals", {"process": SETS})
    await making.send("POST", f"{API}/approvals/{request['id']}/approve", {})
    making.company.prepared[f"POST {APPROVAL}/settings"] = {"request_id": request["id"]}


def _process(email: str) -> dict[str, Any]:
    """Three times the same person, so that one approval leaves something to decide; over fields that some may not see."""
    steps = [{"name": name, "approvers": [{"user": email}]} for name in ("first", "second", "third")]
    return {"steps": steps, "summary": ["c_words", "c_number", "account"]}


async def _submit(making: Making, process: str, *, with_file: bool = False) -> OpenRequest:
    company, record = making.company, await making.deal()
    said = {"process": process, "comment": making.maker.word()}
    request = await making.send("POST", f"{DEALS}/records/{record}/approvals", said)
    task, file = request["steps"][0]["tasks"][0]["id"], None
    if with_file:
        word = making.maker.word()
        form: Form = {"file": (f"{word}.txt", word.encode())}
        file = (await making.send("POST", f"{API}/approvals/{request['id']}/files", form=form))["id"]
        told = {"comment": word, "files": [file]}
        await making.send("POST", f"{API}/approvals/{request['id']}/comments", told)
    made = OpenRequest(request["id"], task, file)
    if making.name == "admin":
        company.requests[made.id] = made
    return made


async def _letter_of(making: Making, request: OpenRequest) -> str:
    """The link that stands in the letter to whom it asks."""
    letter = await making.ground.owner.fetchval(
        "SELECT id FROM guanxi.approval_letter WHERE tenant_id = $1 AND task_id = $2",
        making.company.tenant_id,
        UUID(request.task),
    )
    return token_of(making.company.tenant_id, letter, making.secret)


async def _address(making: Making, person: Person) -> str:
    email: str = await making.ground.owner.fetchval(
        "SELECT email FROM guanxi.app_user WHERE tenant_id = $1 AND id = $2",
        making.company.tenant_id,
        person.user_id,
    )
    return email


async def _workflows(making: Making) -> None:
    """One that another system may start; one run that waits, and two that failed."""
    company = making.company
    rest = {"key": "rest", "type": "wait", "settings": {"duration": {"amount": 30}}}
    trigger = {"type": "webhook", "fields": [{"name": "said", "path": "said"}]}
    await making.define("workflow", HOOKED, {"trigger": trigger, "steps": [rest]})
    wrong = {"field": "close_date", "expression": "now()"}
    step = {"key": "wrong", "type": "update_record", "settings": {"values": [wrong]}}
    body = {
        "trigger": {"type": "manual", "places": ["list"]},
        "steps": [{**step, "next": {"next": "rest"}}, rest],
    }
    await making.define("workflow", FAILING, body)
    for method in ("GET", "POST"):
        company.prepared[f"{method} /workflows/{{name}}/hook"] = {"name": HOOKED}
    address = (await making.send("GET", f"{API}/workflows/{HOOKED}/hook"))["url"]
    company.prepared["POST /workflow-hooks/{token}"] = {"token": address.rpartition("/")[2]}
    started = {FAILING: [await making.deal(), await making.deal()], DECLARED: [await making.deal()]}
    for name, ids in started.items():
        await making.send("POST", f"{DEALS}/actions/{name}", {"ids": ids})
    await making.ground.run_chore(company.tenant_id, WORKFLOWS)
    failed = await _runs(making, "failed", FAILING)
    waiting = await _runs(making, "waiting", DECLARED)
    for action, run in (("retry", failed[0]), ("skip", failed[1]), ("cancel", waiting[0])):
        company.prepared[f"POST /workflow-runs/{{run_id}}/{action}"] = {"run_id": run}


async def _runs(making: Making, state: str, workflow: str) -> list[str]:
    found = await making.send("GET", f"{API}/workflow-runs", state=state, workflow=workflow)
    return [each["id"] for each in found["data"]]


async def _submissions(making: Making) -> None:
    """What a stranger sent with the form that the company has declared, held because it looks like spam."""
    company = making.company
    address = (await making.send("GET", f"{API}/forms/{DECLARED}/link"))["url"]
    key = address.rpartition("/")[2]
    for operation in ("GET /f/{key}", "GET /public-forms/{key}"):
        company.prepared[operation] = {"key": key}
    for operation in (PAGE, SENDING, UPLOADING):
        company.prepared[operation] = {"key": key, "ticket": issue(making.secret, key, utc_now() - EARLIER)}
    await _as_strangers_do(making, key)
    for action in ("retry", "discard"):
        sent = {
            "ticket": issue(making.secret, key, utc_now() - EARLIER),
            "values": {"name": making.maker.word()},
            "consent": 1,
            "website": "filled by a program",
        }
        path = f"{API}/public-forms/{key}/submissions"
        answer = await making.ground.sender.send(Request("POST", path, body=sent), {})
        making.ledger.reached[SENDING] = answer.status
        held = (await making.send("GET", f"{API}/form-submissions", state="spam", limit="1"))["data"]
        operation = f"POST /form-submissions/{{submission_id}}/{action}"
        company.prepared[operation] = {"submission_id": held[0]["id"]}


async def _as_strangers_do(making: Making, key: str) -> None:
    """A picture that waits for its sending, one that came along with what was sent, and what a page without its script sends."""
    company = making.company
    waiting = await _upload(making, key, company.prepared[UPLOADING]["ticket"])
    company.prepared[UPLOADING]["upload"] = waiting
    ticket = issue(making.secret, key, utc_now() - EARLIER)
    values = {"name": making.maker.word(), FILES: [await _upload(making, key, ticket)]}
    body = {"ticket": ticket, "values": values, "consent": 1}
    await _from_stranger(making, SENDING, Request("POST", f"{API}/public-forms/{key}/submissions", body=body))
    page = form_page(issue(making.secret, key, utc_now() - EARLIER), making.maker.word())
    await _from_stranger(making, PAGE, Request("POST", f"/f/{key}", form=page))


async def _upload(making: Making, key: str, ticket: str) -> str:
    request = Request("POST", f"{API}/public-forms/{key}/uploads", form=form_upload(ticket))
    upload_id: str = (await _from_stranger(making, UPLOADING, request)).json["id"]
    return upload_id


async def _from_stranger(making: Making, operation: str, request: Request) -> Answer:
    answer = await making.ground.sender.send(request, {})
    if not answer.accepted:
        raise RuntimeError(f"{operation} failed: {answer.status} {answer.text[:300]}")
    making.ledger.reached[operation] = answer.status
    return answer


async def _operators(making: Making) -> None:
    """Requests for support access, one for each decision, and tickets as the operator's command gives them out: one that is
    good, one that was used, one that grew old, one whose access was ended.
    """
    company = making.company
    for decision in ("approval", "refusal"):
        company.prepared[f"POST {GRANT}/{decision}"] = {"grant_id": await _asked(making)}
    good, _ = await _entering(making)
    used, to_revoke = await _entering(making)
    await _from_stranger(making, ENTERING, Request("POST", f"{API}/support-sessions", body={"ticket": used}))
    old, grant = await _entering(making)
    await making.ground.owner.execute(
        "UPDATE guanxi.session SET idle_expires_at = now() - interval '1 minute' "
        "WHERE tenant_id = $1 AND support_grant_id = $2",
        company.tenant_id,
        UUID(grant),
    )
    ended, grant = await _entering(making)
    await making.send("POST", f"{API}/support-grants/{grant}/revocation")
    making.ledger.reached[f"POST {GRANT}/revocation"] = (
        200  # The other one may have run out when its turn comes.
    )
    company.prepared[f"POST {GRANT}/revocation"] = {"grant_id": to_revoke}
    company.prepared[ENTERING] = {"ticket": good, "used": used, "old": old, "ended": ended}


async def _asked(making: Making) -> str:
    ground, company = making.ground, making.company
    wish = Wish(making.maker.word(), making.maker.word(), company.email, 30, "read")
    return str(await operating.request_access(ground.database, company.tenant_id, wish))


async def _entering(making: Making) -> tuple[str, str]:
    """A ticket, and the access that it is for."""
    grant, company = await _asked(making), making.company
    await making.send("POST", f"{API}/support-grants/{grant}/approval", {})
    given = await operating.enter(making.ground.database, company.tenant_id, UUID(grant))
    return given.ticket, grant


async def _queue(making: Making) -> None:
    team = await making.send("POST", f"{API}/teams", {"name": making.maker.word(), "kind": "queue"})
    record = await making.deal(owner=team["user_id"])
    making.company.prepared[f"POST {OF_RECORD}/take"] = {"object_name": "deal", "record_id": record}
