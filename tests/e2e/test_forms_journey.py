"""An administrator designs a form and a workflow for it; a stranger with a small phone fills it in, in Chinese; the record is there."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.e2e.companies import fits_its_screen


def test_designed_sent_by_a_stranger_and_followed_up(site, open_signed_in, open_page):
    api = site.api(site.sign_up("forms")["token"])
    field = {"name": "c_plan", "type": "file", "label": "Plan", "files": {"kinds": ["pdf"]}}
    assert api.post("/objects/lead/fields", json=field).status_code == 201
    page = open_signed_in("admin@forms.example", "/settings/forms")

    page.get_by_role("link", name="New form").click()
    page.get_by_role("textbox", name="Name of the form").fill("Contact us")
    page.get_by_role("combobox", name="Add a field…").click()
    page.get_by_role("option", name="Source").click()
    page.get_by_role("combobox", name="Add a field…").click()
    page.get_by_role("option", name="Company", exact=True).click()
    page.get_by_role("button", name="Move Company").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Company is at place 5 of 5.")).to_have_count(1)
    press_until(page, "ArrowUp", "Company is at place 4 of 5.")
    page.keyboard.press("Space")
    shown = page.frame_locator("iframe[title=Preview]")
    expect(shown.get_by_label("Company")).to_be_visible()
    page.get_by_role("combobox", name="Add a field…").click()
    page.get_by_role("option", name="Plan", exact=True).click()
    page.get_by_role("tab", name="Texts").click()
    page.get_by_role("textbox", name="Heading (中文)").fill("联系我们")
    page.get_by_role("tab", name="Sending").click()
    page.get_by_role("switch", name="Ask for consent").click(force=True)
    page.get_by_role("textbox", name="What is agreed to (English)").fill("You may write to me.")
    page.get_by_role("textbox", name="What is agreed to (中文)").fill("同意贵方与我联系。")
    with page.expect_response(
        lambda answer: "/definitions/form/" in answer.url and answer.request.method == "PUT"
    ):
        page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/forms/contact_us_*")
    (form,) = api.get("/definitions/form").json()["data"]
    assert [each["field"] for each in form["body"]["fields"]] == [
        "name",
        "email",
        "phone",
        "company",
        "source",
        "c_plan",
    ]
    greet = {
        "trigger": {"type": "form_submitted", "form": form["name"]},
        "steps": [
            {
                "key": "set",
                "type": "update_record",
                "settings": {"values": [{"field": "title", "template": "{{sent.company}}"}]},
            }
        ],
    }
    saved = api.put("/definitions/workflow/greet", json={"object": "lead", "label": "Greet", "body": greet})
    assert saved.status_code == 200, saved.text
    page.get_by_role("tab", name="Share").click()
    address = page.get_by_role("textbox", name="Public address").input_value()

    stranger = open_page(f"/f/{address.rpartition('/')[2]}", language="zh-CN", phone=True)
    expect(stranger.get_by_role("heading", name="联系我们")).to_be_visible()
    assert fits_its_screen(stranger)
    stranger.get_by_label("姓名").fill("王小明")
    stranger.get_by_label("公司").fill("滨江会展")
    stranger.get_by_label("Plan").set_input_files(
        {"name": "图纸.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 plan"}
    )
    expect(stranger.get_by_role("button", name="移除 图纸.pdf")).to_be_visible()
    assert fits_its_screen(stranger)
    stranger.get_by_role("button", name="提交").click()
    expect(stranger.get_by_text("请先同意此项。").first).to_be_visible()
    stranger.get_by_label("同意贵方与我联系。").check()
    stranger.get_by_role("button", name="提交").click()
    expect(stranger.get_by_text("感谢您的提交，我们已经收到。")).to_be_visible()

    page.goto(f"/forms/{form['name']}/submissions")
    expect(page.get_by_text("Agreed to version 1")).to_be_visible()
    page.get_by_role("link", name="Record created").click()
    page.wait_for_url("**/o/lead/*")
    expect(page.get_by_role("heading", name="王小明")).to_be_visible()
    expect(page.get_by_text("图纸.pdf").first).to_be_visible()
    page.wait_for_function(
        """async () => (await (await fetch('/api/v1/objects/lead/records?fields=title')).json()).data[0].title === '滨江会展'"""
    )


def press_until(page: Any, key: str, told: str) -> None:
    """While the places of a list are still measured, a key that moves something in it does nothing."""
    for _ in range(10):
        page.keyboard.press(key)
        try:
            expect(page.get_by_text(told)).to_have_count(1, timeout=5_000)
            return
        except AssertionError:
            continue
    raise AssertionError(f"{key} did not lead to “{told}”")
