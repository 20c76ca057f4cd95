"""Addresses as they are written, by the examples that the web interface is held by as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanxi.kernel.addresses import COUNTRIES, country_called, write_address

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = json.loads((ROOT / "web/src/ui/fields/address/examples.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: "|".join(each["lines"]))
def test_is_written_in_the_order_of_its_country(example):
    assert write_address(example["parts"], example["locale"]) == example["lines"]


@pytest.mark.parametrize("name", ["CN", "cn", "China", "中国", "中华人民共和国", " PRC "])
def test_countries_are_known_by_their_names(name):
    assert country_called(name) == "CN"


def test_every_country_has_lines_with_a_street():
    assert len(COUNTRIES) == 249
    assert all("%A" in "".join(each.lines) for each in COUNTRIES.values())


def test_the_web_interface_has_the_same_countries():
    server = ROOT / "src/guanxi/kernel/addresses/world.json"
    assert (ROOT / "web/src/ui/fields/address/world.json").read_bytes() == server.read_bytes()
