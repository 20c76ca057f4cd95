"""A wall that is taken away has to be missed: for each mutant the attack must find something that it did not find before.

Each looks only where its hole would show, with and without the mutation, so that the whole file takes a minute or two.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from sqlalchemy import text

from guanxi.attack import Attack, Ledger
from guanxi.attack.custom_objects import FILES
from guanxi.attack.exchange import Request
from guanxi.attack.founding import World
from guanxi.attack.probes import authority, crossing, forms, jobs, kept, streams, tokens, wall
from guanxi.attack.probing import Probe
from guanxi.attack.waiting import UPLOADING
from guanxi.features.approvals.queries import requests
from guanxi.features.approvals.service import reading as reading_of_approvals
from guanxi.features.approvals.service.application import as_application
from guanxi.features.approvals.service.sight import Sight
from guanxi.features.events.service.hub import Hub, Stream
from guanxi.features.forms.service import quarantine, tickets
from guanxi.features.forms.service import reading as reading_of_forms
from guanxi.features.imports.queries import imports
from guanxi.features.objects.service import written
from guanxi.features.sessions.service.switching import choose_company
from guanxi.kernel.changes import apply as changes
from guanxi.kernel.changes import reading
from guanxi.kernel.db import prepare
from guanxi.kernel.jobs import context, lifecycle
from guanxi.kernel.jobs import queries as job_queries
from guanxi.kernel.query import cursor
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.source import Source
from tests.attack.mutants import (
    Mutation,
    always,
    both,
    forget,
    function,
    never_refuses,
    policy,
    python,
    statements,
    without_require,
)

Look = Callable[[Attack], Awaitable[Any]]
TENANT = "tenant_id = current_setting('app.tenant_id')::bigint"
RECORD = "/objects/{object_name}/records/{record_id}"


@dataclass(frozen=True)
class Mutant:
    name: str
    mutation: Mutation
    look: Look


def at(family: str, operation: str, *, who: str | tuple[str, ...] = (), path: str = "") -> Look:
    """The probes of one operation, perhaps of one person, perhaps to some paths."""
    people = (who,) if isinstance(who, str) else who

    def is_wanted(probe: Probe) -> bool:
        return (
            probe.operation == operation
            and (not people or probe.who.name in people)
            and path in probe.request.target
        )

    return lambda attack: attack.run_some(family, is_wanted)


def linked(look: Look) -> Look:
    async def and_afterwards(attack: Attack) -> None:
        await look(attack)
        await crossing.links(attack.prober)

    return and_afterwards


def without_a_say(operation: str, who: str) -> Look:
    async def look(attack: Attack) -> None:
        probes = [
            each
            for each in authority.probes(attack.world)
            if each.operation == operation and each.who.name == who
        ]
        await attack.prober.run(authority.FAMILY, probes[:3])

    return look


def wall_of(*tables: str) -> Look:
    return lambda attack: wall.run(attack.world, attack.ledger, tables)


# --- replacements for functions -------------------------------------------------------------------------------------


def field_of_anybody(self: Fields, definition: Any, name: str) -> Any:
    return definition.field(name)


def all_fields(self: Fields) -> Any:
    return (FieldPath(each.name, each) for each in self.definition.field_list)


def described_to_anybody(scope: Any, fields: Fields, names: Any, name: str, pair: Any) -> Any:
    field = fields.definition.field(name)
    return [{"field": name, "label": name, "old": pair[0], "new": pair[1]}] if field else []


async def existing_anywhere(scope: Any, target: Any, ids: list[UUID]) -> set[UUID]:
    return set(ids)


async def locked_above_sharing(scope: Any, definition: Any, ids: Any) -> Any:
    async with changes.elevated(scope):
        return await _locked_rows(scope, definition, ids)


_locked_rows = reading.locked_rows


async def job_of_anybody(scope: Any, job_id: UUID) -> Any:
    job = await job_queries.find_job(scope, job_id)
    if job is None:
        raise lifecycle.NotFound()
    return job


def job_of_any_company() -> Any:
    return prepare(
        text(job_queries.SELECT.sql.replace("tenant_id = CAST($1 AS bigint)", "true").replace("$2", ":id"))
    )


async def get_import_of_anybody(scope: Any, import_id: UUID, *, lock: bool = False) -> Any:
    return await _get_import(scope_as_admin(scope), import_id, lock=lock)


_get_import = imports.get_import


def scope_as_admin(scope: Any) -> Any:
    return replace(scope, actor=replace(scope.actor, role="admin"))


async def keys_of_anybody(tx: Any, tenant_id: int, user_id: UUID) -> Any:
    return await tx.fetch(text("SELECT id, name, prefix, created_at, last_used_at FROM guanxi.api_key"))


async def invitations_of_anybody(tx: Any, tenant_id: int, now: Any) -> Any:
    return await tx.fetch(text("SELECT * FROM guanxi.invitation"))


async def sessions_of_anybody(tx: Any, identity_id: UUID, now: Any) -> Any:
    return await tx.fetch(text("SELECT * FROM guanxi.session"))


def sign_for_anybody(tenant_id: int, payload: bytes) -> bytes:
    return _sign(0, payload)


_sign = cursor._sign


def opened_for_all_companies(self: Hub, identity: Any) -> Stream:
    stream = Stream(identity)
    for tenant in range(1, 10):
        self._streams.setdefault(tenant, set()).add(stream)
    return stream


def told_with_ids(identity: Any, announcement: dict[str, Any]) -> Any:
    return ("change", {"ids": announcement.get("ids")}) if announcement.get("type") == "change" else None


def told_without_rights(identity: Any, announcement: dict[str, Any]) -> Any:
    return (
        ("change", {"object": announcement.get("object")}) if announcement.get("type") == "change" else None
    )


class ByVersionAlone(OrderedDict[Any, Any]):
    """What is remembered by a company's version, without the company."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1], value)


