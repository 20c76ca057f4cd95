"""What an administrator may declare, told at its place; and the preview."""

from __future__ import annotations

import pytest

NAME = {"field": "name"}


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ({"fields": [{"field": "email"}]}, "body.fields", "form_field_missing"),
        (
            {"fields": [NAME, {"field": "email"}, {"field": "name", "when": "email != null"}]},
            None,
            "form_field_twice",
        ),
        ({"fields": [{"field": "email"}, {"field": "name", "when": "email != null"}]}, "body.fields", None),
        ({"fields": [NAME, {"field": "owner"}]}, "body.fields[1].field", "form_field_unfit"),
        ({"fields": [NAME, {"field": "converted_at"}]}, "body.fields[1].field", "field_read_only"),
        ({"fields": [NAME, {"field": "nonsense"}]}, "body.fields[1].field", "field_unknown"),
        ({"fields": [NAME, {"field": "source", "default": "x"}]}, "body.fields[1].default", "option_unknown"),
        ({"fixed": [{"field": "owner", "value": "x"}]}, "body.fixed[0].field", "form_field_unfit"),
        ({"fixed": [{"field": "name", "value": "x"}]}, "body.fixed[0].field", "form_field_twice"),
        ({"redirect_url": "javascript:alert(1)"}, "body.redirect_url", "form_address_invalid"),
        ({"redirect_url": "http://example.com"}, "body.redirect_url", "form_address_invalid"),
        ({"redirect_url": "https://a@example.com"}, "body.redirect_url", "form_address_invalid"),
        ({"redirect_url": "https://example.com/\\evil"}, "body.redirect_url", "form_address_invalid"),
        (
            {"allowed_origins": ["https://a.example; script-src *"]},
            "body.allowed_origins[0]",
            "form_origin_invalid",
        ),
        ({"allowed_origins": ["*"]}, "body.allowed_origins[0]", "form_origin_invalid"),
        ({"consent": {"text": {"en": " "}}}, "body.consent.text", "required"),
        ({"owner": {"kind": "queue", "name": "Nowhere"}}, "body.owner.name", "form_owner_unknown"),
        ({"languages": ["en", "en"]}, "body.languages", "form_language_twice"),
        ({"opens_at": "2030-01-01T00:00:00"}, "body.opens_at", "form_time_without_zone"),
        ({"opens_at": "2030-01-02T00:00:00Z", "closes_at": "2030-01-01T00:00:00Z"}, "body.closes_at", None),
    ],
)
async def test_what_cannot_work_is_refused(design, body, place, code):
    refused = await design(status=422, **{"fields": [NAME], **body})
    assert place is None or refused["field"] == place
    assert code is None or refused["code"] == code


async def test_people_are_no_object_for_forms(design):
    refused = await design(object="user", status=422, fields=[{"field": "name"}, {"field": "email"}])
    assert refused["code"] == "form_object_unfit"


async def test_a_preview_is_the_page_itself(company, design):
    body = {
        "fields": [NAME, {"field": "email", "label": {"en": "Mail", "zh-CN": "邮件"}}],
        "title": {"en": "Hello"},
    }
    shown = await company.post("/form-previews", json={"object": "lead", "body": body, "language": "zh-CN"})
    assert shown.status_code == 200 and "邮件" in shown.json()["html"]
    wrong = await company.post(
        "/form-previews", json={"object": "lead", "body": {"fields": [{"field": "x"}]}}
    )
    assert wrong.json()["field"] == "body.fields[0].field"


async def test_a_field_that_a_form_needs_is_held(company, design):
    made = await company.post(
        "/objects/lead/fields", json={"name": "c_guests", "type": "integer", "label": "Guests"}
    )
    assert made.status_code == 201
    await design(fields=[NAME, {"field": "c_guests"}])
    refused = await company.delete("/objects/lead/fields/c_guests")
    assert refused.status_code == 409


async def test_removal_is_undone_with_its_address(company, design, stranger):
    key = await design()
    removed = await company.delete("/definitions/form/inquiry")
    assert (await stranger.get(f"/f/{key}")).status_code == 404
    await company.post(f"/change-sets/{removed.headers['x-change-set']}/undo")
    assert (await stranger.get(f"/f/{key}")).status_code == 200
