"""A database is laid out by company, checked, and companies moved: on a server that has Citus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from guanxi import main
from guanxi.kernel.db.migrate import migrate
from guanxi.kernel.db.placements import Placement, placements
from guanxi.kernel.db.sharding import ShardingRefused, check_layout, distribute, isolate, read_layout
from tests.fixtures.databases import SHARDS, TestServer

main.load_features()
COMPANIES = 20


def _run(url: str, statement: str, *values: Any) -> Any:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(statement, values)
        return found.fetchall() if found.description else None


class TestWithoutCitus:
    def test_says_how_to_have_it(self, server: TestServer, owner_url: str) -> None:
        if server.is_sharded:
            pytest.skip("the server has Citus")

        for call in (read_layout, check_layout, distribute):
            with pytest.raises(ShardingRefused, match="CREATE EXTENSION citus"):
                call(owner_url)


@pytest.fixture(scope="module")
def with_citus(server: TestServer) -> TestServer:
    if not server.is_sharded:
        pytest.skip("GUANXI_TEST_DATABASE_URL names no server with Citus in shared_preload_libraries")
    return server


@pytest.fixture
def url(with_citus: TestServer) -> Iterator[str]:
    """A migrated database with companies, not sharded yet."""
    name = with_citus.create("template1")
    url = with_citus.url(name, owner=True)
    migrate(url, url)
    _run(url, "CREATE EXTENSION citus")
    _run(
        url,
        "INSERT INTO guanxi.tenant (tenant_id, slug, name, everyone, created_at) "
        "SELECT n, 'c' || n, 'Company ' || n, n, now() FROM generate_series(1, %s) n",
        COMPANIES,
    )
    yield url
    with_citus.drop(name)


class TestDistribute:
    def test_puts_every_table_where_it_was_declared_and_loses_no_row(self, url: str) -> None:
        layout = distribute(url, shards=SHARDS)

        sharded = {table.name for table in layout.tables if table.is_sharded}
        assert sharded == {name for name, where in placements().items() if where is Placement.COMPANY}
        assert all(table.is_in_place for table in layout.tables)
        assert layout.shards == SHARDS
        assert _run(url, "SELECT count(*) FROM guanxi.tenant") == [(COMPANIES,)]
        assert check_layout(url) == []

    def test_goes_on_where_it_was_interrupted(self, url: str) -> None:
        def interrupt(name: str, done: int, total: int) -> None:
            if done == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            distribute(url, shards=SHARDS, said=interrupt)
        assert len([table for table in read_layout(url).tables if table.is_sharded]) == 5
        assert any("not distributed" in finding.what for finding in check_layout(url))

        distribute(url, shards=SHARDS * 2)

        assert check_layout(url) == []
        assert read_layout(url).shards == SHARDS  # the number of the first time
        assert _run(url, "SELECT count(*) FROM guanxi.tenant") == [(COMPANIES,)]

    def test_again_changes_nothing(self, url: str) -> None:
        first = distribute(url, shards=SHARDS)
        said: list[str] = []

        assert distribute(url, shards=SHARDS, said=lambda name, *_: said.append(name)) == first
        assert said == []

    def test_refuses_a_table_that_nothing_places(self, url: str) -> None:
        _run(url, "CREATE TABLE guanxi.astray (tenant_id bigint PRIMARY KEY)")

        with pytest.raises(ShardingRefused, match="astray"):
            distribute(url, shards=SHARDS)
        assert not read_layout(url).is_distributed

    def test_refuses_an_owner_from_whom_rows_are_hidden(self, url: str, with_citus: TestServer) -> None:
        with_citus.execute("DROP ROLE IF EXISTS test_owner")
        with_citus.execute("CREATE ROLE test_owner")
        try:
            for schema in ("guanxi", "jobs"):
                _run(url, f"GRANT USAGE ON SCHEMA {schema} TO test_owner")
                _run(url, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO test_owner")
            with pytest.raises(ShardingRefused, match="BYPASSRLS"):
                distribute(f"{url}?options=-crole%3Dtest_owner", shards=SHARDS)
        finally:
            _run(url, "DROP OWNED BY test_owner")
            with_citus.execute("DROP ROLE test_owner")


class TestCheck:
    def test_finds_a_table_that_was_taken_out_and_a_lost_setting(self, url: str) -> None:
        distribute(url, shards=SHARDS)
        _run(url, "SELECT undistribute_table('guanxi.saved_view')")
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        _run(url, f'ALTER DATABASE "{name}" RESET citus.propagate_set_commands')

        found = " ".join(finding.what for finding in check_layout(url))

        assert "saved_view: not distributed" in found
        assert "citus.propagate_set_commands" in found

    def test_finds_shards_that_are_hidden_from_the_application(self, url: str) -> None:
        distribute(url, shards=SHARDS)
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        _run(url, f'ALTER ROLE guanxi_login IN DATABASE "{name}" RESET citus.override_table_visibility')

        assert [finding.what for finding in check_layout(url) if "guanxi_login" in finding.what]
        distribute(url, shards=SHARDS)
        assert check_layout(url) == []

    def test_finds_a_shard_without_its_guard(self, url: str) -> None:
        distribute(url, shards=SHARDS)
        options = (
            "?options=-ccitus.override_table_visibility%3Doff%20-ccitus.enable_manual_changes_to_shards%3Don"
        )
        (shard,) = _run(
            url, "SELECT shardid FROM pg_dist_shard WHERE logicalrelid = 'guanxi.deal'::regclass LIMIT 1"
        )[0]
        _run(url + options, f"DROP POLICY shared_read ON guanxi.deal_{shard}")

        assert "deal" in " ".join(finding.what for finding in check_layout(url))

    def test_finds_a_table_whose_shards_lie_apart(self, url: str) -> None:
        distribute(url, shards=SHARDS)
        _run(
            url,
            "SELECT alter_distributed_table('guanxi.saved_view', colocate_with => 'none', shard_count => %s, "
            "cascade_to_colocated => false)",
            SHARDS * 2,
        )

        found = " ".join(finding.what for finding in check_layout(url))

        assert "saved_view: distributed, but not beside" in found
        assert f"saved_view has {SHARDS * 2} shards" in found.replace("guanxi.", "").replace(":", "")


class TestIsolate:
    def test_gives_a_company_its_own_shard_once(self, url: str) -> None:
        distribute(url, shards=SHARDS)

        home = isolate(url, 3, transfer="block_writes")

        assert home.is_alone
        assert isolate(url, 3, transfer="block_writes") == home
        assert _run(url, "SELECT count(*) FROM guanxi.tenant") == [(COMPANIES,)]
        assert check_layout(url) == []

    def test_refuses_a_node_that_takes_no_shards(self, url: str) -> None:
        distribute(url, shards=SHARDS)

        with pytest.raises(ShardingRefused, match="takes no shards"):
            isolate(url, 3, node="127.0.0.1:1")

    def test_refuses_before_anything_is_distributed(self, url: str) -> None:
        with pytest.raises(ShardingRefused, match="not distributed"):
            isolate(url, 3)
