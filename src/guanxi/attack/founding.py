"""Founds the victim and the attacker, and furnishes both until no table of a company is empty.

Admins sign up as anybody can; what else stands in the tables is made through the API where the API can make it, for
every operation that creates something, and by the owner of the database where it cannot.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from guanxi.attack.companies import Company, Rows
from guanxi.attack.custom_objects import OBJECT, add_fields, add_known_records, add_objects, add_pictures
from guanxi.attack.declared import declare_all, install_package
from guanxi.attack.exchange import Answer, Request
from guanxi.attack.findings import Ledger
from guanxi.attack.ground import Ground
from guanxi.attack.making import PASSWORD, Maker, object_names
from guanxi.attack.operations import Operation
from guanxi.attack.people import HIDDEN_FROM, Person, bearer
from guanxi.attack.recipes import PAGES, QUERIES, RECIPES, body_for
from guanxi.attack.rows import TENANT_TABLES, fill_empty_tables, ids_by_table, stored_words
from guanxi.attack.secrets import ATTACKER, OF_ATTACKER, OF_VICTIM, PRIVATE, SHARED, VICTIM, new_word
from guanxi.attack.waiting import Making, leave_of_peer, leave_waiting
from guanxi.edge.tokens import API_KEY_PREFIX, PREFIX_SHOWN, hash_of_token, new_token
from guanxi.kernel.clock import utc_now
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef, Registry
from guanxi.kernel.tenancy import EVERYTHING, Rights, rights_of
from guanxi.kernel.tenancy.rights import RECORD_VERBS

API = "/api/v1"
PEERS_ALONE = frozenset(
    {
        "contact",
        "lead",
        "deal",
        "activity",
        "custom_record",
        "file",
        "import",
        "job",
        "saved_view",
        "api_key",
        "approval_request",
    }
)
"""Tables whose rows are seen by who made them and by administrators, as long as nothing shares them."""

SHARED_AS = {"account": "read", "product": "public", "user": "public"}
"""What the whole company may do with the records of an object; all others are private."""

# Lists are sorted by these unless somebody says otherwise.
_LEFT_VISIBLE = frozenset({"owner", "created_at", "updated_at"})


STRANGERS = {"stranger": "peer", "stranger_admin": "admin", "stranger_admin in a browser": "in a browser"}


@dataclass
class World:
    ground: Ground
    victim: Company
    attacker: Company
    ledger: Ledger
    outsiders: Mapping[str, Person]
    stored_words: Mapping[str, Mapping[str, list[str]]]
    """Group → object → words that stand in rows, as the owner of the database reads them."""

    _forbidden_ids: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def tenants(self) -> tuple[int, int]:
        return self.victim.tenant_id, self.attacker.tenant_id

    def person(self, name: str) -> Person:
        """`stranger` and `stranger_admin` are the attacker's, all others the victim's people, or nobody's."""
        if name in self.outsiders:
            return self.outsiders[name]
        if name.startswith("stranger"):
            return self.attacker.people[STRANGERS[name]]
        return self.victim.people[name]

    def tenant_of(self, person: Person) -> int:
        return self.victim.tenant_id if person.company == self.victim.letter else self.attacker.tenant_id

    def forbidden_ids(self, person: Person) -> frozenset[str]:
        """Ids that may stand in no answer to this person, unless the request named them."""
        if person.name not in self._forbidden_ids:
            self._forbidden_ids[person.name] = frozenset(self._ids_forbidden_to(person))
        return self._forbidden_ids[person.name]

    def _ids_forbidden_to(self, person: Person) -> Iterator[str]:
        if person.company != self.victim.letter or not person.is_let_in:
            yield from self.victim.all_ids()
            return
        yield from self.attacker.all_ids()
        if person.name not in ("admin", "peer", self.victim.people["browser"].name):
            yield from (str(each) for ids in self.invisible(person).values() for each in ids)

    def invisible(self, person: Person) -> dict[str, list[UUID]]:
        """The victim's rows that this one of its people may not see: what is the peer's alone."""
        return {
            table: ids
            for table, all_ids in self.victim.made_by["peer"].items()
            if table in PEERS_ALONE and person.name not in ("admin", "peer")
            if (ids := [each for each in all_ids if str(each) not in self.victim.shared_files])
        }


