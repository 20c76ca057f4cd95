"""The attack in short: some probes of every family, for every route and identity. `guanxi attack` sends them all."""

from __future__ import annotations

import os

import pytest

from guanxi.attack import Attack, Ledger
from guanxi.attack.attack import FAMILIES
from guanxi.attack.exceptions import KNOWN_TO_COLLEAGUES, NOT_PROBED, NOT_REACHED
from guanxi.attack.founding import World
from guanxi.attack.report import as_html, as_json
from guanxi.kernel.clock import utc_now

SHARE = int(os.environ.get("GUANXI_ATTACK_SHARE", "40"))
LEAST = 2_000  # of the short attack

pytestmark = pytest.mark.timeout(600)  # 90 s on one plain server, 210 where it has shards.


@pytest.fixture(scope="module")
async def ledger(world: World) -> Ledger:
    return await Attack(world, ledger=world.ledger).run(FAMILIES, share=SHARE)


def test_finds_nothing(ledger: Ledger) -> None:
    assert [finding.as_json() for finding in ledger.findings] == []


def test_tries_enough(ledger: Ledger) -> None:
    assert ledger.probes > LEAST
    assert set(ledger.by(0)) >= set(FAMILIES)
    assert ledger.digests > 100


def test_exceptions_are_about_routes_that_exist(world: World) -> None:
    named = {*NOT_PROBED, *NOT_REACHED, *(operation for operation, _ in KNOWN_TO_COLLEAGUES)}

    assert named - {operation.name for operation in world.ground.operations} == set()


def test_report_can_be_read(ledger: Ledger) -> None:
    page, document = as_html(ledger, utc_now(), {}), as_json(ledger, utc_now(), {})

    assert "Nothing found" in page and "GET /my-day" in page
    assert '"findings": []' in document