class ByVersionAndLessAlone(OrderedDict[Any, Any]):
    """What is described of objects, remembered without the company."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[2:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[2:], value)

    def move_to_end(self, key: Any, last: bool = True) -> None:
        super().move_to_end(key[2:], last)


def sight_without_key(scope: Any) -> Any:
    return None, scope.actor.rights.sees


def scope_without_tenant(self: Source, deleted: bool = False) -> list[Any]:
    return _source_scope(self, deleted)[1:]


_source_scope = Source.scope


async def seen_by_anybody(scope: Any, request_id: UUID) -> Any:
    return (
        Sight(record=True, asked=False, concerned=True) if await requests.read(scope, [request_id]) else None
    )


async def record_above_rights(scope: Any, request: Any) -> Any:
    async with as_application(scope) as own:
        return await _record_values(own, request)


_record_values = reading_of_approvals.record_values


def read_unsigned_letter(token: str, secret: bytes) -> Any:
    packed = tokens.unpacked(token)
    return int.from_bytes(packed[:8], "big"), UUID(bytes=packed[8:24])


def read_unsigned_address(token: str, secret: bytes) -> Any:
    return *read_unsigned_letter(token, secret), int.from_bytes(tokens.unpacked(token)[24:28], "big")


def read_unsigned_ticket(secret: bytes, key: str, ticket: str, now: Any, **options: Any) -> UUID:
    with patch.object(tickets, "_sign", lambda secret, head: tokens.unpacked(ticket)[28:]):
        return _read_ticket(secret, key, ticket, now, **options)


def read_ticket_of_any_form(secret: bytes, key: str, ticket: str, now: Any, **options: Any) -> UUID:
    with patch.object(tickets, "_form", always(tokens.unpacked(ticket)[:8])):
        return _read_ticket(secret, key, ticket, now, **options)


_read_ticket = tickets.read

_any_form = prepare(
    text("SELECT id FROM guanxi.definition WHERE tenant_id = :tenant_id AND kind = 'form' LIMIT 1")
)


async def form_of_any_key(scope: Any, key: str) -> UUID | None:
    found: UUID | None = await scope.tx.fetchval(_any_form, {"tenant_id": scope.tenant.id})
    return found


async def uploads_of_any_page(scope: Any, form_id: UUID, prepared: Any, given: Any, ticket: Any) -> Any:
    return await quarantine.named_in(scope, form_id, prepared, given, None)


def values_with_any_record(scope: Any, form: Any, given: Any, sources: Any) -> Any:
    return _read_values(scope, form, given, replace(sources, choices=None))


_read_values = reading_of_forms.read_values


def ticket_without_end() -> Any:
    return prepare(
        text(
            "UPDATE guanxi.session SET token_hash = :token_hash, idle_expires_at = expires_at, seen_at = :now, "
            "user_agent = :user_agent, ip = :ip WHERE token_hash = :ticket_hash RETURNING tenant_id"
        )
    )


@asynccontextmanager
async def any_company(world: World) -> AsyncIterator[None]:
    """Whoever asks for the victim's gets there, as its administrator."""
    victim = world.victim

    async def chosen(tx: Any, identity_id: UUID, wanted: Any) -> Any:
        if str(wanted) in (victim.slug, str(victim.tenant_id)):
            return {"tenant_id": victim.tenant_id, "user_id": victim.admin.user_id}
        return await choose_company(tx, identity_id, wanted)

    with patch("guanxi.features.sessions.service.switching.choose_company", chosen):
        yield


