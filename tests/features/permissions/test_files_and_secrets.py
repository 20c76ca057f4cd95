"""Hidden fields hide the files and secrets in them; who may only read a field puts nothing there."""

from __future__ import annotations

import pytest

DEALS = "/objects/deal/records"
EVERYWHERE = {"objects": {"*": ["read", "create", "update"]}}
PDF = ("offer.pdf", b"%PDF-1.7 an offer", "application/pdf")


@pytest.fixture
async def admin(client_of):
    client = await client_of("acme")
    for body in (
        {"type": "file", "label": "Papers", "name": "c_papers"},
        {"type": "encrypted_text", "label": "Secret", "name": "c_secret", "unique": True},
    ):
        made = await client.post("/objects/deal/fields", json=body)
        assert made.status_code in (201, 409), made.text
    # The role of the holders gives them no sight of its own, so that the set alone decides.
    await client.patch("/permission-sets/viewer", json={"definition": {}})
    yield client
    await client.delete("/permission-sets/viewer")


def upload(client):
    return client.post("/field-files", data={"object": "deal", "field": "c_papers"}, files={"file": PDF})


async def make(admin):
    file_id = (await upload(admin)).json()["id"]
    answer = await admin.post(DEALS, json={"name": "Big", "c_papers": file_id, "c_secret": file_id})
    return answer.json()["ids"][0], file_id


async def test_a_hidden_field_hides_its_files_and_secrets(admin, make_holder):
    deal, file_id = await make(admin)
    hidden = {"deal": {"c_papers": "hidden", "c_secret": "hidden"}}
    holder = await make_holder({**EVERYWHERE, "fields": hidden, "areas": ["secret.reveal"]})
    reveal = await holder.client.post(f"{DEALS}/{deal}/reveals", json={"field": "c_secret"})
    asked = {"field": "c_secret", "value": file_id}
    search = await holder.client.post("/objects/deal/secret-search", json=asked)

    assert (await holder.client.get(f"/field-files/{file_id}/content")).status_code == 404
    assert (await upload(holder.client)).status_code == 404
    assert (reveal.status_code, search.status_code) == (404, 404)
    assert not {"c_papers", "c_secret"} & (await holder.client.get(f"{DEALS}/{deal}")).json().keys()


async def test_who_may_read_the_field_takes_and_reveals_by_right(admin, make_holder):
    deal, file_id = await make(admin)
    reading = {**EVERYWHERE, "fields": {"deal": {"c_papers": "read"}}}
    holder = await make_holder(reading)
    trusted = await make_holder({**EVERYWHERE, "areas": ["secret.reveal"]})

    assert (await holder.client.get(f"/field-files/{file_id}/content")).status_code == 200
    assert (await upload(holder.client)).json()["code"] == "field_not_editable"
    refused = await holder.client.post(f"{DEALS}/{deal}/reveals", json={"field": "c_secret"})
    revealed = await trusted.client.post(f"{DEALS}/{deal}/reveals", json={"field": "c_secret"})
    assert (refused.status_code, revealed.json()) == (403, {"value": file_id})
