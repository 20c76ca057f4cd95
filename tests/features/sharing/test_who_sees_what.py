"""Random companies: what each person finds is what the rules say, what is explained, and what stands on the rows."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxi import catalogue
from guanxi.features.exports.service.formats import as_csv
from guanxi.features.exports.service.pages import begin_export
from guanxi.features.objects.schemas import NewField
from guanxi.features.objects.service.custom_fields import create_field
from guanxi.features.sharing.facade import recompute
from guanxi.features.sharing.schemas import PrincipalRef, RuleCreate, RuleUpdate, SharePut
from guanxi.features.sharing.service.defaults import change_default
from guanxi.features.sharing.service.explaining import explain, list_people
from guanxi.features.sharing.service.rules import create_rule, delete_rule, update_rule
from guanxi.features.sharing.service.shares import delete_share, put_share
from guanxi.kernel.changes import Change, apply, preview, recomputing
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs.runner import JobRunner
from guanxi.kernel.metadata import standard_registry
from guanxi.kernel.query import (
    AggregateQuery,
    ListQuery,
    fetch_aggregate,
    fetch_list,
    fetch_record,
    fetch_search,
    select_ids,
)
from guanxi.kernel.tenancy import open_scope
from tests.fixtures.people import Person

catalogue.load()

PEOPLE, TEAMS, ROLES, RECORDS = 5, 2, 3, 7
SHARINGS = st.sampled_from(["private", "private", "read", "public"])
LEVELS = st.sampled_from(["read", "edit"])
person, team, role, record = (st.integers(0, most - 1) for most in (PEOPLE, TEAMS, ROLES, RECORDS))
RECEIVERS = st.one_of(
    st.tuples(st.just("user"), person),
    st.tuples(st.just("team"), team),
    st.tuples(st.just("everyone"), st.just(0)),
)
CONDITIONS = {
    "": lambda values: True,
    'industry == "retail"': lambda values: values["industry"] == "retail",
    "employees >= 50": lambda values: values["employees"] is not None and values["employees"] >= 50,
    'created_at > timestamp("2020-01-01T00:00:00Z") && created_by != null && industry == null': lambda values: (
        values["industry"] is None
    ),
    'employees == null || name.contains("3")': lambda values: (
        values["employees"] is None or "3" in values["name"]
    ),
}
RULES = st.fixed_dictionaries(
    {
        "condition": st.sampled_from(sorted(CONDITIONS)),
        "owned_by": st.one_of(
            st.none(),
            st.tuples(st.just("user"), person),
            st.tuples(st.just("team"), team),
            st.tuples(st.just("org_role"), role),
        ),
        "to": RECEIVERS,
        "level": LEVELS,
    }
)
VALUES = st.fixed_dictionaries(
    {
        "owner": person,
        "industry": st.none() | st.sampled_from(["retail", "finance"]),
        "employees": st.none() | st.sampled_from([1, 50, 500]),
    }
)
SHARES = st.tuples(record, RECEIVERS, LEVELS, st.sampled_from(["manual", "team"]))
WORLDS = st.fixed_dictionaries(
    {
        "admins": st.just({0}),
        "viewers": st.sets(person, max_size=2),
        "blind": st.booleans(),  # viewers may not read accounts at all
        "managers": st.lists(st.none() | person, min_size=PEOPLE, max_size=PEOPLE),
        "roles": st.lists(st.none() | role, min_size=PEOPLE, max_size=PEOPLE),
        "tree": st.lists(st.none() | role, min_size=ROLES, max_size=ROLES),
        "members": st.sets(st.tuples(team, person), max_size=6),
        "sharing": SHARINGS,
        "records": st.lists(VALUES, min_size=RECORDS, max_size=RECORDS),
        "rules": st.lists(RULES, max_size=3),
        "shares": st.lists(SHARES, max_size=3),
        "then": st.lists(
            st.one_of(
                st.tuples(st.just("default"), SHARINGS),
                st.tuples(st.just("rule"), RULES),
                st.tuples(st.just("drop_rule"), st.integers(0, 3)),
                st.tuples(st.just("rest_rule"), st.integers(0, 3)),
                st.tuples(st.just("share"), SHARES),
                st.tuples(st.just("unshare"), st.integers(0, 3)),
                st.tuples(st.just("write"), st.tuples(record, VALUES)),
                st.tuples(st.just("role"), st.tuples(person, st.none() | role)),
                st.tuples(st.just("join"), st.tuples(team, person)),
            ),
            max_size=6,
        ),
    }
)


@dataclass
class Company:
    """The world as a model, and the ids under which it stands in the database."""

    admin: Person
    world: dict[str, Any]
    people: list[UUID]
    teams: list[UUID]
    roles: list[UUID]
    records: list[UUID] = field(default_factory=list)
    parts: list[UUID] = field(default_factory=list)
    part: str = ""  # the field of deals that makes them parts of accounts
    rules: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    shares: dict[tuple[int, tuple[str, int], str], str] = field(default_factory=dict)
    sharing: str = "public"

    def ref(self, what: tuple[str, int] | None) -> PrincipalRef | None:
        if what is None:
            return None
        ids = {"user": self.people, "team": self.teams, "org_role": self.roles, "everyone": [None]}
        return PrincipalRef(what[0], ids[what[0]][what[1]])

    # What the documentation says, spelled out again without a principal in sight.

    def level(self, who: int, which: int) -> int:
        """0 nothing, 1 read, 2 change."""
        if who in self.world["admins"]:
            return 2
        values = self.world["records"][which]
        ranks = [{"private": 0, "read": 1, "public": 2}[self.sharing]]
        if self.is_above(who, values["owner"]):
            ranks.append(2)
        for rule in self.rules.values():
            if rule["active"] and self.applies(rule, which) and self.belongs(who, rule["to"]):
                ranks.append(2 if rule["level"] == "edit" else 1)
        for (shared, to, _), level in self.shares.items():
            if shared == which and self.belongs(who, to):
                ranks.append(2 if level == "edit" else 1)
        return max(ranks)

    def is_above(self, who: int, owner: int) -> bool:
        return self.manages(who, owner) or self.is_role_above(who, owner)

    def manages(self, who: int, other: int) -> bool:
        seen: set[int] = set()
        at: int | None = other
        while at is not None and at not in seen:
            if at == who:
                return True
            seen.add(at)
            at = self.world["managers"][at]
        return False

    def is_role_above(self, who: int, owner: int) -> bool:
        own, at = self.world["roles"][who], self.world["roles"][owner]
        while own is not None and at is not None:
            at = self.world["tree"][at]
            if at == own:
                return True
        return False

    def applies(self, rule: dict[str, Any], which: int) -> bool:
        values = {**self.world["records"][which], "name": f"Zebra {which}"}
        return CONDITIONS[rule["condition"]](values) and self.is_owned_by(values["owner"], rule["owned_by"])

    def is_owned_by(self, owner: int, what: tuple[str, int] | None) -> bool:
        if what is None:
            return True
        kind, number = what
        if kind == "user":
            return owner == number
        if kind == "team":
            return (number, owner) in self.world["members"]
        return self.world["roles"][owner] == number

    def belongs(self, who: int, to: tuple[str, int]) -> bool:
        kind, number = to
        if kind == "everyone":
            return True
        return self.manages(who, number) if kind == "user" else (number, who) in self.world["members"]

    def reads(self, who: int, which: int) -> bool:
        return self.level(who, which) > 0 and not (self.world["blind"] and who in self.world["viewers"])

    def edits(self, who: int, which: int) -> bool:
        return self.level(who, which) == 2 and who not in self.world["viewers"]


@pytest.mark.timeout(900)  # twenty companies; on a sharded database planning alone takes minutes
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=WORLDS)
async def test_who_sees_what(database, make_person, owner_url, world):
    world = deepcopy(world)
    connection = await asyncpg.connect(owner_url)
    try:
        company = await found(database, make_person, connection, world)
        await compare(database, connection, company)
        for step, what in world["then"]:
            await act(database, connection, company, step, what)
        await run_jobs(database, connection, company)
        await compare(database, connection, company)
        await recompute_from_nothing(database, connection, company)
    finally:
        await connection.close()


async def found(database, make_person, connection, world) -> Company:
    """People first; then half of the records before there are rules, half after. Each has a deal that is a part of it."""
    _break_circles(world["managers"])
    _break_circles(world["tree"])
    world["viewers"] = world["viewers"] - world["admins"]
    name = f"company-{uuid4().hex[:8]}"
    hired = [make_person(name, _role(world, who)) for who in range(PEOPLE)]
    company = Company(hired[0], world, [each.user_id for each in hired], [], [])
    tenant = company.admin.tenant_id
    for ids, table, most, columns in (
        (company.teams, "team", TEAMS, "kind"),
        (company.roles, "org_role", ROLES, None),
    ):
        for number in range(most):
            ids.append(new_id())
            more, values = (f", {columns}", ", 'team'") if columns else ("", "")
            await connection.execute(
                f"INSERT INTO guanxi.{table} (tenant_id, id, name, principal, created_at, updated_at{more})"
                f" VALUES ($1, $2, $3, nextval('guanxi.principal_seq'), now(), now(){values})",
                tenant, ids[-1], f"{table} {number}",
            )  # fmt: skip
    for number, above in enumerate(world["tree"]):
        await connection.execute(
            "UPDATE guanxi.org_role SET parent_id = $2 WHERE id = $1",
            company.roles[number],
            None if above is None else company.roles[above],
        )
    for number, user_id in enumerate(company.people):
        manager, org_role = world["managers"][number], world["roles"][number]
        await connection.execute(
            "UPDATE guanxi.app_user SET manager_id = $2, org_role_id = $3 WHERE id = $1",
            user_id,
            None if manager is None else company.people[manager],
            None if org_role is None else company.roles[org_role],
        )
    for number, who in world["members"]:
        await _join(connection, company, number, who)
    if world["blind"]:
        definition = {"objects": {"*": ["read", "export"], "account": []}}
        await connection.execute(
            "INSERT INTO guanxi.permission_set (tenant_id, id, key, name, definition, created_at, updated_at)"
            " VALUES ($1, $2, 'viewer', 'Viewer', $3::jsonb, now(), now())",
            tenant, new_id(), json.dumps(definition),
        )  # fmt: skip
    part = NewField("lookup", "Part", target="account", required=True, detail_of=True)
    async with as_admin(database, company) as scope:
        company.part = (await create_field(scope, "deal", part))[0].name
    await write(database, company, range(RECORDS // 2))
    await act(database, connection, company, "default", world["sharing"])
    for rule in world["rules"]:
        await act(database, connection, company, "rule", rule)
    await write(database, company, range(RECORDS // 2, RECORDS))
    for share in world["shares"]:
        await act(database, connection, company, "share", share)
    await run_jobs(database, connection, company)
    return company


async def write(database, company: Company, which) -> None:
    changes = [
        Change(
            "create",
            "account",
            values={
                **company.world["records"][number],
                "name": f"Zebra {number}",
                "owner": company.people[company.world["records"][number]["owner"]],
            },
        )
        for number in which
    ]
    async with as_admin(database, company) as scope:
        made = [result.id for result in (await apply(scope, changes)).results]
        parts = [
            Change(
                "create",
                "deal",
                values={
                    "name": f"Part {number}",
                    company.part: record_id,
                    "owner": company.people[number % PEOPLE],  # which says nothing of who sees it
                },
            )
            for number, record_id in zip(which, made, strict=True)
        ]
        company.records += made
        company.parts += [result.id for result in (await apply(scope, parts)).results]


async def act(database, connection, company: Company, step: str, what: Any) -> None:
    async with as_admin(database, company) as scope:
        match step:
            case "default":
                await change_default(scope, "account", what)
                company.sharing = what
            case "rule":
                made = await create_rule(
                    scope,
                    RuleCreate(
                        "account", "A rule", company.ref(what["to"]), what["condition"],
                        company.ref(what["owned_by"]), what["level"],
                    ),
                )  # fmt: skip
                company.rules[made.id] = {**what, "active": True}
            case "drop_rule" if what < len(company.rules):
                rule_id = list(company.rules)[what]
                await delete_rule(scope, rule_id)
                del company.rules[rule_id]
            case "rest_rule" if what < len(company.rules):
                rule_id = list(company.rules)[what]
                company.rules[rule_id]["active"] = not company.rules[rule_id]["active"]
                await update_rule(scope, rule_id, RuleUpdate(active=company.rules[rule_id]["active"]))
            case "share":
                which, to, level, reason = what
                reason = reason if to[0] == "user" else "manual"
                given = SharePut(company.ref(to), level, reason, "Expert")
                await put_share(scope, "account", company.records[which], given)
                company.shares[which, to, reason] = level
            case "unshare" if what < len(company.shares):
                which, to, reason = list(company.shares)[what]
                await delete_share(scope, "account", company.records[which], company.ref(to), reason)
                del company.shares[which, to, reason]
            case "write":
                which, values = what
                company.world["records"][which] = values
                new = {**values, "owner": company.people[values["owner"]]}
                await apply(scope, [Change("update", "account", company.records[which], new)])
            case "role":
                who, org_role = what
                company.world["roles"][who] = org_role
                await connection.execute(
                    "UPDATE guanxi.app_user SET org_role_id = $2 WHERE id = $1",
                    company.people[who],
                    None if org_role is None else company.roles[org_role],
                )
                await recompute(scope, owners=[company.people[who]])
            case "join" if what not in company.world["members"]:
                company.world["members"].add(what)
                await _join(connection, company, *what)
                await recompute(scope, owners=[company.people[what[1]]])


async def compare(database, connection, company: Company) -> None:
    rows = {}
    for who in range(PEOPLE):
        expected = {which for which in range(RECORDS) if company.reads(who, which)}
        editable = {which for which in range(RECORDS) if company.edits(who, which)}
        found = await what_is_found(database, company, who)
        assert found == dict.fromkeys(found, expected), who
        assert await what_can_be_changed(database, company, who) == editable, who
        await compare_parts(database, company, who)
        async with as_admin(database, company) as scope:
            for which, record_id in enumerate(company.records):
                access = await explain(scope, "account", record_id, company.people[who], None)
                assert access.up_to_date
                assert (access.verdict.reads, access.verdict.edits) == (which in expected, which in editable)
                assert bool(access.verdict.because) == (company.level(who, which) > 0)
                assert access.verdict.edits or access.verdict.why_not
                rows[who, which] = (access.verdict.reads, access.verdict.edits)
    async with as_admin(database, company) as scope:
        for which, record_id in enumerate(company.records):
            page = await list_people(scope, "account", record_id, "", "", 100)
            listed = {company.people.index(each.user.id): (each.reads, each.edits) for each in page.data}
            assert listed == {who: rows[who, which] for who in range(PEOPLE)}


async def compare_parts(database, company: Company, who: int) -> None:
    """Parts are seen, changed and explained as what they are parts of."""
    shared = {which for which in range(RECORDS) if company.level(who, which) > 0}
    async with as_person(database, company, who) as scope:
        listed = msgspec.json.decode(await fetch_list(scope, ListQuery("deal", count="exact")))
        searched = msgspec.json.decode(await fetch_search(scope, "part", ["deal"]))
        changes = [Change("update", "deal", each, {"next_step": "x"}) for each in company.parts]
        refused = {}
        if scope.may("deal.update"):
            refused = {each.index for each in (await preview(scope, changes)).refused}
            assert set(range(RECORDS)) - refused == {n for n in shared if company.level(who, n) == 2}
    assert {company.parts.index(UUID(each["id"])) for each in listed["data"]} == shared
    assert {company.parts.index(UUID(each["id"])) for each in searched["data"]} == shared
    async with as_admin(database, company) as scope:
        for which, record_id in enumerate(company.parts):
            access = await explain(scope, "deal", record_id, company.people[who], None)
            assert access.up_to_date
            assert access.verdict.reads == (which in shared)
            assert all("through the Account" in each.text for each in access.grants)


async def what_is_found(database, company: Company, who: int) -> dict[str, set[int]]:
    """By every way in which records are read."""
    place = {str(record_id): which for which, record_id in enumerate(company.records)}
    open_as = partial(as_person, database, company, who)
    async with open_as() as scope:
        if not scope.may("account.read"):
            return await _all_is_refused(scope, company)
        listed = msgspec.json.decode(await fetch_list(scope, ListQuery("account", count="exact")))
        query = ListQuery("account", q="zebra")
        by_words = msgspec.json.decode(await fetch_list(scope, query))
        searched = msgspec.json.decode(await fetch_search(scope, "zebra"))
        counted = msgspec.json.decode(await fetch_aggregate(scope, AggregateQuery("account")))
        walked = await select_ids(scope, "account")
        read = [each for each in company.records if await fetch_record(scope, "account", each) is not None]
        export = await begin_export(scope, "account", ListQuery("account", fields=("name",)))
    file = b"".join([piece async for piece in as_csv(export, open_as)]).decode()
    found = {
        "list": {place[each["id"]] for each in listed["data"]},
        "list by words": {place[each["id"]] for each in by_words["data"]},
        "search": {place[each["id"]] for each in searched["data"]},
        "ids": {place[str(each)] for each in walked},
        "read": {place[str(each)] for each in read},
        "export": {which for which in range(RECORDS) if f"Zebra {which}" in file},
    }
    assert listed["count"]["value"] == len(found["list"])
    assert [row["count"] for row in counted["data"]] == [len(found["list"])]
    return found


async def _all_is_refused(scope, company: Company) -> dict[str, set[int]]:
    for reading in (
        fetch_list(scope, ListQuery("account")),
        fetch_record(scope, "account", company.records[0]),
        fetch_aggregate(scope, AggregateQuery("account")),
        select_ids(scope, "account"),
        begin_export(scope, "account", ListQuery("account")),
    ):
        try:
            await reading
        except Forbidden:
            continue
        raise AssertionError("read without the right")
    searched = msgspec.json.decode(await fetch_search(scope, "zebra"))
    return {"search": {company.records.index(UUID(each["id"])) for each in searched["data"]}}


async def what_can_be_changed(database, company: Company, who: int) -> set[int]:
    async with as_person(database, company, who) as scope:
        changes = [Change("update", "account", each, {"city": "Bern"}) for each in company.records]
        try:
            outcome = await preview(scope, changes)
        except Forbidden:
            return set()
    return {which for which, result in enumerate(outcome.results) if not result.errors}


async def recompute_from_nothing(database, connection, company: Company) -> None:
    """What is on the rows is what a fresh computation puts there, on records and on what is searched."""
    before = await _acls(connection, company)
    await connection.execute("UPDATE guanxi.account SET acl = '{}' WHERE id = ANY($1)", company.records)
    await connection.execute(
        "UPDATE guanxi.search_doc SET acl = '{}' WHERE record_id = ANY($1)", company.records
    )
    async with as_admin(database, company) as scope:
        definition = standard_registry().object("account")
        await recomputing.recompute_records(scope, definition, company.records)
    assert await _acls(connection, company) == before


async def _acls(connection, company: Company) -> list[Any]:
    rows = await connection.fetch(
        "SELECT a.id, a.acl, s.acl AS searched FROM guanxi.account a JOIN guanxi.search_doc s"
        " ON s.record_id = a.id AND s.tenant_id = a.tenant_id WHERE a.id = ANY($1) ORDER BY a.id",
        company.records,
    )
    assert all(row["acl"] == row["searched"] for row in rows) and len(rows) == RECORDS
    return [(row["id"], row["acl"]) for row in rows]


async def run_jobs(database, connection, company: Company) -> None:
    waiting = await connection.fetch(
        "SELECT id, created_by FROM guanxi.job WHERE tenant_id = $1 AND state = 'queued' ORDER BY id",
        company.admin.tenant_id,
    )
    for job in waiting:
        await JobRunner(database).run(company.admin.tenant_id, job["created_by"], job["id"])
    states = await connection.fetch(
        "SELECT DISTINCT state FROM guanxi.job WHERE tenant_id = $1", company.admin.tenant_id
    )
    assert {row["state"] for row in states} <= {"succeeded"}


def as_admin(database, company: Company):
    return as_person(database, company, 0)


def as_person(database, company: Company, who: int):
    return open_scope(database, company.admin.tenant_id, company.people[who], source="api")


async def _join(connection, company: Company, number: int, who: int) -> None:
    await connection.execute(
        "INSERT INTO guanxi.team_member (tenant_id, team_id, user_id, created_at) VALUES ($1, $2, $3, now())",
        company.admin.tenant_id,
        company.teams[number],
        company.people[who],
    )


def _role(world: dict[str, Any], who: int) -> str:
    if who in world["admins"]:
        return "admin"
    return "viewer" if who in world["viewers"] else "member"


def _break_circles(above: list[int | None]) -> None:
    """In place: whoever would be above himself has nobody above."""
    for number in range(len(above)):
        seen, at = {number}, above[number]
        while at is not None:
            if at in seen:
                above[number] = None
                break
            seen.add(at)
            at = above[at]