async def found(ground: Ground, ledger: Ledger) -> World:
    victim, attacker = await _found_company(ground, VICTIM), await _found_company(ground, ATTACKER)
    ledger.reached["POST /signup"] = 201
    for company in (victim, attacker):
        await add_objects(ground, company, ledger)
        await install_package(ground, company, ledger)
        await add_fields(ground, company, ledger)
        await declare_all(ground, company, ledger)
        await _share_little(ground, company)
        await _hire(ground, company)
        await _furnish(ground, company, ledger)
    await ground.run_jobs([victim.tenant_id, attacker.tenant_id])
    for company in (victim, attacker):
        await _leave_waiting(ground, company, ledger)
    for company in (victim, attacker):
        await _label_settings(ground, company, ledger)
        filled = await fill_empty_tables(ground.owner, company)
        company.made_by.setdefault("admin", {}).update(filled)
        await ground.forget(company.tenant_id)
    words = await stored_words(ground.owner, (victim, attacker))
    return World(ground, victim, attacker, ledger, await _outsiders(ground, victim), words)


async def _found_company(ground: Ground, letter: str) -> Company:
    name, email = new_word(letter + "c"), f"{new_word(letter + 'c')}@example.test"
    form = {"company": name, "name": name, "email": email, "password": PASSWORD, "locale": "en"}
    answer = await ground.sender.send(Request("POST", f"{API}/signup", body=form), {})
    if answer.status != 201:
        raise RuntimeError(f"A company for the attack could not sign up: {answer.status} {answer.text[:300]}")
    signed_up = answer.json
    cookie = answer.headers["set-cookie"].partition(";")[0]
    company = Company(letter, int(signed_up["tenant"]["id"]), signed_up["tenant"]["slug"], email)
    company.tables = frozenset(row["name"] for row in await ground.owner.fetch(TENANT_TABLES))
    admin = Person(
        _called(letter, "admin"),
        letter,
        bearer(signed_up["token"]),
        _forbidden(letter, "admin"),
        EVERYTHING,
        UUID(signed_up["user"]["id"]),
    )
    company.people["admin"] = admin
    token = {"Cookie": cookie, "X-CSRF-Token": signed_up["csrf_token"]}
    company.people["in a browser"] = replace(admin, name=f"{admin.name} in a browser", credentials=token)
    company.people["browser"] = replace(
        admin, name="session without CSRF token", credentials={"Cookie": cookie}
    )
    return company


def _called(letter: str, name: str) -> str:
    return (
        name
        if letter == VICTIM
        else {"admin": "stranger_admin", "peer": "stranger"}.get(name, f"stranger's {name}")
    )


def _forbidden(letter: str, name: str) -> frozenset[str]:
    if letter == ATTACKER:
        return OF_VICTIM
    return OF_ATTACKER | HIDDEN_FROM.get(name, frozenset())


async def _share_little(ground: Ground, company: Company) -> None:
    sharing = {each.name: SHARED_AS.get(each.name, "private") for each in company.registry}
    await ground.owner.execute(
        "UPDATE guanxi.tenant SET settings = settings || $2::text::jsonb WHERE tenant_id = $1",
        company.tenant_id,
        json.dumps({"sharing": sharing}),
    )
    await ground.forget(company.tenant_id)