_without_user = prepare(
    text(
        "SELECT request_hash, status, headers, body FROM guanxi.idempotency_key WHERE tenant_id = :tenant_id "
        "AND key = :key AND created_at > :not_before"
    )
)


async def replayed_to_colleagues(scope: Any, key: str, *, not_before: Any) -> Any:
    given = {"tenant_id": scope.tenant.id, "key": key, "not_before": not_before}
    return await scope.tx.fetchrow(_without_user, given)


def session_without_end() -> Any:
    return prepare(
        text(
            "SELECT s.id, s.identity_id, s.seen_at, s.expires_at, guanxi.actor(s.tenant_id, s.user_id) AS actor "
            "FROM guanxi.session s WHERE s.token_hash = :token_hash AND :now IS NOT NULL"
        )
    )


def key_without_end() -> Any:
    return prepare(
        text(
            "SELECT k.id, k.last_used_at, guanxi.actor(k.tenant_id, k.user_id) AS actor FROM guanxi.api_key k "
            "WHERE k.token_hash = :token_hash AND :now IS NOT NULL"
        )
    )


def identity_of_the_inactive(kind: Any, credential_id: Any, identity_id: Any, actor: Any) -> Any:
    from guanxi.edge.identities import Identity
    from guanxi.kernel.tenancy import seed_from

    return None if actor is None else Identity(kind, credential_id, identity_id, seed_from(actor))


def views_of_anybody() -> Any:
    from sqlalchemy import bindparam, or_, true

    return or_(true(), bindparam("user_id").is_(None))


@asynccontextmanager
async def opened_above_sharing(*args: Any, **options: Any) -> AsyncIterator[Any]:
    async with _open_scope(*args, **options) as scope:
        await scope.tx.execute("SET LOCAL ROLE guanxi_app")
        yield scope


_open_scope = context.open_scope


async def objects_of_both(attack: Attack) -> None:
    """The victim's are remembered first. What was described before would hide that others are."""
    written._written.clear()
    await attack.prober.send(Request("GET", "/api/v1/objects"), attack.world.victim.admin)
    await at("crossing", "GET /objects", who="stranger_admin")(attack)


