"""Fields of every kind go from one company to another as they are declared, without what records hold in them."""

from __future__ import annotations

import io
import zipfile

SHIP = {"label": "Ship", "plural_label": "Ships"}
FIELDS = (
    {"type": "mixed_lookup", "label": "About", "name": "c_about", "targets": ["account", "c_ship"]},
    {
        "type": "file",
        "label": "Papers",
        "name": "c_papers",
        "files": {"most": 4, "kinds": ["pdf"], "largest_mb": 5},
    },
    {"type": "image", "label": "Photo", "name": "c_photo"},
    {"type": "encrypted_text", "label": "Secret", "name": "c_secret", "shown_last": 4, "unique": True},
)


async def test_round_trip(client_of):
    ours, theirs = await client_of("kindsofours"), await client_of("kindsoftheirs")
    assert (await ours.post("/objects", json={**SHIP, "name": "c_ship"})).status_code == 201
    for body in FIELDS:
        answer = await ours.post("/objects/deal/fields", json=body)
        assert answer.status_code == 201, answer.text
    await ours.post("/objects/deal/records", json={"name": "Big", "c_secret": "310115199001011234"})
    archive = (await ours.post("/packages/export", json={"name": "kinds", "version": "1.0.0"})).content
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert b"1234" not in b"".join(files.read(name) for name in files.namelist())

    installed = await theirs.post("/packages", files={"file": ("kinds.zip", archive, "application/zip")})

    assert installed.status_code in (200, 201), installed.text
    of_ours, of_theirs = [
        {
            each["name"]: (
                each["type"],
                each.get("targets"),
                each.get("files"),
                each.get("shown_last"),
                each["unique"],
            )
            for each in (await client.get("/objects/deal")).json()["fields"]
            if "custom" in each
        }
        for client in (ours, theirs)
    ]
    assert of_theirs == of_ours
    assert set(of_theirs) == {body["name"] for body in FIELDS}