def definitions(registry: Registry) -> dict[str, dict[str, Any]]:
    """The permission sets of the people who see or may less. The role viewer itself gives nothing here."""
    plain, lookups, fixed = {}, {}, {}
    for each in registry:
        visible = _LEFT_VISIBLE | {each.title_field}
        others = [field for field in each.field_list if field.name not in visible]
        plain[each.name] = {field.name: "hidden" for field in others if field.target is None}
        lookups[each.name] = {field.name: "hidden" for field in others if field.target is not None}
        fixed[each.name] = {field.name: "read" for field in others}
    everything = {"*": list(RECORD_VERBS), "user": ["read"]}
    return {
        "viewer": {"objects": {"*": ["read", "export"]}},
        "limited": {"objects": {"*": ["create", "read", "update"], "user": ["read"]}, "fields": plain},
        "blinkered": {"objects": everything, "fields": lookups},
        "fixed": {"objects": everything, "fields": fixed},
    }


# name → role, licence
_STAFF = {
    "peer": ("member", "full"),
    "colleague": ("member", "full"),
    "light": ("member", "light"),
    "portal": ("member", "portal"),
    "viewer": ("viewer", "full"),
    "limited": ("viewer", "full"),
    "blinkered": ("viewer", "full"),
    "fixed": ("viewer", "full"),
    "disabled": ("member", "full"),
}


async def _hire(ground: Ground, company: Company) -> None:
    """Users are made by the admin through the API; what they may do is set by the owner of the database."""
    staff = _STAFF if company.letter == VICTIM else {"peer": _STAFF["peer"]}
    sets = definitions(company.registry)
    await _insert_set(ground, company, "viewer", {"objects": {"*": []}}, key="viewer")
    for name, (role, licence) in staff.items():
        values = {"name": name.title(), "email": f"{new_word(company.letter + 'c')}@example.test"}
        path = f"{API}/objects/user/records"
        answer = await ground.sender.send(Request("POST", path, body=values), company.admin.credentials)
        user_id = UUID(answer.json["ids"][0])
        await ground.owner.execute(
            "UPDATE guanxi.app_user SET role = $3, licence = $4, status = $5 WHERE tenant_id = $1 AND id = $2",
            company.tenant_id, user_id, role, licence, "inactive" if name == "disabled" else "active",
        )  # fmt: skip
        given = []
        if name in sets:
            given = [sets[name]]
            set_id = await _insert_set(ground, company, name.title(), sets[name])
            await ground.owner.execute(
                "INSERT INTO guanxi.permission_assignment VALUES ($1, $2, $3, now())",
                company.tenant_id, user_id, set_id,
            )  # fmt: skip
        rights = Rights({"*": frozenset()}) if name == "disabled" else _rights(role, licence, given)
        company.people[name] = Person(
            _called(company.letter, name),
            company.letter,
            bearer(await _insert_key(ground, company, user_id)),
            _forbidden(company.letter, name),
            rights,
            user_id,
            name != "disabled",
        )
    company.made_by["admin"] = await ids_by_table(ground.owner, company.tenant_id)
    await ground.forget(company.tenant_id)


def _rights(role: str, licence: str, given: list[dict[str, Any]]) -> Rights:
    of_role = {"objects": {"*": []}} if role == "viewer" else {"objects": MEMBER}
    return rights_of(role, [of_role, *given], licence)


MEMBER = {"*": list(RECORD_VERBS), "user": ["read", "export"], "company": ["read", "export"]}


async def _insert_set(
    ground: Ground, company: Company, name: str, definition: dict[str, Any], key: str | None = None
) -> UUID:
    set_id = new_id()
    await ground.owner.execute(
        "INSERT INTO guanxi.permission_set (tenant_id, id, key, name, definition, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5::text::jsonb, now(), now())",
        company.tenant_id, set_id, key, name, json.dumps(definition),
    )  # fmt: skip
    return set_id


