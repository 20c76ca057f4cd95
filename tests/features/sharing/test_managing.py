"""Somebody who manages sharing without being an administrator."""

from __future__ import annotations

import json

import pytest

from guanxi.features.sharing.schemas import PreviewRequest, PrincipalRef, RuleCreate, SharePut
from guanxi.features.sharing.service import explaining, previewing, rules, shares
from guanxi.features.sharing.service.defaults import change_default
from guanxi.kernel.errors import Problem
from guanxi.kernel.jobs import JobState
from guanxi.kernel.query import fetch_record

SET = {
    "objects": {"*": ["read", "export"]},
    "fields": {"account": {"annual_revenue": "hidden"}},
    "areas": ["sharing.manage"],
}


@pytest.fixture
async def manager(make_person, company, admin, execute_as_owner):
    await execute_as_owner(
        "INSERT INTO guanxi.permission_set (tenant_id, id, key, name, definition, created_at, updated_at)"
        " VALUES ($1, gen_random_uuid(), 'viewer', 'Viewer', $2::jsonb, now(), now())",
        admin.tenant_id,
        json.dumps(SET),
    )
    return make_person(company, "viewer")


@pytest.fixture
async def account(admin, create, share_by_default):
    await share_by_default(admin, account="private")
    return (await create(admin, "account", {"name": "Secret", "employees": 5}))[0]


def rule(condition):
    return RuleCreate("account", "For all", PrincipalRef("everyone"), condition)


async def test_makes_rules_that_others_records_follow(manager, account, scope_of, run):
    async with scope_of(manager) as scope:
        assert await fetch_record(scope, "account", account) is None
        made = await rules.create_rule(scope, rule("employees == 5"))

    job = await run(manager, made.job_id)

    assert (job.state, job.result) == (JobState.SUCCEEDED, {"seen": 1, "changed": 1})
    async with scope_of(manager) as scope:
        assert await fetch_record(scope, "account", account) is not None


async def test_previews_count_what_he_does_not_see_and_do_not_name_it(manager, account, scope_of):
    async with scope_of(manager) as scope:
        seen = await previewing.preview(scope, PreviewRequest("account", sharing="read"))

    assert (seen.gained, seen.lost) == (1, 0)
    assert [(each.id, each.name) for each in seen.sample] == [(account, None)]


async def test_explains_records_that_he_does_not_see(manager, account, admin, scope_of):
    async with scope_of(manager) as scope:
        own = await explaining.explain(scope, "account", account, None, None)
        owner = await explaining.explain(scope, "account", account, admin.user_id, None)

    assert (own.verdict.reads, [each.code for each in own.verdict.why_not][:1]) == (False, ["not_shared"])
    assert (owner.verdict.reads, owner.verdict.above_sharing) == (True, True)


@pytest.mark.parametrize("text", ["annual_revenue > 5", "annual_revenu > 5"])
async def test_cannot_ask_by_rule_for_what_is_hidden_from_him(manager, account, scope_of, text):
    async with scope_of(manager) as scope:
        with pytest.raises(Problem) as refused:
            await rules.create_rule(scope, rule(text))

    assert refused.value.code == "expression_unknown_field"
    assert "annual_revenue" not in str(refused.value.params.get("suggestion"))


async def test_hidden_field_is_explained_to_those_who_see_it(manager, account, admin, scope_of):
    async with scope_of(admin) as scope:
        answer = await explaining.explain(scope, "account", account, manager.user_id, "annual_revenue")
    async with scope_of(manager) as scope:
        with pytest.raises(Problem) as refused:
            await explaining.explain(scope, "account", account, None, "annual_revenue")

    assert (answer.verdict.field.sees, answer.verdict.field.edits) == (False, False)
    assert "hidden" in answer.verdict.field.text
    assert refused.value.code == "field_unknown"


async def test_private_and_back(manager, account, create, admin, scope_of, run, execute_as_owner):
    """Changed twice before the first job has run: both jobs leave what holds now."""
    async with scope_of(manager) as scope:
        opened = await change_default(scope, "account", "public")
    async with scope_of(manager) as scope:
        closed = await change_default(scope, "account", "private")

    await run(manager, opened.job_id)
    await run(manager, closed.job_id)

    rows = await execute_as_owner("SELECT cardinality(acl) AS n FROM guanxi.account WHERE id = $1", account)
    assert rows[0]["n"] == 1


async def test_says_by_which_way_somebody_comes_to_see_it(
    make_person, company, admin, account, create, scope_of, execute_as_owner
):
    """As manager of the owner, by a position above the owner's, as a member of a team."""
    owner, manager, above, mate = [make_person(company, "member") for _ in range(4)]
    head, seller, team = [
        (
            await execute_as_owner(
                f"INSERT INTO guanxi.{table} (tenant_id, id, name, principal, created_at, updated_at{more})"
                f" VALUES ($1, gen_random_uuid(), $2, nextval('guanxi.principal_seq'), now(), now(){values})"
                " RETURNING id",
                admin.tenant_id,
                name,
            )
        )[0]["id"]
        for table, name, more, values in (
            ("org_role", "Head", "", ""),
            ("org_role", "Seller", "", ""),
            ("team", "Experts", ", kind", ", 'team'"),
        )
    ]
    await execute_as_owner("UPDATE guanxi.org_role SET parent_id = $2 WHERE id = $1", seller, head)
    for user_id, org_role, manager_id in (
        (owner.user_id, seller, manager.user_id),
        (above.user_id, head, None),
    ):
        await execute_as_owner(
            "UPDATE guanxi.app_user SET org_role_id = $2, manager_id = $3 WHERE id = $1",
            user_id, org_role, manager_id,
        )  # fmt: skip
    await execute_as_owner(
        "INSERT INTO guanxi.team_member (tenant_id, team_id, user_id, created_at) VALUES ($1, $2, $3, now())",
        admin.tenant_id, team, mate.user_id,
    )  # fmt: skip
    record = (await create(owner, "account", {"name": "Theirs"}))[0]
    async with scope_of(owner) as scope:
        await shares.put_share(scope, "account", record, SharePut(PrincipalRef("team", team)))

    async with scope_of(owner) as scope:
        answers = {
            who: (await explaining.explain(scope, "account", record, person.user_id, None)).verdict
            for who, person in (("manager", manager), ("above", above), ("mate", mate))
        }

    assert {who: [each.via for each in verdict.because] for who, verdict in answers.items()} == {
        "manager": ["manager"],
        "above": ["role"],
        "mate": ["member"],
    }
    assert answers["above"].because[0].text == (
        "Can change: the owner holds the position “Seller” – holds a position above “Seller”"
    )
    assert answers["mate"].because[0].text == "Can read: shared by hand with Experts – member of “Experts”"
    assert [(each.reads, each.edits) for each in answers.values()] == [
        (True, True),
        (True, True),
        (True, False),
    ]