MUTANTS = [
    # The database's policies and functions.
    Mutant(
        "members read what nobody shared",
        policy("deal", "shared_read", using=TENANT),
        at("sharing", f"GET {RECORD}", who="colleague", path="/deal/"),
    ),
    Mutant(
        "members lock what they may only read",
        policy("account", "shared_write", using=TENANT),
        wall_of("account"),
    ),
    Mutant(
        "members change what they may only read",
        policy("account", "shared_write", using=TENANT),
        at("sharing", "POST /files", who="colleague"),
    ),
    Mutant(
        "policy of a record table", policy("account", "tenant_guanxi_app", using="true"), wall_of("account")
    ),
    Mutant("policy of shared reading", policy("product", "shared_read", using="true"), wall_of("product")),
    Mutant(
        "policy of a plain table",
        policy("saved_view", "tenant_guanxi_member", using="true"),
        wall_of("saved_view"),
    ),
    Mutant("check of a policy", policy("file", "tenant_guanxi_app", check="true"), wall_of("file")),
    Mutant(
        "policy of history", policy("audit_log", "tenant_guanxi_member", using="true"), wall_of("audit_log")
    ),
    Mutant(
        "policy of permission sets",
        policy("permission_set", "tenant_guanxi_member", using="true"),
        wall_of("permission_set"),
    ),
    Mutant(
        "policy of jobs, over HTTP",
        both(
            policy("job", "tenant_guanxi_app", using="true"),
            python("guanxi.kernel.jobs.queries.SELECT", job_of_any_company()),
        ),
        at("crossing", "GET /jobs/{job_id}", who="stranger_admin"),
    ),
    Mutant(
        "row-level security of a table",
        statements(
            "ALTER TABLE guanxi.lead DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE guanxi.lead ENABLE ROW LEVEL SECURITY",
        ),
        wall_of("lead"),
    ),
    Mutant(
        "right to truncate",
        statements(
            "GRANT TRUNCATE ON guanxi.deal TO guanxi_app", "REVOKE TRUNCATE ON guanxi.deal FROM guanxi_app"
        ),
        wall_of("deal"),
    ),
    Mutant(
        "grant of a global table",
        statements(
            "GRANT SELECT ON guanxi.api_key TO guanxi_member",
            "REVOKE SELECT ON guanxi.api_key FROM guanxi_member",
        ),
        wall_of("api_key"),
    ),
    Mutant(
        "sharing in the search function",
        function("search", ("AND (s.acl || '{}'::bigint[]) && held", "")),
        at("words", "GET /search", who="colleague"),
    ),
    Mutant(
        "sharing in the search of who sees little",
        function("search_narrow", ("AND s.acl && held", "")),
        wall_of("account"),
    ),
    Mutant(
        "company in the search function",
        function(
            "search_all",
            ("s.tenant_id = company", "true"),
            ("('t' || company)::tsquery && q", "q"),
        ),
        wall_of("nothing but the functions"),
    ),
    # With the policy open, the program's own predicate is what holds; without that too, nothing does.
    Mutant(
        "company in compiled statements",
        both(
            policy("account", "tenant_guanxi_app", using="true"),
            python("guanxi.kernel.query.source.Source.scope", scope_without_tenant),
        ),
        at("crossing", f"GET {RECORD}", who="stranger_admin", path="/account/"),
    ),
    # Who is let in.
    Mutant(
        "status of a user",
        python("guanxi.features.api_keys.service.identity_of_actor", identity_of_the_inactive),
        at("doors", "GET /my-day", who="disabled"),
    ),
    Mutant(
        "end of an API key",
        python("guanxi.features.api_keys.queries._ACTOR_OF_KEY", key_without_end()),
        at("doors", "GET /my-day", who="expired key"),
    ),
    Mutant(
        "end of a session",
        python("guanxi.features.sessions.queries.sessions._ACTOR_OF_SESSION", session_without_end()),
        at("doors", "GET /my-day", who="expired session"),
    ),
    Mutant(
        "CSRF token",
        python("guanxi.edge.authentication.is_csrf_token", always(True)),
        at("doors", "POST /views", who="session without CSRF token"),
    ),
    # What rights give.
    Mutant(
        "right to read",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require(".read")),
        at("verbs", "POST /objects/{object_name}/aggregate", who="portal"),
    ),
    Mutant(
        "right to change",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require(".update")),
        at("verbs", f"PATCH {RECORD}", who="viewer", path="/product/"),
    ),
    Mutant(
        "right to create",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require(".create")),
        at("verbs", "POST /objects/{object_name}/records", who="viewer", path="/product/"),
    ),
    Mutant(
        "right to export",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require(".export")),
        at("verbs", "GET /objects/{object_name}/export", who="limited"),
    ),
    Mutant(
        "right to change many",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require(".mass_update")),
        at("verbs", "POST /objects/{object_name}/mass-updates", who="limited", path="/product/"),
    ),
    # Hidden fields.
    Mutant(
        "hidden fields in conditions",
        python("guanxi.kernel.query.fields.Fields._field", field_of_anybody),
        at("hidden fields", "GET /objects/{object_name}/records", who="limited", path="/account/"),
    ),
    Mutant(
        "hidden fields in aggregates",
        python("guanxi.kernel.query.fields.Fields._field", field_of_anybody),
        at("hidden fields", "POST /objects/{object_name}/aggregate", who="limited", path="/product/"),
    ),
    Mutant(
        "hidden fields in shared views",
        python("guanxi.kernel.query.fields.Fields._field", field_of_anybody),
        lambda attack: kept.run(attack.prober),
    ),
    Mutant(
        "hidden fields unasked",
        python("guanxi.kernel.query.fields.Fields.all", all_fields),
        at("hidden fields", "GET /objects/{object_name}/records", who="limited", path="/product/"),
    ),
    Mutant(
        "fixed fields",
        python("guanxi.kernel.tenancy.rights.Rights.edits", always(True)),
        at("hidden fields", f"PATCH {RECORD}", who="fixed", path="/product/"),
    ),
    Mutant(
        "hidden fields in history",
        python("guanxi.kernel.query.history._described", described_to_anybody),
        at("hidden fields", f"GET {RECORD}/timeline", who="limited", path="/product/"),
    ),
    Mutant(
        "hidden words in search",
        python("guanxi.kernel.query.search.sees_all_words", always(True)),
        at("words", "GET /search", who="limited"),
    ),
    Mutant(
        "hidden words in lists",
        python("guanxi.kernel.query.opened.sees_all_words", always(True)),
        at("words", "GET /objects/{object_name}/records", who="limited", path="/account/"),
    ),
    # Records and what hangs on them.
    Mutant(
        "lookups to what is invisible",
        python("guanxi.kernel.changes.checks._existing", existing_anywhere),
        linked(at("crossing", "POST /objects/{object_name}/records", who="stranger_admin", path="/contact/")),
    ),
    Mutant(
        "locking above record sharing",
        python("guanxi.kernel.changes.reading.locked_rows", locked_above_sharing),
        at("sharing", f"PATCH {RECORD}", who="colleague", path="/lead/"),
    ),
    Mutant(
        "the record of a timeline",
        python("guanxi.kernel.query.timeline.require_record", never_refuses()),
        at("sharing", f"GET {RECORD}/timeline", who="colleague", path="/deal/"),
    ),
    Mutant(
        "the record of a file",
        python("guanxi.features.files.service.attachments.check_record", never_refuses()),
        at("sharing", "GET /files/{file_id}/content", who="colleague"),
    ),
    Mutant(
        "whose import it is",
        python("guanxi.features.imports.queries.imports.get_import", get_import_of_anybody),
        at("sharing", "GET /imports/{import_id}", who="colleague"),
    ),
    Mutant(
        "whose view it is",
        python("guanxi.features.views.queries._VISIBLE", views_of_anybody()),
        at("sharing", "DELETE /views/{view_id}", who="colleague"),
    ),
    Mutant(
        "whose job it is",
        python("guanxi.features.jobs.routes.get_job", job_of_anybody),
        at("sharing", "GET /jobs/{job_id}", who="colleague"),
    ),
    Mutant(
        "whose keys are listed",
        python("guanxi.features.api_keys.queries.list_keys_of_user", keys_of_anybody),
        at("crossing", "GET /api-keys", who="stranger_admin"),
    ),
    Mutant(
        "whose invitations are listed",
        python(
            "guanxi.features.invitations.queries.invitations.list_open_invitations", invitations_of_anybody
        ),
        at("crossing", "GET /invitations", who="stranger_admin"),
    ),
    Mutant(
        "whose sessions are listed",
        python("guanxi.features.sessions.queries.sessions.list_sessions_of_identity", sessions_of_anybody),
        at("crossing", "GET /sessions"),
    ),
    # What is handed out and remembered.
    Mutant(
        "company in a cursor",
        python("guanxi.kernel.query.cursor._sign", sign_for_anybody),
        lambda attack: tokens.cursors(attack.prober),
    ),
    Mutant(
        "user of an idempotency key",
        python("guanxi.edge.idempotency_keys.find", replayed_to_colleagues),
        lambda attack: tokens.idempotency(attack.prober),
    ),
    Mutant(
        "sight in the key of compiled statements",
        python("guanxi.kernel.query.opened.sight_of", sight_without_key),
        at("hidden fields", "GET /objects/{object_name}/records", who="limited", path="/product/"),
    ),
    Mutant(
        "company in the key of remembered objects",
        python("guanxi.kernel.metadata.overlays._remembered", ByVersionAlone()),
        objects_of_both,
    ),
    Mutant(
        "company in the key of written objects",
        python("guanxi.features.objects.service.written._written", ByVersionAndLessAlone()),
        objects_of_both,
    ),
    # Live events.
    Mutant(
        "company of an event",
        python("guanxi.features.events.service.hub.Hub.open", opened_for_all_companies),
        lambda attack: streams.run(attack.prober),
    ),
    Mutant(
        "ids of private records in events",
        python("guanxi.features.events.service.hub.event_for", told_with_ids),
        lambda attack: streams.run(attack.prober),
    ),
    Mutant(
        "rights of who hears of events",
        python("guanxi.features.events.service.hub.event_for", told_without_rights),
        lambda attack: streams.run(attack.prober),
    ),
    # Jobs.
    Mutant(
        "sharing in a job",
        python("guanxi.kernel.jobs.context.open_scope", opened_above_sharing),
        lambda attack: jobs.run(attack.prober, ["records.mass_update"]),
    ),
    Mutant(
        "whom an approval concerns",
        python("guanxi.features.approvals.service.sight.sight_of", seen_by_anybody),
        at("sharing", "GET /approvals/{request_id}", who="colleague"),
    ),
    Mutant(
        "fields of an approval's summary",
        python("guanxi.features.approvals.service.reading.record_values", record_above_rights),
        at("hidden fields", "GET /approvals/{request_id}", who="limited"),
    ),
    Mutant(
        "the signature of an approval's letter",
        python("guanxi.features.approvals.service.letters.read_token", read_unsigned_letter),
        lambda attack: tokens.signed_links(attack.prober),
    ),
    Mutant(
        "the list of open approvals",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require("company.manage")),
        at("sharing", "GET /open-approvals", who="colleague"),
    ),
    # Who administers.
    Mutant(
        "who puts exchange rates in force",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require("company.manage")),
        without_a_say("POST /exchange-rates", "viewer"),
    ),
    Mutant(
        "who sets the working calendar",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require("company.manage")),
        without_a_say("PUT /work-calendar", "viewer"),
    ),
    Mutant(
        "who reveals encrypted values",
        python("guanxi.kernel.tenancy.scope.Scope.require", without_require("secret.reveal")),
        without_a_say("POST /objects/{object_name}/records/{record_id}/reveals", "colleague"),
    ),
    # Strangers before a form.
    Mutant(
        "policy of their uploads",
        policy("form_upload", "tenant_guanxi_app", using="true"),
        wall_of("form_upload"),
    ),
    Mutant(
        "the secret in a form's key",
        python("guanxi.features.forms.queries.keeping.form_of", form_of_any_key),
        lambda attack: forms.keys(attack.prober),
    ),
    Mutant(
        "the signature of a form's ticket",
        python("guanxi.features.forms.service.tickets.read", read_unsigned_ticket),
        lambda attack: forms.tickets(attack.prober, (UPLOADING,)),
    ),
    Mutant(
        "which form a ticket is of",
        python("guanxi.features.forms.service.tickets.read", read_ticket_of_any_form),
        lambda attack: forms.tickets(attack.prober, (UPLOADING,)),
    ),
    Mutant(
        "which page an upload is of",
        python("guanxi.features.forms.service.receiving.named_in", uploads_of_any_page),
        lambda attack: forms.named(attack.prober, (FILES,)),
    ),
    Mutant(
        "which records a form offers",
        python("guanxi.features.forms.service.receiving.read_values", values_with_any_record),
        lambda attack: forms.named(attack.prober, ("account",)),
    ),
    # Who goes from one company to another.
    Mutant(
        "the end of an operator's ticket",
        python("guanxi.features.sessions.queries.sessions._ENTER_SUPPORT", ticket_without_end()),
        lambda attack: tokens.entering(attack.prober),
    ),
    Mutant(
        "the signature of a workflow's address",
        python("guanxi.features.workflows.service.hooks.read_address", read_unsigned_address),
        lambda attack: tokens.signed_links(attack.prober),
    ),
    # The last one: it ends the session of the browser.
    Mutant(
        "the companies of a person",
        any_company,
        lambda attack: tokens.other_companies(attack.prober),
    ),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
async def test_is_found(world: World, mutant: Mutant) -> None:
    if "remembered objects" in mutant.name:
        await _same_versions(world)
    sound = await _looked(world, mutant)
    async with mutant.mutation(world):
        broken = await _looked(world, mutant)
    forget(world)

    assert sound.probes > 0, "nothing was looked at"
    assert sound.findings == [], "found something before anything was broken"
    assert broken.findings, "the attack does not miss this wall"


def test_there_are_enough() -> None:
    assert len(MUTANTS) >= 20
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


async def _looked(world: World, mutant: Mutant) -> Ledger:
    attack = Attack(world, ledger=Ledger())
    await mutant.look(attack)
    return attack.ledger


async def _same_versions(world: World) -> None:
    """Two companies whose metadata changed equally often."""
    await world.ground.owner.execute(
        "UPDATE guanxi.tenant SET meta_version = (SELECT max(meta_version) + 1 FROM guanxi.tenant)"
    )
    for tenant in world.tenants:
        await world.ground.forget(tenant)
