"""`guanxi secrets` in this installation; its way to a server is the same client."""

from __future__ import annotations

from base64 import b64encode

import pytest

NEW, OLD = (f"{name}:{b64encode(name[:1].encode() * 32).decode()}" for name in ("new", "old"))


@pytest.fixture(scope="module")
def company(answer_of):
    made = answer_of("tenant", "create", "--name", "Sealers", "--email", "ada@sealers.example")
    return made["tenant"]["slug"]


def test_re_encrypts_and_says_how_far_it_is(answer_of, guanxi, company):
    keys = {"GUANXI_ENCRYPTION_KEYS": f"{NEW},{OLD}"}
    before = answer_of("secrets", "status", "--company", company, **keys)
    assert (before["key"], before["former"], before["job"]) == ("new", ["old"], None)

    done = answer_of("secrets", "reseal", "--company", company, **keys)

    assert (done["job"]["state"], done["job"]["unreadable"]) == ("succeeded", 0)
    told = guanxi("secrets", "status", "--company", company, **keys).stdout
    assert "Key: new (former: old)" in told
    assert "succeeded" in told
    assert answer_of("secrets", "stop", "--company", company, **keys)["job"]["state"] == "succeeded"


def test_says_that_a_key_is_missing(guanxi, company):
    done = guanxi("secrets", "reseal", "--company", company, expect=1, GUANXI_ENCRYPTION_KEYS="")

    assert "GUANXI_ENCRYPTION_KEYS" in done.stderr
    assert "Traceback" not in done.stderr
