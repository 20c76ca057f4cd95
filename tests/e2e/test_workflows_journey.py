"""An administrator draws a workflow, is told what is wrong at the step, tries it, and finds its run and its notification."""

from __future__ import annotations

from playwright.sync_api import expect


def test_drawn_tried_run_and_switched_off(site, open_signed_in):
    api = site.api(site.sign_up("flows")["token"])
    deal = api.post("/objects/deal/records", json={"name": "Contoso renewal", "stage": "proposal"}).json()[
        "ids"
    ][0]
    page = open_signed_in("admin@flows.example", "/settings/workflows")

    page.get_by_role("link", name="New workflow").click()
    page.get_by_role("textbox", name="Name of the workflow").fill("Tell me")
    page.get_by_role("combobox", name="Starts when").click()
    page.get_by_role("option", name="A record is changed").click()
    page.get_by_role("button", name="Add a step").click()
    page.get_by_role("menuitem", name="Notify").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This value is required.").first).to_be_visible()

    page.get_by_role("textbox", name="Line").fill("{{name}} has changed")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("was saved")).to_be_visible()

    page.get_by_role("button", name="Try it").click()
    page.get_by_role("textbox", name="Which Deal").click()
    page.get_by_role("option", name="Contoso renewal").click()
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.get_by_text("1 step went well.")).to_be_visible()
    assert api.get("/workflow-runs").json()["data"] == []

    api.patch(f"/objects/deal/records/{deal}", json={"amount": 5})
    page.get_by_role("button", name="Notifications, 1 unread").click()
    page.get_by_role("button", name="Contoso renewal has changed").click()
    page.wait_for_url(f"**/o/deal/{deal}")

    page.goto("/settings/workflows")
    page.get_by_role("link", name="Tell me").click()
    page.get_by_role("button", name="Runs").click()
    expect(page.get_by_role("button", name="Contoso renewal")).to_be_visible()
    page.get_by_role("combobox", name="State").click()
    page.get_by_role("option", name="Failed").click()
    expect(page.get_by_text("No run is like this.")).to_be_visible()

    page.goto("/settings/workflows")
    page.get_by_role("switch", name="Tell me is on").click(force=True)
    expect(page.get_by_role("switch", name="Tell me is on")).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="Tell me is on")).not_to_be_checked()
