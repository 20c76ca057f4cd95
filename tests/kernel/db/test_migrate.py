"""Migration: of an empty database, again, by two starters at once, for an application account of another name."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic import command
from sqlalchemy import text

from guanxi.kernel.db.migrate import _configuration, _connection, head_revision, migrate, schema_state
from guanxi.kernel.db.queue import _scripts_after


@pytest.fixture
def empty(server):
    name = server.create("template0")
    yield name
    server.drop(name)


def test_empty_database(server, empty):
    url = server.url(empty, owner=True)
    assert not schema_state(url).is_current

    assert migrate(url, server.url(empty)).current == head_revision()

    assert schema_state(url).is_current


def test_again_changes_nothing(server, empty):
    url = server.url(empty, owner=True)
    migrate(url)

    assert migrate(url).is_current


def test_from_the_first_release(server, empty):
    """What is there stays, and events written before followers existed are awaited by nobody."""
    url = server.url(empty, owner=True)
    with _connection(url) as connection:
        connection.execute(text("CREATE SCHEMA guanxi"))
        command.upgrade(_configuration(connection), "0001")
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO guanxi.outbox (tenant_id, id, topic, created_at) VALUES (1, gen_random_uuid(), 'x', now())"
        )

    assert migrate(url).current == head_revision()

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT topic, pending FROM guanxi.outbox").fetchall() == [("x", [])]


def test_words_of_earlier_search_documents_get_their_places(server, empty):
    """Who searches titles alone finds none of the other words; everybody else finds all."""
    url = server.url(empty, owner=True)
    with _connection(url) as connection:
        connection.execute(text("CREATE SCHEMA guanxi"))
        command.upgrade(_configuration(connection), "0001")
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)"
            " VALUES (7, 1, gen_random_uuid(), 'Ada', '{1}', now(), 't7 ada secret'::tsvector)"
        )

    migrate(url)

    found = {}
    with psycopg.connect(url) as connection:
        for query in ("t7", "ada", "ada:A", "secret", "secret:A", "t7 & ada:A"):
            row = connection.execute("SELECT tsv @@ %s::tsquery FROM guanxi.search_doc", (query,)).fetchone()
            found[query] = row[0]
    assert [query for query, is_found in found.items() if not is_found] == ["secret:A"]


def test_two_starters_at_once(server, empty):
    url = server.url(empty, owner=True)

    with ThreadPoolExecutor() as starters:
        states = list(starters.map(migrate, [url, url, url]))

    assert all(state.is_current for state in states)


def test_failure_leaves_nothing_behind(server, empty, monkeypatch):
    def break_down(connection):
        raise RuntimeError("the power went")

    monkeypatch.setattr("guanxi.kernel.db.migrate.install_queue", break_down)
    with pytest.raises(RuntimeError, match="the power went"):
        migrate(server.url(empty, owner=True))

    with psycopg.connect(server.url(empty, owner=True)) as connection:
        assert connection.execute("SELECT to_regnamespace('guanxi')").fetchone() == (None,)


def test_account_of_another_name_gets_the_roles(server, empty):
    account = f"crm_{empty}"
    server.execute(f"CREATE ROLE {account} LOGIN")
    login = server.url(empty).replace("guanxi_login@", f"{account}@").replace("postgres@", f"{account}@")
    try:
        migrate(server.url(empty, owner=True), login)

        with psycopg.connect(login) as connection:
            for role in ("guanxi_app", "guanxi_member", "guanxi_auth"):
                connection.execute(f"SET LOCAL ROLE {role}")
                connection.execute("RESET ROLE")
            connection.execute("SELECT count(*) FROM jobs.procrastinate_jobs")
    finally:
        server.execute(f"DROP ROLE {account}")


def test_newer_queue_brings_its_scripts():
    names = [script.name for script in _scripts_after("3.3.0")]

    assert "03.04.00_01_pre_add_retry_failed_job_procedure.sql" in names
    assert not any(name.startswith("03.03") for name in names)
