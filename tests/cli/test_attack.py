"""guanxi attack, as a person calls it."""

from __future__ import annotations

import json


def test_short_attack(guanxi, tmp_path):
    page, document = tmp_path / "attack.html", tmp_path / "attack.json"

    done = guanxi(
        "attack", "--only", "doors", "--only", "wall", "--share", "40",
        "--report", str(page), "--report-json", str(document),
    )  # fmt: skip

    told = json.loads(document.read_text())
    assert (told["findings"], told["database"]) == ([], "private")
    assert told["probes"] > 500
    assert "0 findings" in done.stdout
    assert "Nothing found" in page.read_text()


def test_asks_before_it_attacks_a_database_that_was_named(guanxi, owner_url):
    done = guanxi("attack", "--database-url", owner_url, expect=130)

    assert "Do not point it at a database that people work in" in done.stderr


def test_unknown_family(guanxi):
    assert "There are: doors" in guanxi("attack", "--only", "gossip", expect=2).stderr
