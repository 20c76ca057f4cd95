"""Packages as files, sent as a person would send them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.kernel.bundles import write_archive

MANIFEST = """
package:
  name: events
  version: {version}
  label: {{en: Events, zh-CN: 活动}}
  description: {{en: Venues and bookings, zh-CN: 场地与预订}}
"""
FIELDS = """
objects:
  deal:
    fields:
      c_guests:
        type: integer
        label: {en: Guests, zh-CN: 人数}
        minimum: 0
      c_style:
        type: choice
        label: {en: Style, zh-CN: 形式}
        options:
          - {value: dinner, label: {en: Dinner, zh-CN: 晚宴}, color: teal}
          - {value: talk, label: {en: Talk, zh-CN: 讲座}}
"""
RULES = """
definitions:
  validation_rule:
    no_crowd:
      object: deal
      label: {en: No crowd, zh-CN: 人数上限}
      body:
        error_when: c_guests > 500
        message: {en: At most 500 guests, zh-CN: 最多 500 人}
        field: c_guests
"""
SAMPLES = """
samples:
  - object: account
    records:
      - {name: Harbour Hotel}
  - object: deal
    records:
      - {name: Spring gala, account: Harbour Hotel, c_guests: 120, c_style: dinner}
"""


def files(version="1.0.0", fields=FIELDS, rules=RULES, samples=SAMPLES):
    return {
        "package.yaml": MANIFEST.format(version=version).encode(),
        "objects/deal.yaml": fields.encode(),
        "rules.yaml": rules.encode(),
        "samples.yaml": samples.encode(),
        "README.md": b"# Events",
    }


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's packages."""
    return f"p{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
def send(company):
    async def send(path="/packages", content=None, to=None, name="events.zip", **form):
        content = (
            write_archive(files() if content is None else content)
            if not isinstance(content, bytes)
            else content
        )
        return await (to or company).post(path, files={"file": (name, content)}, data=form)

    return send
