"""Passwords: what is accepted, and that guessing learns nothing from the time an answer takes."""

from __future__ import annotations

import unicodedata

import pytest

from guanxi.features.sessions.service import passwords
from guanxi.kernel.errors import Problem


@pytest.mark.parametrize("password", ["correct horse", "密码足够长吗是的呢", "x7!kQ2#z", "    spaces    "])
def test_accepted(password):
    passwords.check_password(password)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("1234567", "password_too_short"),
        ("a" * 257, "password_too_long"),
        ("PASSWORD1", "password_breached"),
        ("qwertyuiop", "password_breached"),
        ("abababab", "password_breached"),
        ("ada@acme.example", "password_resembles_email"),
    ],
)
def test_refused(password, code):
    with pytest.raises(Problem) as caught:
        passwords.check_password(password, resembling=("Ada@Acme.example", ""))

    assert caught.value.code == code


def test_list_of_breached_passwords_is_long_enough():
    """The first 3,000 that fit the policy are what OWASP asks for."""
    assert len([word for word in passwords._breached_passwords() if len(word) >= passwords.MIN_LENGTH]) > 3000


async def test_round_trip():
    password_hash = await passwords.hash_password("Übergröße 漢字")

    assert password_hash.startswith("$argon2id$")
    assert await passwords.is_password(unicodedata.normalize("NFD", "Übergröße 漢字"), password_hash)
    assert not await passwords.is_password("Ubergroße 漢字", password_hash)


async def test_unusable_hash():
    assert not await passwords.is_password("anything", "$2b$12$legacy")


async def test_unknown_address_costs_one_hash_as_well(monkeypatch):
    await passwords.is_password("warm", None)
    verified = []
    original = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *args: verified.append(args) or original(*args))

    assert not await passwords.is_password("the password of nobody", None)

    assert len(verified) == 1


async def test_hash_with_other_parameters_is_renewed_at_sign_in(browser, client_of, execute_as_owner):
    from argon2 import PasswordHasher

    from tests.fixtures.clients import PASSWORD, enter

    await client_of("initech")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    where = "WHERE email_key = 'admin@initech.example'"
    await execute_as_owner(f"UPDATE guanxi.identity SET password_hash = '{weak}' {where}")

    await enter(browser, "initech")

    stored = (await execute_as_owner(f"SELECT password_hash FROM guanxi.identity {where}"))[0][
        "password_hash"
    ]
    assert not passwords.is_outdated(stored)
    await enter(browser, "initech")
