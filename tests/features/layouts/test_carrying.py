"""Layouts go with packages from one company to another."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from guanxi.kernel.bundles import write_archive

PACKAGE = """
package:
  name: rentals
  version: 1.0.0
  label: {en: Rentals, zh-CN: 租赁}
objects:
  deal:
    fields:
      c_days: {type: integer, label: {en: Days, zh-CN: 天数}}
definitions:
  layout:
    rental_page:
      object: deal
      label: {en: Rental, zh-CN: 租赁}
      body:
        when: c_days > 0
        for: {teams: [North]}
        tabs:
          - key: overview
            label: {en: Overview, zh-CN: 概览}
            items:
              - type: section
                key: rental
                label: {en: Rental, zh-CN: 租赁}
                fields: [{name: c_days, width: 2, required: true}]
"""


def form():
    archive = write_archive({"package.yaml": PACKAGE.encode()})
    return {"files": {"file": ("rentals.zip", archive, "application/zip")}}


async def test_installed_and_taken_back(company):
    refused = await company.post("/packages", **form())
    assert refused.status_code == 422 and "North" in refused.text
    await company.post("/teams", json={"name": "North", "kind": "team"})
    installed = await company.post("/packages", **form())
    assert installed.status_code == 200, installed.text
    body = (await company.get("/definitions/layout/rental_page")).json()["body"]
    assert body["tabs"][0]["items"][0]["fields"] == [{"name": "c_days", "width": 2, "required": True}]
    assert body["for"]["teams"] == ["North"]

    undone = await company.post(f"/change-sets/{installed.json()['change_set_id']}/undo")
    assert undone.status_code == 200
    assert (await company.get("/definitions/layout/rental_page")).status_code == 404


async def test_exported(company, put):
    await put(card=["amount"])
    answer = await company.post("/packages/export", json={"name": "everything"})
    with ZipFile(BytesIO(answer.content)) as archive:
        told = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "layout:" in told and "card:" in told