async def _insert_key(ground: Ground, company: Company, user_id: UUID, *, expired: bool = False) -> str:
    token = new_token(API_KEY_PREFIX)
    await ground.owner.execute(
        "INSERT INTO guanxi.api_key (id, token_hash, prefix, name, tenant_id, user_id, created_at, expires_at) "
        "VALUES ($1, $2, $3, 'attack', $4, $5, now(), $6)",
        new_id(), hash_of_token(token), token[:PREFIX_SHOWN], company.tenant_id, user_id,
        utc_now() - timedelta(minutes=1) if expired else None,
    )  # fmt: skip
    return token


async def _outsiders(ground: Ground, victim: Company) -> dict[str, Person]:
    """Those who must not be let in at all; each was, or pretends to be, somebody of the victim."""
    admin = victim.admin
    assert admin.user_id
    identity = await ground.owner.fetchval(
        "SELECT identity_id FROM guanxi.app_user WHERE tenant_id = $1 AND id = $2",
        victim.tenant_id,
        admin.user_id,
    )
    expired_session = new_token()
    await ground.owner.execute(
        "INSERT INTO guanxi.session (id, token_hash, identity_id, tenant_id, user_id, created_at, seen_at, "
        "idle_expires_at, expires_at) VALUES ($1, $2, $3, $4, $5, now() - interval '90 days', "
        "now() - interval '60 days', now() - interval '30 days', now() - interval '30 days')",
        new_id(), hashlib.sha256(expired_session.encode()).digest(), identity, victim.tenant_id, admin.user_id,
    )  # fmt: skip
    revoked = Request("POST", f"{API}/api-keys", body={"name": "to be revoked"})
    made = (await ground.sender.send(revoked, admin.credentials)).json
    await ground.sender.send(Request("DELETE", f"{API}/api-keys/{made['id']}"), admin.credentials)
    ways = {
        "anonymous": {},
        "forged key": bearer(API_KEY_PREFIX + secrets.token_urlsafe(32)),
        "expired key": bearer(await _insert_key(ground, victim, admin.user_id, expired=True)),
        "revoked key": bearer(made["token"]),
        "expired session": {"Cookie": f"guanxi_session={expired_session}"},
        "key of another scheme": {"Authorization": f"Basic {admin.credentials['Authorization'][7:]}"},
    }
    everything = OF_VICTIM | OF_ATTACKER
    outsiders = {
        name: Person(name, VICTIM, credentials, everything, is_let_in=False)
        for name, credentials in ways.items()
    }
    disabled = victim.people["disabled"]
    outsiders["disabled"] = replace(disabled, forbidden=everything)
    return outsiders


async def _furnish(ground: Ground, company: Company, ledger: Ledger) -> None:
    """The admin makes what is shared, the peer what nobody else may see."""
    kinds = {"admin": SHARED, "peer": PRIVATE}
    if company.letter == VICTIM:
        kinds |= {"colleague": SHARED, "blinkered": SHARED}
    for name, kind in kinds.items():
        before = await ids_by_table(ground.owner, company.tenant_id)
        company.made_by.setdefault(name, {})
        person = company.people[name]
        maker = Maker(company, company.letter + kind, ground.schemas, name)
        if name != "blinkered":
            await _make_records(ground, company, person, maker, name)
        for operation in ground.operations:
            if _creates(operation) and (name == "admin" or operation.name in MADE_BY.get(name, MADE_BY_ALL)):
                await _create(ground, company, person, maker, operation, ledger)
        if name == "admin":  # Now: what was made first may have been deleted by trying how that is done.
            await add_known_records(ground, company, ledger)
            await add_pictures(ground, company, ledger)
        await _finish_a_job(ground, company, person, maker)
        _note_made(company, name, before, await ids_by_table(ground.owner, company.tenant_id))


async def _leave_waiting(ground: Ground, company: Company, ledger: Ledger) -> None:
    """What can only be done to something that waits, once for each operation; by the peer one thing of his own."""
    for name, leave in (("admin", leave_waiting), ("peer", leave_of_peer)):
        before = await ids_by_table(ground.owner, company.tenant_id)
        await leave(Making(ground, company, ledger, name))
        _note_made(company, name, before, await ids_by_table(ground.owner, company.tenant_id))


