"""Commands that answer and end."""

import subprocess
import sys

import pytest

from guanxi.cli import COMMANDS


class TestHelp:
    def test_lists_every_command(self, guanxi):
        text = guanxi("--help").stdout

        assert all(f"  {name} " in text for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_has_help(self, guanxi, name):
        assert "Usage:" in guanxi(name, "--help").stdout

    def test_loads_neither_database_nor_server(self):
        program = (
            "import sys, click; from guanxi.cli import guanxi\n"
            "try: guanxi.main(['--help'], standalone_mode=False)\n"
            "finally: print(sorted({'asyncpg', 'sqlalchemy', 'litestar', 'granian'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

        assert done.stdout.splitlines()[-1] == "[]"


class TestRefusals:
    def test_setting_that_cannot_be_used(self, guanxi):
        done = guanxi("doctor", expect=1, PORT="eighty")

        assert done.stderr.startswith("guanxi: PORT is 'eighty'")
        assert "Traceback" not in done.stderr

    def test_unknown_command(self, guanxi):
        assert "No such command 'fly'" in guanxi("fly", expect=2).stderr


class TestMigrate:
    def test_says_that_the_schema_is_current(self, answer_of):
        assert answer_of("migrate")["is_current"]
        assert answer_of("migrate", "--check")["is_current"]

    def test_check_changes_nothing(self, answer_of, server):
        empty = server.create("template0")
        try:
            url = server.url(empty, owner=True)
            state = answer_of("migrate", "--check", expect=1, GUANXI_ADMIN_DATABASE_URL=url)
            again = answer_of("migrate", "--check", expect=1, GUANXI_ADMIN_DATABASE_URL=url)
        finally:
            server.drop(empty)

        assert state == again and state["current"] is None


class TestTenant:
    def test_create_and_list(self, answer_of):
        created = answer_of("tenant", "create", "--name", "Acme 贸易", "--email", "ada@acme.example")

        assert created["token"].startswith("gx_")
        assert created["password"]
        listed = answer_of("tenant", "list")["data"]
        assert created["tenant"]["slug"] in {company["slug"] for company in listed}

    def test_refusal_is_a_sentence(self, guanxi):
        done = guanxi(
            "tenant", "create", "--name", "Short", "--email", "a@b.example", "--password", "abc", expect=1
        )

        assert "password" in done.stderr.lower() and "Traceback" not in done.stderr


class TestUser:
    @pytest.fixture(scope="class")
    def company(self, answer_of):
        return answer_of("tenant", "create", "--name", "Globex", "--email", "boss@globex.example")["tenant"][
            "slug"
        ]

    def test_create_with_password_lets_in_at_once(self, answer_of, guanxi, company):
        arguments = ("--company", company, "--email", "li@globex.example", "--role", "viewer")

        created = answer_of("user", "create", *arguments, "--password", "a quiet harbour")

        assert created["user"]["role"] == "viewer"
        assert "url" not in created

    def test_create_without_password_gives_a_link(self, answer_of, company):
        created = answer_of("user", "create", "--company", company, "--email", "wang@globex.example")

        assert created["url"].startswith("http://127.0.0.1:8779/invitations/")

    def test_unknown_company(self, guanxi):
        done = guanxi("user", "create", "--company", "nowhere", "--email", "x@y.example", expect=1)

        assert "guanxi tenant list" in done.stderr

    def test_reset_password(self, answer_of, company):
        assert len(answer_of("user", "reset-password", "--email", "boss@globex.example")["password"]) >= 12

    def test_reset_password_of_nobody(self, guanxi):
        assert "Nobody" in guanxi("user", "reset-password", "--email", "no@body.example", expect=1).stderr


class TestDoctor:
    def check(self, answer, name):
        return next(check for check in answer["checks"] if check["name"] == name)

    def test_healthy(self, answer_of):
        answer = answer_of("doctor")

        assert answer["healthy"]
        assert self.check(answer, "Row-level security")["verdict"] == "good"
        assert self.check(answer, "Job worker")["verdict"] == "warning"

    def test_database_out_of_reach(self, answer_of):
        nowhere = "postgresql://guanxi_login@127.0.0.1:1/guanxi"

        answer = answer_of("doctor", expect=1, GUANXI_DATABASE_URL=nowhere, GUANXI_ADMIN_DATABASE_URL=nowhere)

        assert "GUANXI_DATABASE_URL" in self.check(answer, "Database")["mend"]

    def test_row_level_security_switched_off(self, answer_of, server):
        name = server.create()
        try:
            owner = server.url(name, owner=True)
            execute(owner, "ALTER TABLE guanxi.deal NO FORCE ROW LEVEL SECURITY")
            answer = answer_of(
                "doctor", expect=1, GUANXI_DATABASE_URL=server.url(name), GUANXI_ADMIN_DATABASE_URL=owner
            )
        finally:
            server.drop(name)

        check = self.check(answer, "Row-level security")
        assert check["verdict"] == "bad" and "guanxi.deal" in check["mend"]

    def test_schema_missing(self, answer_of, server):
        name = server.create("template0")
        try:
            url = server.url(name, owner=True)
            answer = answer_of("doctor", expect=1, GUANXI_DATABASE_URL=url, GUANXI_ADMIN_DATABASE_URL=url)
        finally:
            server.drop(name)

        assert self.check(answer, "Schema")["mend"] == "Run: guanxi migrate"

    @pytest.mark.parametrize(
        ("made", "verdict"),
        [("ENCODING 'UTF8' LOCALE 'C'", "warning"), ("ENCODING 'SQL_ASCII' LOCALE 'C'", "bad")],
    )
    def test_database_that_knows_too_few_letters(self, answer_of, server, made, verdict):
        server.execute(f"CREATE DATABASE few_letters TEMPLATE template0 LOCALE_PROVIDER libc {made}")
        try:
            url = server.url("few_letters", owner=True)
            answer = answer_of("doctor", expect=1, GUANXI_DATABASE_URL=url, GUANXI_ADMIN_DATABASE_URL=url)
        finally:
            server.drop("few_letters")

        check = self.check(answer, "Letters")
        assert check["verdict"] == verdict and "C.UTF-8" in check["mend"]

    def test_first_look_changes_nothing(self, answer_of, tmp_path):
        folder = tmp_path / "new"

        answer = answer_of(
            "doctor", GUANXI_DATABASE_URL="", GUANXI_ADMIN_DATABASE_URL="", GUANXI_DATA_DIR=str(folder)
        )

        assert answer["healthy"]
        assert not folder.exists()

    def test_secret_key_open_to_others(self, answer_of, tmp_path):
        key = tmp_path / "secret.key"
        key.write_text("x" * 40)
        key.chmod(0o644)

        answer = answer_of("doctor", expect=1, GUANXI_DATA_DIR=str(tmp_path))

        assert self.check(answer, "Secret key")["mend"] == f"Run: chmod 600 {key}"


def execute(url, statement):
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute(statement)
