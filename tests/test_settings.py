"""Settings: what is read, what is refused, what is documented."""

import os
from pathlib import Path

import pytest

from guanxi.settings import SettingRefused, Settings, settings_as_markdown

ROOT = Path(__file__).parents[1]


def test_works_without_any_variable():
    settings = Settings.from_environment({})

    assert settings.database_url is None
    assert settings.address == "http://127.0.0.1:8000"
    assert not settings.secure_cookies


def test_empty_variable_is_an_unset_one():
    assert Settings.from_environment({"PORT": ""}).port == 8000


def test_public_url_over_tls_makes_secure_cookies():
    settings = Settings.from_environment({"GUANXI_PUBLIC_URL": "https://crm.example/"})

    assert settings.address == "https://crm.example"
    assert settings.secure_cookies


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "eighty"), ("PORT", "70000"), ("GUANXI_WEB_WORKERS", "0"), ("GUANXI_SIGNUP_OPEN", "perhaps")],
)
def test_refusal_names_the_variable(variable, value):
    with pytest.raises(SettingRefused, match=f"{variable} is '{value}'"):
        Settings.from_environment({variable: value})


def test_child_process_reads_the_same(tmp_path):
    settings = Settings.from_environment({}, data_dir=tmp_path, port=9000, signup_open=False, secret="x" * 40)

    assert Settings.from_environment(settings.environment()) == settings


class TestSecretKey:
    def test_is_made_once_and_private(self, tmp_path):
        settings = Settings(data_dir=tmp_path / "new")

        key = settings.secret_key()

        assert settings.secret_key() == key and len(key) >= 32
        assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o777 == 0o600
        assert os.listdir(tmp_path / "new") == ["secret.key"]

    def test_short_one_is_refused(self):
        with pytest.raises(SettingRefused, match="32"):
            Settings(secret="short").secret_key()


def test_documentation_is_current():
    assert (ROOT / "docs" / "settings.md").read_text() == settings_as_markdown(), "Run: make docs"
