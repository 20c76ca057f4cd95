"""Journeys through rules: a stage that asks for something, a rule of the company's own, a record that is there already."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site


@pytest.fixture(scope="module")
def company(site: Site) -> Company:
    company = company_with_deal(site, "ruled")
    pipelines = company.api.get("/objects/deal").json()["pipelines"]
    stage = next(each for each in pipelines[0]["stages"] if each["key"] == "proposal")
    stage |= {"required": ["next_step"], "guidance": "Send it within two days."}
    saved = company.api.put("/objects/deal/pipelines", json={"pipelines": pipelines})
    assert saved.status_code == 200, saved.text
    group = {"fields": [{"field": "name", "by": "company"}]}
    rule = {"object": "account", "label": "Same company", "body": {"any_of": [group]}}
    saved = company.api.put("/definitions/duplicate_rule/same", json=rule)
    assert saved.status_code == 200, saved.text
    company.create("twin", "account", name="Initech")
    return company


def test_a_stage_asks_for_what_it_needs_and_then_takes_the_deal(
    company: Company, open_signed_in: OpenPage
) -> None:
    page = open_signed_in(company.email, f"/o/deal/{company.ids['deal']}")

    page.get_by_role("radio", name="Proposal").click()
    asking = page.get_by_role("alert").filter(has_text="Not moved to Proposal yet")
    asking.get_by_label("Next step").fill("Send the offer")
    # What is shown is shown before the answer comes.
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        asking.get_by_role("button", name="Move to Proposal").click()

    expect(page.get_by_role("radio", name="Proposal")).to_be_checked()
    page.get_by_text("Send it within two days.").wait_for()
    deal = company.read("deal", company.ids["deal"])
    assert (deal["stage"], deal["next_step"]) == ("proposal", "Send the offer")


def test_a_rule_is_made_and_holds(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/settings/objects/contact/rules")

    page.get_by_role("button", name="Add validation rule").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Name", exact=True).fill("Buyers have a phone")
    panel.get_by_role("button", name="Write it as text").click()
    panel.get_by_role("combobox", name="Refuse the record while").fill('title == "Buyer" && phone == null')
    panel.get_by_label("Message", exact=True).fill("Ask for the phone.")
    panel.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Buyers have a phone Ask for").wait_for()

    refused = company.api.post("/objects/contact/records", json={"name": "Jo", "title": "Buyer"})
    assert refused.json()["errors"][0]["detail"] == "Ask for the phone."


def test_what_is_there_already_is_shown_and_confirmed(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/o/account", phone=True)

    page.goto("/settings/objects/account/rules")
    page.get_by_role("button", name="Same company").wait_for()
    fits_its_screen(page)
    page.goto("/o/account/duplicates")
    page.get_by_text("No duplicates").wait_for()
    fits_its_screen(page)


def test_of_two_records_one_is_made_field_by_field(company: Company, open_signed_in: OpenPage) -> None:
    winner = company.create("umbrella", "account", name="Umbrella", industry="retail")
    anyway = {"X-Allow-Duplicates": "true"}
    other = {"name": "Umbrella Ltd", "phone": "+1 555 0199"}
    made = company.api.post("/objects/account/records", json=other, headers=anyway)
    assert made.status_code == 201, made.text
    page = open_signed_in(company.email, "/o/account/duplicates", phone=True)
    group = (
        page.get_by_role("listitem").filter(has_text="Umbrella Ltd").filter(has=page.get_by_role("button"))
    )

    group.get_by_role("button", name="Merge 2 records").click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("radio", name="Keep Umbrella", exact=True).check()
    panel.get_by_role("radiogroup", name="Name").get_by_role("radio", name="Umbrella Ltd").check()
    fits_its_screen(page)
    with page.expect_response(lambda answer: answer.url.endswith("/merges")) as merged:
        panel.get_by_role("button", name="Merge 2 records").click()

    assert merged.value.status == 200, merged.value.text()
    expect(group).to_have_count(0)
    kept = company.read("account", winner)
    assert (kept["name"], kept["phone"], kept["industry"]) == ("Umbrella Ltd", "+1 555 0199", "retail")
    gone = company.api.get(f"/objects/account/records/{made.json()['ids'][0]}")
    assert gone.status_code == 404