def _note_made(company: Company, name: str, before: Rows, after: Rows) -> None:
    """Whatever was not there before is this person's."""
    for table, ids in after.items():
        there = set(before.get(table, ()))
        known = company.made_by[name].setdefault(table, [])
        known += [each for each in ids if each not in there and each not in known]


async def _finish_a_job(ground: Ground, company: Company, person: Person, maker: Maker) -> None:
    """One that ended, so that its result can be asked for and no worker takes it."""
    await ground.owner.execute(
        "INSERT INTO guanxi.job (tenant_id, id, kind, args, state, done, result, created_by, created_at, attempts, "
        "cancel_requested) VALUES ($1, $2, 'records.mass_update', '{}', 'succeeded', 1, $3::text::jsonb, $4, now(), 1, false)",
        company.tenant_id, new_id(), json.dumps({"told": maker.word()}), person.user_id,
    )  # fmt: skip


# What people make for themselves; the rest is the admin's.
MADE_BY_ALL = frozenset({"POST /views", "POST /files", "POST /imports", "POST /api-keys"})
MADE_BY = {"blinkered": frozenset({"POST /imports"})}
# What is used up by being tried, or needs another of its kind.
MORE_OF = {"POST /imports": 3, "POST /org-roles": 3, "POST /permission-sets": 2}
_NOT_CREATED = frozenset(
    {
        "POST /signup",
        "POST /session",
        "POST /objects/{object_name}/records",
        "POST /objects",
        "POST /objects/{object_name}/restore",
        "POST /objects/{object_name}/fields",
        "POST /objects/{object_name}/fields/{field_name}/restore",
        "POST /objects/{object_name}/export",
        "POST /objects/{object_name}/merges",
    }
)


def _creates(operation: Operation) -> bool:
    return (
        operation.method == "POST"
        and not operation.id_places
        and not operation.is_public
        and operation.name not in _NOT_CREATED
    )


async def _make_records(ground: Ground, company: Company, person: Person, maker: Maker, name: str) -> None:
    """Two of each object in an order that lookups can follow, and one more that goes into the bin."""
    for definition in _in_order(company):
        table = definition.table.name
        if definition.name == "user":
            continue
        shared = Maker(company, company.letter + SHARED, ground.schemas, name)
        of_object = shared if definition.name in SHARED_AS else maker
        for number in range(3):
            created = await _post_record(ground, person, of_object, definition)
            if number == 2:
                path = f"{API}/objects/{definition.name}/records/{created}"
                await ground.sender.send(Request("DELETE", path), person.credentials)
                company.deleted.setdefault(table, []).append(created)
            company.made_by[name].setdefault(table, []).append(created)
        await _change(ground, company, person, of_object, definition)
        await _attach(ground, company, person, of_object, definition)


async def _change(
    ground: Ground, company: Company, person: Person, maker: Maker, definition: ObjectDef
) -> None:
    """So that the record has a history, of hidden fields too."""
    path = f"{API}/objects/{definition.name}/records/{maker.own_ids(definition.table.name)[0]}"
    title, values = definition.title_field, maker.record(definition)
    texts = {
        name: value
        for name, value in values.items()
        if name != title and definition.fields[name].type.name in ("text", "long_text")
    }
    await ground.sender.send(Request("PATCH", path, body=texts), person.credentials)


async def _attach(
    ground: Ground, company: Company, person: Person, maker: Maker, definition: ObjectDef
) -> None:
    """A file on a record that stays."""
    record = str(maker.own_ids(definition.table.name)[0])
    file = (f"{maker.word()}.txt", maker.word().encode())
    request = Request(
        "POST", f"{API}/files", form={"object": definition.name, "record_id": record, "file": file}
    )
    answer = await ground.sender.send(request, person.credentials)
    if answer.accepted and definition.name in SHARED_AS:
        company.shared_files.append(answer.json["id"])


