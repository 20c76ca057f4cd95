"""What `guanxi doctor` says of a replica."""

import time
from contextlib import closing

import psycopg
import pytest

from guanxi.cli.doctor.checks import Verdict
from guanxi.cli.doctor.replica import check_replica

pytest_plugins = ["tests.fixtures.replication"]


@pytest.fixture
def owner(pair):
    with closing(psycopg.connect(pair.primary.url("guanxi", "postgres"), autocommit=True)) as connection:
        yield connection


def test_follows(pair, owner):
    pair.catch_up()

    check = check_replica(pair.replica.url("guanxi"), owner)

    assert check.verdict is Verdict.GOOD and "follows" in check.found


def test_behind(pair, owner, monkeypatch):
    monkeypatch.setattr("guanxi.cli.doctor.replica.MOST_SECONDS_BEHIND", 0)
    pair.on_primary("CREATE TABLE before AS SELECT 1")
    pair.catch_up()
    pair.pause()
    pair.on_primary("CREATE TABLE written AS SELECT generate_series(1, 1000)")
    time.sleep(1.1)

    check = check_replica(pair.replica.url("guanxi"), owner)
    pair.resume()

    assert check.verdict is Verdict.WARNING and "behind" in check.found and check.mend


def test_is_the_primary(pair, owner):
    check = check_replica(pair.primary.url("guanxi"), owner)

    assert check.verdict is Verdict.BAD and "follows no other server" in check.found


def test_of_another_server(server, owner):
    check = check_replica(server.url("postgres"), owner)

    assert check.verdict is Verdict.BAD and "copy of another server" in check.found


def test_away(owner):
    check = check_replica("postgresql://guanxi_login@127.0.0.1:1/guanxi", owner)

    assert check.verdict is Verdict.WARNING and "primary" in check.found
