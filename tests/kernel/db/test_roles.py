"""Which statements take a role, on one server and where shards lie on others."""

import pytest

from guanxi.kernel.db.roles import opening, opening_auth, taking

ROLES = ("guanxi_app", "guanxi_member", "guanxi_auth")


@pytest.mark.parametrize("role", ROLES)
def test_one_server_takes_the_role(role: str) -> None:
    assert taking(role, is_spread=False) == (f"SET LOCAL ROLE {role}",)


@pytest.mark.parametrize("role", ROLES[:2])
def test_the_shards_servers_take_a_role_of_the_company_and_the_coordinator_does_not(role: str) -> None:
    passed_on, kept = taking(role, is_spread=True)

    assert passed_on == f"SET LOCAL ROLE {role}"
    assert kept == "SELECT set_config('role', 'none', true)"


def test_the_role_of_sign_in_stays_on_the_coordinator() -> None:
    passed_on, kept = taking("guanxi_auth", is_spread=True)

    assert passed_on == "SET LOCAL ROLE NONE"
    assert "set_config('role', 'guanxi_auth', true)" in kept


def test_a_transaction_is_not_begun_twice_on_the_shards_servers() -> None:
    begun, *rest = opening("BEGIN; SET LOCAL ROLE guanxi_app", is_spread=True)

    assert begun == "BEGIN"
    assert not any("BEGIN" in statement for statement in rest)
    assert opening_auth(is_spread=True)[0] == "BEGIN"
    assert opening("BEGIN; x", is_spread=False) == ("BEGIN; x",)
