"""Migration: of an empty database, again, by two starters at once, for an application account of another name."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from guanxi.kernel.db.migrate import _connection, head_revision, migrate, schema_state, upgrade_to
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
        upgrade_to(connection, "0001")
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
        upgrade_to(connection, "0001")
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


def test_failure_is_noticed_and_made_good(server, empty, monkeypatch):
    """The queue's tables come last: a schema without them is not taken for a current one."""
    url = server.url(empty, owner=True)

    def break_down(connection):
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr("guanxi.kernel.db.migrate.install_queue", break_down)
        with pytest.raises(RuntimeError, match="the power went"):
            migrate(url)
    assert not schema_state(url).is_usable

    assert migrate(url).is_current


def test_newer_database_is_left_alone(server, empty):
    url = server.url(empty, owner=True)
    migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE guanxi.alembic_version SET version_num = '9999'")

    state = migrate(url)

    assert (state.current, state.is_newer, state.is_current, state.is_usable) == ("9999", True, False, True)


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