async def _post_record(ground: Ground, person: Person, maker: Maker, definition: ObjectDef) -> UUID:
    request = Request(
        "POST",
        f"{API}/objects/{definition.name}/records",
        body=maker.record(definition),
        headers={"Idempotency-Key": secrets.token_hex(8)},
    )
    answer = await ground.sender.send(request, person.credentials)
    if answer.status != 201:
        raise RuntimeError(f"No {definition.name} could be made: {answer.status} {answer.text[:600]}")
    return UUID(answer.json["ids"][0])


def _in_order(company: Company) -> list[ObjectDef]:
    """Those that others look up first."""
    wanted = ["account", "contact", "product"]
    objects = {each.name: each for each in company.registry}
    first = [objects[name] for name in wanted if name in objects]
    return first + [each for each in objects.values() if each not in first]


async def _create(
    ground: Ground, company: Company, person: Person, maker: Maker, operation: Operation, ledger: Ledger
) -> None:
    for places in object_names(operation, company) * MORE_OF.get(operation.name, 1):
        request = request_for(operation, maker, places)
        answer = await ground.sender.send(request, person.credentials)
        note_reached(ledger, operation, answer)


async def _label_settings(ground: Ground, company: Company, ledger: Ledger) -> None:
    """Options and stages of a company's own, as many in both, so that what is remembered of one could be taken for the other's;
    and fields that come and go, the company's last, which no probe needs.
    """
    maker = Maker(company, company.letter + SHARED, ground.schemas)
    operations = {each.name: each for each in ground.operations}
    for name in _SETTINGS:
        operation = operations.get(name)
        if operation is not None:
            for places in object_names(operation, company):
                if places["object_name"] in (
                    "deal",
                    "account",
                    "lead",
                    OBJECT["name"],
                    *company.deleted_objects,
                ):
                    request = request_for(operation, maker, places)
                    answer = await ground.sender.send(request, company.admin.credentials)
                    note_reached(ledger, operation, answer)


_FIELD = "/objects/{object_name}/fields/{field_name}"
_SETTINGS = (
    f"PATCH {_FIELD}",
    "PUT /objects/{object_name}/pipelines",
    "POST /objects/{object_name}/fields",
    f"GET {_FIELD}/uses",
    f"POST {_FIELD}/restore",
    "PATCH /objects/{object_name}",
    "GET /objects/{object_name}/uses",
    "POST /objects/{object_name}/restore",
)


def request_for(operation: Operation, maker: Maker, places: Mapping[str, str]) -> Request:
    """`places` has a value for each place of the path; queries and bodies are made."""
    path = operation.at(places)
    given = QUERIES[operation.name](maker) if operation.name in QUERIES else {}
    for name, each in operation.query_parameters():
        shape = json.dumps(each["schema"])
        if name not in given and (each.get("required") or '"uuid"' in shape):
            wrapped = {"type": "object", "properties": {name: each["schema"]}, "required": [name]}
            value = maker.body(wrapped)[name]
            given[name] = maker.id_for(name) if value is None else str(value)
    body = operation.body_schema()
    if body is None:
        sent = PAGES[operation.name](maker) if operation.name in PAGES else None
        return Request(operation.method, path, given, form=sent)
    media, schema = body
    made = body_for(operation.name, maker, places) if operation.name in RECIPES else None
    if media == "multipart/form-data":
        return Request(operation.method, path, given, form=made or maker.form(schema))
    return Request(operation.method, path, given, body=made if made is not None else maker.body(schema))


def note_reached(ledger: Ledger, operation: Operation, answer: Answer) -> None:
    """The best that anybody with a right to it got."""
    best = ledger.reached.get(operation.name)
    if best is None or answer.status < best:
        ledger.reached[operation.name] = answer.status
